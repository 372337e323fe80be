using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Transformers;

/// <summary>
/// A transformer over the slots of a row, as in <c>train.py</c> of Micro Diffusion. h = symbol + slot + time; blocks of
/// h += mix(attention(norm(h))) and h += contract(gelu(expand(norm(h)))); logits = norm(h) · head. Norms are RMSNorm; the time's own
/// layers, expand → GELU → project, are left out where the weights have none. Sizes in comments are <see cref="NameTransformer"/>'s.
/// </summary>
/// <typeparam name="TKernels">The shape, and the kernels for it.</typeparam>
public sealed class Transformer<TKernels> : IDenoiser
    where TKernels : ITransformerKernels
{
    /// <summary>Rows that go through the layers together: they share each load of the weights, and their activations stay in the cache.</summary>
    private const int ChunkRows = 4;

    private static readonly TransformerShape Shape = TKernels.Shape;

    private readonly TransformerActivations _activations;
    private readonly TransformerTime _time = new(Shape);

    /// <summary>Logits of a chunk with room for all of the kernels' symbols; null if the alphabet uses every one.</summary>
    private readonly AlignedFloats? _roomy;

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet has another number of symbols.</exception>
    public Transformer(WeightSet weights, Alphabet alphabet)
        : this(new TransformerTensors(TKernels.Shape, weights), alphabet, weights.Metadata.GetValueOrDefault(WeightsMetadata.DataHash))
    {
    }

    internal Transformer(TransformerTensors weights, Alphabet alphabet, string? dataHash = null)
    {
        if (alphabet.Symbols != weights.Symbols)
            throw new ArgumentException($"{Shape.Architecture} has {weights.Symbols} symbols, but the alphabet has {alphabet.Symbols}.", nameof(alphabet));
        Weights = weights;
        _activations = new(Shape, ChunkRows, alphabet.Mask, keep: false);
        Alphabet = alphabet;
        DataHash = dataHash;
        if (alphabet.Symbols < Shape.Symbols)
            _roomy = new(ChunkRows * Shape.Logits);
    }

    public string Architecture => Shape.Architecture;

    public Alphabet Alphabet { get; }

    public int Slots => Shape.Slots;

    public int Timesteps => Shape.Timesteps ?? Slots;

    public bool IsCausal => Shape.IsCausal;

    public string? DataHash { get; }

    /// <summary>Whether t/T is an input; a time-free denoiser ignores it.</summary>
    public bool TakesTime => Weights.TakesTime;

    internal TransformerTensors Weights { get; }

    public string? Fingerprint => Weights.ToSet().Fingerprint;

    public IDenoiser Fork() => new Transformer<TKernels>(Weights, Alphabet, DataHash);

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int count = rows.Length / Slots, rowLogits = Slots * Alphabet.Symbols;
        if (count * Slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a multiple of {Slots}.", nameof(rows));
        if (logits.Length != count * rowLogits)
            throw new ArgumentException($"The logits of {count} rows are {count * rowLogits} values, not {logits.Length}.", nameof(logits));

        if (_roomy is not null)
            RoomyLogits.CheckSymbols(rows, Alphabet);
        ReadOnlySpan<float> slotVectors = _time.SlotVectors(Weights, time);
        for (int first = 0; first < count; first += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, count - first);
            _activations.Rows = chunk;
            Span<float> chunkLogits = logits.Slice(first * rowLogits, chunk * rowLogits);
            Span<float> kernelLogits = _roomy is null ? chunkLogits : _roomy.Span[..(chunk * Shape.Logits)];
            Forward(Weights, slotVectors, rows.Slice(first * Slots, chunk * Slots), _activations, kernelLogits);
            if (_roomy is not null)
                RoomyLogits.Compact(kernelLogits, Shape.Symbols, chunkLogits, Alphabet.Symbols);
        }
    }

    /// <summary>The weights have been changed from outside: nothing that was computed from them may be used again.</summary>
    internal void WeightsChanged() => _time.Forget();

    /// <summary>All layers for as many rows as the activations have.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="slotVectors">Every slot's own vector, the time's added: [16, 64].</param>
    /// <param name="rows">[n, 16].</param>
    /// <param name="activations">Receives the steps.</param>
    /// <param name="logits">[n, 16, 28].</param>
    internal static void Forward(
        TransformerTensors weights, ReadOnlySpan<float> slotVectors, ReadOnlySpan<byte> rows, TransformerActivations activations, Span<float> logits)
    {
        TKernels.Embed(activations.Inputs(rows), weights.SymbolVectors, slotVectors, activations.StateBefore(0)); // [n, 16] → [n, 16, 64]
        for (int i = 0; i < Shape.Blocks; i++)
        {
            TransformerTensors.Block block = weights.BlockAt(i);
            TransformerActivations.Block step = activations.BlockAt(i);
            TKernels.Normalize(step.Input, block.Norm1, step.Norm1);                   // [n, 16, 64]
            TKernels.ProjectQkv(step.Norm1, block.Qkv, step.Qkv);                      // [n, 16, 64] → [n, 16, 3 · 64]
            TKernels.Attend(step.Qkv, step.Probabilities, step.Mixed);                 // [n, 16, 3 · 64] → [n, 16, 64]
            TKernels.Mix(step.Mixed, block.Mix, step.Input, step.Middle);              // [n, 16, 64] + residual
            TKernels.Normalize(step.Middle, block.Norm2, step.Norm2);                  // [n, 16, 64]
            TKernels.Expand(step.Norm2, block.Expand, step.Expanded);                  // [n, 16, 64] → [n, 16, 256]
            if (activations.Keeps)
                TKernels.ActivateKeeping(step.Expanded, step.Active);                  // [n, 16, 256], and the derivative in place of the input
            else
                TKernels.Activate(step.Expanded, step.Active);                         // [n, 16, 256]
            TKernels.Contract(step.Active, block.Contract, step.Middle, activations.StateBefore(i + 1)); // [n, 16, 256] → [n, 16, 64] + residual
        }

        TKernels.Normalize(activations.Output, weights.FinalNorm, activations.FinalNorm); // [n, 16, 64]
        TKernels.ProjectLogits(activations.FinalNorm, weights.Head, logits);           // [n, 16, 64] → [n, 16, 28]
    }
}
