using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>
/// Writes sums (or maxima) across a row, with the same tree on every width: 16 columns side by side, in one or several vectors,
/// then upper half onto lower half.
/// </summary>
internal static class BlockReduction
{
    /// <summary>Columns side by side.</summary>
    public const int Block = 16;

    /// <summary>Vectors of <paramref name="lane"/> in a block.</summary>
    public static int Parts(Lane lane) => Block / lane.Width;

    /// <summary>Declares the accumulators <c>{name}0</c>, <c>{name}1</c>, … with the same initial value.</summary>
    public static void Declare(CodeWriter writer, Lane lane, string name, string start) =>
        writer.Lines($"{lane.Type} {string.Join(", ", Enumerable.Range(0, Parts(lane)).Select(part => $"{name}{part} = {start}"))};");

    /// <summary>Combines the accumulators into <c>{name}0</c>, one vector whose halves are not combined yet.</summary>
    public static void Halve(CodeWriter writer, Lane lane, string name, Func<string, string, string> combine)
    {
        for (int half = Parts(lane) / 2; half >= 1; half /= 2)
        {
            for (int part = 0; part < half; part++)
                writer.Lines($"{name}{part} = {combine($"{name}{part}", $"{name}{part + half}")};");
        }
    }

    /// <summary>The expression of a part's first column, from that of its block.</summary>
    public static string Offset(Lane lane, string column, int part) => part == 0 ? column : $"{column} + {part * lane.Width}";
}
