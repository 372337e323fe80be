using Microsoft.CodeAnalysis.CSharp;

namespace Unmask.Generators.Writing;

/// <summary>Writes names that may be keywords.</summary>
internal static class Escape
{
    /// <summary>A name as an identifier: every keyword, contextual ones too, gets its <c>@</c>.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A name with dots as identifiers with dots.</summary>
    public static string Dotted(string name) => string.Join(".", name.Split('.').Select(Identifier));
}
