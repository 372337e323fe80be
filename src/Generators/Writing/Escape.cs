using Microsoft.CodeAnalysis.CSharp;

namespace Unmask.Generators.Writing;

/// <summary>Writes names that may be keywords, and text that is no XML.</summary>
internal static class Escape
{
    /// <summary>A name as an identifier: every keyword, contextual ones too, gets its <c>@</c>.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A name with dots as identifiers with dots.</summary>
    public static string Dotted(string name) => string.Join(".", name.Split('.').Select(Identifier));

    /// <summary>Plain text in a documentation comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
