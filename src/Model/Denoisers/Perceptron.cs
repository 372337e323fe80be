using System.Runtime.CompilerServices;
using Unmask.Kernels;
using Unmask.Model.Names;

namespace Unmask.Model.Denoisers;

/// <summary>
/// What the multilayer perceptrons of Micro Diffusion share: a row of 12 slots and 28 symbols goes one-hot, with t/T unless the weights are
/// time-free, into a first layer of 256 ReLU units. What follows is each one's own.
/// </summary>
public abstract partial class Perceptron : IDenoiser
{
    internal const int SlotCount = OneHotLayer.Slots, SymbolCount = OneHotLayer.Symbols, Hidden = OneHotLayer.Units;

    /// <summary>Inputs of the first layer without the time.</summary>
    internal const int OneHotInputs = SlotCount * SymbolCount;

    /// <summary>Outputs of the last layer.</summary>
    internal const int Logits = SlotCount * SymbolCount;

    /// <summary>Rows that go through the layers together, so that their hidden units stay in the cache.</summary>
    private protected const int ChunkRows = 64;

    private protected Perceptron(PerceptronWeights weights, Alphabet alphabet)
    {
        if (alphabet.Symbols != SymbolCount)
            throw new ArgumentException($"{Architecture} has {SymbolCount} symbols, but the alphabet has {alphabet.Symbols}.", nameof(alphabet));
        Weights = weights;
        Alphabet = alphabet;
        First = new OneHotLayer(weights.Layers[0]);
    }

    public abstract string Architecture { get; }

    public Alphabet Alphabet { get; }

    public int Slots => SlotCount;

    public int Timesteps => 40;

    /// <summary>Whether t/T is an input of the first layer; a time-free denoiser ignores it.</summary>
    public bool TakesTime => Weights.TakesTime;

    internal PerceptronWeights Weights { get; }

    /// <summary>The first layer; it remembers the last row.</summary>
    internal OneHotLayer First { get; }

    public abstract IDenoiser Fork();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
            Forward(rows.Slice(first * SlotCount, chunk * SlotCount), time, logits.Slice(first * Logits, chunk * Logits));
        }
    }

    /// <summary>All layers for at most <see cref="ChunkRows"/> rows.</summary>
    private protected abstract void Forward(ReadOnlySpan<byte> rows, float time, Span<float> logits);

    /// <summary>The last layer.</summary>
    internal static void Project(ReadOnlySpan<float> hidden, LayerWeights layer, Span<float> logits) =>
        Project(hidden, layer.Matrix.Span, layer.Bias.Span, logits);

    [Relu(Length = Hidden)]
    internal static partial void Activate(Span<float> values);

    [Linear(In = Hidden, Out = Logits, SkipZeros = true)]
    internal static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
}
