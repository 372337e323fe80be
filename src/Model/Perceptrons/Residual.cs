using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// The denoiser with a skip connection, <c>train_pure.py</c> of Micro Diffusion: like <see cref="Mlp"/>, with a second layer of 256 ReLU units
/// that adds to the first. h1 = relu([onehot(row), t/T] · W1 + b1); h2 = relu(h1 · W2 + b2) + h1; logits = h2 · W3 + b3.
/// </summary>
public sealed class Residual : Perceptron
{
    private readonly AlignedFloats _first = new(ChunkRows * Hidden), _second = new(ChunkRows * Hidden);

    /// <summary>A perceptron of these weights.</summary>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The weights are of the profile names, and the alphabet does not have 28 symbols.</exception>
    public Residual(WeightSet weights, Alphabet alphabet)
        : this(new PerceptronWeights(weights, alphabet, hidden: 2), alphabet)
    {
    }

    private Residual(PerceptronWeights weights, Alphabet alphabet)
        : base(weights, alphabet)
    {
    }

    /// <inheritdoc/>
    public override string Architecture => "residual";

    /// <summary>Untrained weights: Xavier initialisation, biases 0; the same for the same seed on every machine.</summary>
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
        return PerceptronWeights.Random((profile, alphabet), takesTime, hidden: 2, (matrix, inputs, outputs) => normal.FillXavier(matrix, inputs, outputs));
    }

    /// <inheritdoc/>
    public override IDenoiser Fork() => new Residual(Weights, Alphabet);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Forward(ReadOnlySpan<byte> rows, float time, Span<float> logits, bool maskedOnly)
    {
        int units = rows.Length / Slots * Hidden;
        Span<float> first = _first.Span[..units], second = _second.Span[..units];
        First.Forward(rows, time, first);            // [n, Slots] → [n, 256]
        Refine(first, Weights.Layers[1], second);    // [n, 256] → [n, 256]
        TensorPrimitives.Add(second, first, second); // [n, 256]
        Project(rows, second, logits, maskedOnly);   // [n, 256] → [n, Slots · Symbols]
    }

    /// <summary>relu(first · W2 + b2), without the skip connection.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Refine(ReadOnlySpan<float> first, LayerWeights layer, Span<float> refined) =>
        NamesPerceptron.Mix(first, layer.Matrix.Span, layer.Bias.Span, refined); // [n, 256] → [n, 256]
}
