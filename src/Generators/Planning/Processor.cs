namespace Unmask.Generators.Planning;

/// <summary>What limits the inner loop of a product on the processors that run bodies of one width.</summary>
/// <param name="Registers">Vector registers.</param>
/// <param name="MultiplyAdds">Vector multiply-adds that begin in a cycle.</param>
/// <param name="Loads">Loads in a cycle.</param>
/// <param name="BroadcastsMultiply">
/// Whether an input's way into all elements of a vector takes the place of a multiply-add. On x64 it is a part of its load.
/// </param>
internal sealed record Processor(int Registers, double MultiplyAdds, double Loads, bool BroadcastsMultiply = false)
{
    /// <summary>
    /// Latency of a multiply-add in cycles: 4 on Intel since Skylake, on AMD since Zen, on Apple's M1 and on Arm's Neoverse N1 and V1. A quarter of a cycle more, because tiles that
    /// only just hide it stall as soon as a load is late.
    /// </summary>
    private const double Latency = 4.25;

    /// <summary>x64 with AVX-512.</summary>
    public static Processor Avx512 { get; } = new(Registers: 32, MultiplyAdds: 2, Loads: 2);

    /// <summary>x64 with AVX2.</summary>
    public static Processor Avx2 { get; } = new(Registers: 16, MultiplyAdds: 2, Loads: 2);

    /// <summary>
    /// arm64 with the four multiply-adds of Apple's M1 and Neoverse V1. For the two of Neoverse N1 the same tiles are within 6 % of the best ones;
    /// tiles planned for two would leave half of the others idle.
    /// </summary>
    public static Processor Arm64 { get; } = new(Registers: 32, MultiplyAdds: 4, Loads: 3, BroadcastsMultiply: true);

    /// <summary>Whether a tile fits: its accumulators, the weights of a step, which all rows share, and one input.</summary>
    public bool Holds(int vectors, int rows) => (vectors * rows) + vectors + 1 <= Registers;

    /// <summary>
    /// Cycles of one step of the inner loop, a term of every element in a tile of <paramref name="rows"/> × <paramref name="vectors"/>. It is the largest of three: its
    /// multiply-adds, its loads (one for each vector of weights and one for each row's input), and the latency, because every accumulator waits for its last term.
    /// </summary>
    public double Step(int vectors, int rows) => Math.Max(
        Latency,
        Math.Max(((vectors * rows) + (BroadcastsMultiply ? rows : 0)) / MultiplyAdds, (vectors + rows) / Loads));
}
