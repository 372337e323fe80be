using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unmask.Generators.Parsing;

/// <summary>What every kernel requires of its project.</summary>
internal static class ProjectRequirements
{
    /// <summary>Requirements of the declaration on <paramref name="symbol"/> that the project does not meet.</summary>
    public static IEnumerable<Problem> Check(ISymbol symbol, Compilation compilation)
    {
        LanguageVersion version = ((CSharpCompilation)compilation).LanguageVersion;
        if (version < LanguageVersion.CSharp11)
            yield return new(Diagnostics.Language, Place.Symbol, 0, symbol.Name, version.ToDisplayString());
        else if (compilation.GetTypeByMetadataName("System.Runtime.Intrinsics.Vector512")?.GetMembers("MaxNative").IsEmpty != false)
            yield return new(Diagnostics.Framework, Place.Symbol, 0, symbol.Name);
    }
}
