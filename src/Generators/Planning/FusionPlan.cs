namespace Unmask.Generators.Planning;

/// <summary>Whether a product, or a sum of rows, computes an element-wise neighbour too, before it stores its sums.</summary>
/// <param name="Saved">Instructions that this saves for each vector of the neighbour's values; negative if it costs more.</param>
/// <param name="Share">The share of the neighbour that this is.</param>
/// <param name="Fits">Whether the neighbour's registers are free.</param>
/// <remarks>
/// The sums are in registers anyway, so the neighbour loses its load and its store, and a product whose registers suffice loses nothing. The share of product and neighbour
/// together does not decide: it only says how deep the product is (2 of 18 instructions for a ReLU behind a row gather of 12 slots, 2 of 260 behind a product of 256 inputs).
/// </remarks>
internal sealed record FusionPlan(int Saved, double Share, bool Fits)
{
    /// <summary>
    /// A second form of an operation is a setting, its tests and its own machine code. It should take a good part of the neighbour away: with less than a quarter the neighbour is mostly
    /// arithmetic, which is the same in both places.
    /// </summary>
    public const double Worthwhile = 0.25;

    public bool IsFused => Fits && Share >= Worthwhile;

    /// <summary>Plans for sums that take so many registers of <paramref name="lane"/>; those of weights and inputs are free once the sums are complete.</summary>
    public static FusionPlan For(Neighbour neighbour, Lane lane, int accumulators)
    {
        int saved = neighbour.Apart - neighbour.Inside;
        return new(saved, saved == 0 ? 0 : (double)saved / neighbour.Apart, accumulators + neighbour.Registers <= lane.Processor.Registers);
    }

    /// <summary>Plans for the fullest tile of a product.</summary>
    public static FusionPlan For(Neighbour neighbour, ProductPlan product) => For(neighbour, product.Lane, product.Accumulators);

    /// <summary>Whether a product with so many outputs takes the neighbour in on every vector width: a declaration holds for all of them.</summary>
    public static bool FusesWithProduct(Neighbour neighbour, int columns) =>
        Lane.All.All(lane => For(neighbour, ProductPlan.For(columns, lane, overlaps: true)).IsFused);

    /// <summary>Whether a sum of rows does, which has one sum in registers at a time.</summary>
    public static bool FusesWithRowSum(Neighbour neighbour) => Lane.All.All(lane => For(neighbour, lane, accumulators: 1).IsFused);
}
