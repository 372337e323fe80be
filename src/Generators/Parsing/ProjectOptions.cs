using Microsoft.CodeAnalysis.Diagnostics;

namespace Unmask.Generators.Parsing;

/// <summary>What the project's properties say about its kernels.</summary>
/// <param name="Widths">The vector widths that get a body.</param>
/// <param name="HasRegistry">Whether the project gets a list of its kernels.</param>
internal sealed record ProjectOptions(KernelWidths Widths, bool HasRegistry)
{
    /// <summary>Reads the properties.</summary>
    public static ProjectOptions Of(AnalyzerConfigOptions options) => new(KernelWidths.Of(options), RegistryOption.Of(options));
}
