using System.Runtime.CompilerServices;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// The smallest denoiser, <c>train_minimal.py</c> of Micro Diffusion: one-hot symbols of 12 slots and t/T → 256 ReLU units → logits.
/// logits = relu([onehot(row), t/T] · W1 + b1) · W2 + b2.
/// </summary>
public sealed class Mlp : Perceptron
{
    private readonly AlignedFloats _hidden = new(ChunkRows * Hidden);

    /// <summary>A perceptron of these weights.</summary>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The weights are of the profile names, and the alphabet does not have 28 symbols.</exception>
    public Mlp(WeightSet weights, Alphabet alphabet)
        : this(new PerceptronWeights(weights, alphabet, hidden: 1), alphabet)
    {
    }

    private Mlp(PerceptronWeights weights, Alphabet alphabet)
        : base(weights, alphabet)
    {
    }

    /// <inheritdoc/>
    public override string Architecture => "mlp";

    /// <summary>Untrained weights: He initialisation, biases 0; the same for the same seed on every machine.</summary>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="takesTime">Whether t/T is an input, as the recipe <c>seed</c> has it.</param>
    public static WeightSet RandomWeights(int seed, bool takesTime = true) =>
        RandomWeights(seed, takesTime, ShapeProfile.Names, Alphabet.English);

    /// <inheritdoc cref="RandomWeights(int, bool)"/>
    /// <param name="profile">Slots and the most symbols.</param>
    /// <param name="alphabet">The symbols in use; 28 for <see cref="ShapeProfile.Names"/>.</param>
    public static WeightSet RandomWeights(int seed, bool takesTime, ShapeProfile profile, Alphabet alphabet)
    {
        var normal = new NormalSource(seed);
        return PerceptronWeights.Random((profile, alphabet), takesTime, hidden: 1, (matrix, inputs, _) => normal.FillHe(matrix, inputs));
    }

    /// <inheritdoc/>
    public override IDenoiser Fork() => new Mlp(Weights, Alphabet);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Forward(ReadOnlySpan<byte> rows, float time, Span<float> logits, bool maskedOnly)
    {
        Span<float> hidden = _hidden.Span[..(rows.Length / Slots * Hidden)];
        First.Forward(rows, time, hidden);           // [n, Slots] → [n, 256]
        Project(rows, hidden, logits, maskedOnly);   // [n, 256] → [n, Slots · Symbols]
    }
}
