using Unmask.Model.Architectures;
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
public sealed class Transformer<TKernels> : KernelDenoiser, IAttendingDenoiser
    where TKernels : ITransformerKernels
{
    /// <summary>Rows that go through the layers together: they share each load of the weights, and their activations stay in the cache.</summary>
    private const int ChunkRows = 4;

    private static readonly TransformerShape Shape = TKernels.Shape;

    private readonly TransformerActivations _activations;
    private readonly TransformerTime _time = new(Shape);

    private FirstBlockTable<TKernels>? _firstBlock;

    /// <summary>Makes the denoiser of some weights.</summary>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet has another number of symbols.</exception>
    public Transformer(WeightSet weights, Alphabet alphabet)
        : this(new TransformerTensors(TKernels.Shape, weights), alphabet, weights.Metadata.GetValueOrDefault(WeightsMetadata.DataHash))
    {
    }

    private Transformer(TransformerTensors weights, Alphabet alphabet, string? dataHash)
        : this(weights, Pack(weights), alphabet, dataHash)
    {
        if (!weights.TakesTime)
            _firstBlock = new(weights, Packed);
    }

    private Transformer(TransformerTensors weights, TransformerTensors packed, Alphabet alphabet, string? dataHash)
        : base(alphabet, Shape.Slots, Shape.Symbols, ChunkRows)
    {
        if (alphabet.Symbols != weights.Symbols)
            throw new ArgumentException($"{Shape.Architecture} has {weights.Symbols} symbols, but the alphabet has {alphabet.Symbols}.", nameof(alphabet));
        Weights = weights;
        Packed = packed;
        _activations = new(Shape, ChunkRows, alphabet.Mask, keep: false);
        DataHash = dataHash;
    }

    /// <inheritdoc/>
    public override string Architecture => Shape.Architecture;

    /// <summary>T of the noise schedule; an autoregressive transformer takes a step for each slot.</summary>
    public override int Timesteps => Shape.Timesteps ?? Slots;

    /// <inheritdoc/>
    public bool IsCausal => Shape.IsCausal;

    /// <inheritdoc/>
    public int Heads => Shape.Heads;

    /// <inheritdoc/>
    public string? DataHash { get; }

    /// <summary>Whether t/T is an input; a time-free denoiser ignores it.</summary>
    public bool TakesTime => Weights.TakesTime;

    internal TransformerTensors Weights { get; }

    /// <summary>The matrices of the blocks in the order in which the kernels read them; everything else is unused.</summary>
    internal TransformerTensors Packed { get; }

    /// <inheritdoc/>
    public string? Fingerprint => Weights.ToSet().Fingerprint;

    /// <inheritdoc/>
    public override IDenoiser Fork() => new Transformer<TKernels>(Weights, Packed, Alphabet, DataHash) { _firstBlock = _firstBlock };

    /// <inheritdoc/>
    public void ReadAttention(ReadOnlySpan<byte> row, float time, int slot, Span<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Slots);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Heads * Slots);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots);
        Span<float> logits = stackalloc float[Shape.Logits];
        Forward(row, time, logits, maskedOnly: false);
        // What the last block left there: [heads, key, query].
        ReadOnlySpan<float> probabilities = _activations.BlockAt(Shape.Blocks - 1).Probabilities;
        for (int i = 0; i < weights.Length; i++)
            weights[i] = probabilities[(i * Slots) + slot];
    }

    private protected override void Forward(ReadOnlySpan<byte> rows, float time, Span<float> logits, bool maskedOnly)
    {
        _activations.Rows = rows.Length / Slots;
        if (maskedOnly)
            _activations.Kept.Masked(rows, Alphabet.Mask);
        Forward(Weights, Packed, _firstBlock, _time.SlotVectors(Weights, time), rows, _activations, logits);
    }

    /// <summary>Packs the matrices of one block.</summary>
    internal static void Pack(TransformerTensors.Block weights, TransformerTensors.Block packed)
    {
        TKernels.ProjectQkvPack(weights.Qkv, packed.Qkv);
        TKernels.MixPack(weights.Mix, packed.Mix);
        TKernels.ExpandPack(weights.Expand, packed.Expand);
        TKernels.ContractPack(weights.Contract, packed.Contract);
    }

    /// <summary>The weights have been changed and packed from outside: nothing else that was computed from them may be used again.</summary>
    internal void WeightsChanged()
    {
        _time.Forget();
        _firstBlock = null; // for good: weights that learn would need a new one after every step
    }

    /// <summary>All layers for as many rows as the activations have.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="packed">Their packed matrices.</param>
    /// <param name="firstBlock">What the first block's attention takes, if it need not be computed.</param>
    /// <param name="slotVectors">Every slot's own vector, the time's added: [16, 64].</param>
    /// <param name="rows">[n, 16].</param>
    /// <param name="activations">Receives the steps, and knows which slots are kept after the last attention.</param>
    /// <param name="logits">[n, 16, 28]; zeros for slots that are not kept.</param>
    internal static void Forward(
        TransformerTensors weights,
        TransformerTensors packed,
        FirstBlockTable<TKernels>? firstBlock,
        ReadOnlySpan<float> slotVectors,
        ReadOnlySpan<byte> rows,
        TransformerActivations activations,
        Span<float> logits)
    {
        ReadOnlySpan<byte> inputs = activations.Inputs(rows);
        TKernels.Embed(inputs, weights.SymbolVectors, slotVectors, activations.StateBefore(0)); // [n, 16] → [n, 16, 64]
        for (int i = 0; i < Shape.Blocks; i++)
        {
            TransformerTensors.Block block = weights.BlockAt(i), matrices = packed.BlockAt(i);
            TransformerActivations.Block step = activations.BlockAt(i);
            if (i == 0 && firstBlock is not null)
            {
                firstBlock.Read(inputs, step.Qkv);                                     // [n, 16] → [n, 16, 3 · 64]
            }
            else
            {
                TKernels.Normalize(step.Input, block.Norm1, step.Norm1);               // [n, 16, 64]
                TKernels.ProjectQkv(step.Norm1, matrices.Qkv, step.Qkv);               // [n, 16, 64] → [n, 16, 3 · 64]
            }
            TKernels.Attend(step.Qkv, step.Probabilities, step.Mixed);                 // [n, 16, 3 · 64] → [n, 16, 64]
            Span<float> residual = i < Shape.Blocks - 1 ? step.Input : activations.DropOthers(); // from here on, n · 16 is the number of kept slots
            TKernels.Mix(step.Mixed, matrices.Mix, residual, step.Middle);             // [n, 16, 64] + residual
            TKernels.Normalize(step.Middle, block.Norm2, step.Norm2);                  // [n, 16, 64]
            TKernels.Expand(step.Norm2, matrices.Expand, step.Expanded);               // [n, 16, 64] → [n, 16, 256]
            if (activations.Keeps)
                TKernels.ActivateKeeping(step.Expanded, step.Active);                  // [n, 16, 256], and the derivative in place of the input
            else
                TKernels.Activate(step.Expanded, step.Active);                         // [n, 16, 256]
            TKernels.Contract(step.Active, matrices.Contract, step.Middle, activations.StateBefore(i + 1)); // [n, 16, 256] → [n, 16, 64] + residual
        }

        TKernels.Normalize(activations.Output, weights.FinalNorm, activations.FinalNorm); // [n, 16, 64]
        TKernels.ProjectLogits(activations.FinalNorm, weights.Head, logits[..(activations.Kept.Count * Shape.Symbols)]); // [n, 16, 64] → [n, 16, 28]
        activations.Kept.Spread(logits, Shape.Symbols);
    }

    private static TransformerTensors Pack(TransformerTensors weights)
    {
        var packed = new TransformerTensors(Shape, weights.TakesTime, weights.Symbols);
        for (int i = 0; i < Shape.Blocks; i++)
            Pack(weights.BlockAt(i), packed.BlockAt(i));
        return packed;
    }
}
