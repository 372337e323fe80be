using System.Runtime.CompilerServices;
using Unmask.Model.Names;
using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>
/// The smallest denoiser, <c>train_minimal.py</c> of Micro Diffusion: one-hot symbols of 12 slots and t/T → 256 ReLU units → logits.
/// logits = relu([onehot(row), t/T] · W1 + b1) · W2 + b2.
/// </summary>
public sealed class Mlp : Perceptron
{
    private readonly AlignedFloats _hidden = new(ChunkRows * Hidden);

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet does not have 28 symbols.</exception>
    public Mlp(WeightSet weights, Alphabet alphabet)
        : this(PerceptronWeights.From(weights, Hidden, Logits), alphabet)
    {
    }

    private Mlp(PerceptronWeights weights, Alphabet alphabet)
        : base(weights, alphabet)
    {
    }

    public override string Architecture => "mlp";

    /// <summary>Untrained weights: He initialisation, biases 0; the same for the same seed on every machine.</summary>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="takesTime">Whether t/T is an input, as the recipe <c>seed</c> has it.</param>
    public static WeightSet RandomWeights(int seed, bool takesTime = true)
    {
        PerceptronWeights weights = PerceptronWeights.Zeros(takesTime, Hidden, Logits);
        var normal = new NormalSource(seed);
        foreach (LayerWeights layer in weights.Layers)
            normal.FillHe(layer.Matrix.Span, layer.Inputs);
        return weights.ToSet();
    }

    public override IDenoiser Fork() => new Mlp(Weights, Alphabet);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Forward(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        Span<float> hidden = _hidden.Span[..(rows.Length / SlotCount * Hidden)];
        First.Forward(rows, time, hidden);           // [n, 12] → [n, 256]
        Project(hidden, Weights.Layers[1], logits);  // [n, 256] → [n, 12 · 28]
    }
}
