using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>The tensors of <see cref="Mlp"/>, <c>[in, out]</c> row-major under the seed's names.</summary>
internal sealed class MlpWeights
{
    private const int Inputs = (Mlp.SlotCount * Mlp.SymbolCount) + 1;

    /// <summary>Zeros.</summary>
    public MlpWeights()
    {
        W1 = new(Inputs * Mlp.Hidden);
        B1 = new(Mlp.Hidden);
        W2 = new(Mlp.Hidden * Mlp.Logits);
        B2 = new(Mlp.Logits);
    }

    public MlpWeights(WeightSet set)
    {
        W1 = new(set.Get("W1", Inputs, Mlp.Hidden));
        B1 = new(set.Get("b1", Mlp.Hidden));
        W2 = new(set.Get("W2", Mlp.Hidden, Mlp.Logits));
        B2 = new(set.Get("b2", Mlp.Logits));
    }

    /// <summary>A row for each slot's symbol, then the row of t/T: [12 · 28 + 1, 256].</summary>
    public AlignedFloats W1 { get; }

    public AlignedFloats B1 { get; }

    /// <summary>[256, 12 · 28].</summary>
    public AlignedFloats W2 { get; }

    public AlignedFloats B2 { get; }

    public WeightSet ToSet() => new(
        [
            new("W1", [Inputs, Mlp.Hidden], W1.Span.ToArray()),
            new("b1", [Mlp.Hidden], B1.Span.ToArray()),
            new("W2", [Mlp.Hidden, Mlp.Logits], W2.Span.ToArray()),
            new("b2", [Mlp.Logits], B2.Span.ToArray()),
        ],
        new Dictionary<string, string>());
}
