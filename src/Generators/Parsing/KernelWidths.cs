using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unmask.Generators.Planning;

namespace Unmask.Generators.Parsing;

/// <summary>
/// The vector widths that kernels get bodies for: all of them, unless the project's property <c>UnmaskKernelWidths</c> names some. A program
/// built where it runs needs only its processor's width, and compiles in half the time.
/// </summary>
/// <param name="Bits">The widths, the widest first.</param>
/// <param name="Mistake">The property's text if it is invalid; every width then has a body.</param>
internal sealed record KernelWidths(EquatableArray<int> Bits, string? Mistake)
{
    /// <summary>The name of the property.</summary>
    public const string Property = "UnmaskKernelWidths";

    /// <summary>Every width.</summary>
    public static KernelWidths All { get; } = new(new([.. Lane.Vectors.Select(lane => lane.Bits)]), Mistake: null);

    /// <summary>Reads the property: comma-separated widths in bits; empty for every width.</summary>
    public static KernelWidths Of(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue($"build_property.{Property}", out string? text) || text.Trim().Length == 0)
            return All;
        string[] named = [.. text.Split(',').Select(width => width.Trim())];
        int[] known = [.. All.Bits.Where(bits => named.Contains($"{bits}"))];
        return known.Length == named.Length ? new(new(known), Mistake: null) : All with { Mistake = text };
    }

    /// <summary>The mistake as the compiler reports it.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Diagnostics.Widths, Location.None, Property, Mistake);
}
