using Unmask.Kernels;
using Unmask.Model.Names;
using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>
/// The smallest denoiser, <c>train_minimal.py</c> of Micro Diffusion: one-hot symbols of 12 slots and t/T → 256 ReLU units → logits.
/// logits = relu([onehot(row), t/T] · W1 + b1) · W2 + b2.
/// </summary>
public sealed partial class Mlp : IDenoiser
{
    internal const int SlotCount = 12, SymbolCount = 28, Hidden = 256, Logits = SlotCount * SymbolCount;

    /// <summary>Rows that go through the layers together, so that their hidden units stay in the cache.</summary>
    private const int ChunkRows = 64;

    private readonly MlpWeights _weights;
    private readonly AlignedFloats _hidden = new(ChunkRows * Hidden);

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet does not have 28 symbols.</exception>
    public Mlp(WeightSet weights, Alphabet alphabet)
        : this(new MlpWeights(weights), alphabet)
    {
    }

    internal Mlp(MlpWeights weights, Alphabet alphabet)
    {
        if (alphabet.Symbols != SymbolCount)
            throw new ArgumentException($"mlp has {SymbolCount} symbols, but the alphabet has {alphabet.Symbols}.", nameof(alphabet));
        _weights = weights;
        Alphabet = alphabet;
    }

    public string Architecture => "mlp";

    public Alphabet Alphabet { get; }

    public int Slots => SlotCount;

    public int Timesteps => 40;

    /// <summary>Untrained weights: He initialisation, biases 0; the same for the same seed on every machine.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="timeInput">Whether t/T takes part. Otherwise its row of W1 is 0, and stays so while training says t = 0: a denoiser
    ///   without a time input (arXiv 2409.02908) in the same tensors.</param>
    public static WeightSet RandomWeights(int seed, bool timeInput = true)
    {
        var weights = new MlpWeights();
        var normal = new NormalSource(seed);
        normal.FillHe(weights.W1.Span, (SlotCount * SymbolCount) + 1);
        normal.FillHe(weights.W2.Span, Hidden);
        if (!timeInput)
            weights.W1.Span[^Hidden..].Clear();
        return weights.ToSet();
    }

    public IDenoiser Fork() => new Mlp(_weights, Alphabet);

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int count = rows.Length / SlotCount;
        if (count * SlotCount != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a multiple of {SlotCount}.", nameof(rows));
        if (logits.Length != count * Logits)
            throw new ArgumentException($"The logits of {count} rows are {count * Logits} values, not {logits.Length}.", nameof(logits));

        for (int first = 0; first < count; first += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, count - first);
            Forward(
                _weights,
                rows.Slice(first * SlotCount, chunk * SlotCount),
                time,
                _hidden.Span[..(chunk * Hidden)],
                logits.Slice(first * Logits, chunk * Logits));
        }
    }

    /// <summary>Both layers for any number of rows.</summary>
    internal static void Forward(MlpWeights weights, ReadOnlySpan<byte> rows, float time, Span<float> hidden, Span<float> logits)
    {
        Gather(rows, time, weights.W1.Span, weights.B1.Span, hidden); // [n, 12] → [n, 256]
        Activate(hidden);                                             // [n, 256]
        Project(hidden, weights.W2.Span, weights.B2.Span, logits);    // [n, 256] → [n, 12 · 28]
    }

    [RowGather(Slots = SlotCount, Symbols = SymbolCount, Out = Hidden)]
    internal static partial void Gather(ReadOnlySpan<byte> rows, float time, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Relu(Length = Hidden)]
    internal static partial void Activate(Span<float> values);

    [Linear(In = Hidden, Out = Logits, SkipZeros = true)]
    internal static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
}
