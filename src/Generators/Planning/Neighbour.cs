namespace Unmask.Generators.Planning;

/// <summary>An element-wise step before or behind a product, in instructions for one vector of its values. They are those of the arithmetic; what RyuJIT makes of it can be more.</summary>
/// <param name="Apart">What it takes as a kernel of its own, with a load and a store of the values.</param>
/// <param name="Inside">What it adds to the product if it is computed there.</param>
/// <param name="Registers">Registers that it needs beside the accumulators: constants and temporaries.</param>
internal sealed record Neighbour(int Apart, int Inside, int Registers)
{
    /// <summary>A comparison and a selection, with a zero and a mask.</summary>
    public static Neighbour Relu { get; } = new(Apart: 2 + 2, Inside: 2, Registers: 2);

    /// <summary>
    /// An addition, with a load of the residual; inside, the accumulators start from the residual. Loading it takes the place of setting them to zero.
    /// </summary>
    public static Neighbour Residual { get; } = new(Apart: 2 + 2, Inside: 0, Registers: 0);

    /// <summary>22 instructions compute, with 15 constants and five temporaries. In 16 registers RyuJIT makes 45 of them, copies and reloaded constants among them.</summary>
    public static Neighbour Gelu { get; } = new(Apart: 22 + 2, Inside: 22, Registers: 20);

    /// <summary>
    /// The second pass of an RMSNorm, two multiplications and a load of the scale, before the product <paramref name="next"/>. Inside, every panel would do them again, and for one
    /// element at a time, because an input goes into all elements of a vector. (The first pass, the sum of the squares, must end before the product begins.)
    /// </summary>
    public static Neighbour RmsNorm(ProductPlan next) =>
        new(Apart: 3 + 2, Inside: 2 * next.Lane.Width * next.Panels.Sum(panel => panel.Count), Registers: 2);
}
