using System.Runtime.CompilerServices;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// What the multilayer perceptrons of Micro Diffusion share: a row goes one-hot, with t/T unless the weights are time-free, into a first
/// layer of 256 ReLU units. What follows is each one's own. Slots and symbols are those of the weights' <see cref="PerceptronShape"/>.
/// </summary>
public abstract class Perceptron : IDenoiser
{
    internal const int Hidden = PerceptronShape.Units;

    /// <summary>Rows that go through the layers together, so that their hidden units stay in the cache.</summary>
    private protected const int ChunkRows = 64;

    /// <summary>Logits of a chunk with room for all of the kernels' symbols; null if the alphabet uses every one.</summary>
    private readonly AlignedFloats? _roomy;

    private protected Perceptron(PerceptronWeights weights, Alphabet alphabet)
    {
        Weights = weights;
        Alphabet = alphabet;
        First = new OneHotLayer(weights.Shape, weights.Layers[0]);
        if (alphabet.Symbols < Shape.Symbols)
            _roomy = new(ChunkRows * Shape.RowSymbols);
    }

    public abstract string Architecture { get; }

    public Alphabet Alphabet { get; }

    public int Slots => Shape.Slots;

    public int Timesteps => 40;

    /// <summary>Whether t/T is an input of the first layer; a time-free denoiser ignores it.</summary>
    public bool TakesTime => Weights.TakesTime;

    public string? Fingerprint => Weights.ToSet().Fingerprint;

    public string? DataHash => Weights.DataHash;

    internal PerceptronShape Shape => Weights.Shape;

    internal PerceptronWeights Weights { get; }

    /// <summary>The first layer; it remembers the last row.</summary>
    internal OneHotLayer First { get; }

    public abstract IDenoiser Fork();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int slots = Slots, count = rows.Length / slots, rowLogits = slots * Alphabet.Symbols;
        if (count * slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a multiple of {slots}.", nameof(rows));
        if (logits.Length != count * rowLogits)
            throw new ArgumentException($"The logits of {count} rows are {count * rowLogits} values, not {logits.Length}.", nameof(logits));

        if (_roomy is not null)
            RoomyLogits.CheckSymbols(rows, Alphabet);
        for (int first = 0; first < count; first += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, count - first);
            ReadOnlySpan<byte> chunkRows = rows.Slice(first * slots, chunk * slots);
            Span<float> chunkLogits = logits.Slice(first * rowLogits, chunk * rowLogits);
            Span<float> kernelLogits = _roomy is null ? chunkLogits : _roomy.Span[..(chunk * Shape.RowSymbols)];
            Forward(chunkRows, time, kernelLogits);
            if (_roomy is not null)
                RoomyLogits.Compact(kernelLogits, Shape.Symbols, chunkLogits, Alphabet.Symbols);
        }
    }

    /// <summary>All layers for at most <see cref="ChunkRows"/> rows.</summary>
    private protected abstract void Forward(ReadOnlySpan<byte> rows, float time, Span<float> logits);

    /// <summary>The last layer.</summary>
    private protected void Project(ReadOnlySpan<float> hidden, LayerWeights layer, Span<float> logits) =>
        Shape.Project.Forward(hidden, layer.Matrix.Span, layer.Bias.Span, logits);
}
