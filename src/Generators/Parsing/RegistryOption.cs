using Microsoft.CodeAnalysis.Diagnostics;

namespace Unmask.Generators.Parsing;

/// <summary>
/// Whether the project gets a list of its kernels with their source texts: only where its property <c>UnmaskKernelRegistry</c> is <c>true</c>, since the texts are
/// a part of the assembly that most have no use for.
/// </summary>
internal static class RegistryOption
{
    /// <summary>The name of the property.</summary>
    public const string Property = "UnmaskKernelRegistry";

    /// <summary>Reads the property.</summary>
    public static bool Of(AnalyzerConfigOptions options) =>
        options.TryGetValue($"build_property.{Property}", out string? text) && text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
}
