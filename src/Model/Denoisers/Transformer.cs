using Unmask.Kernels;
using Unmask.Model.Names;
using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>
/// <c>train.py</c> of Micro Diffusion: a bidirectional transformer over 16 slots. h = symbol + slot + time; four blocks of
/// h += mix(attention(norm(h))) and h += contract(gelu(expand(norm(h)))); logits = norm(h) · head. Norms are RMSNorm; the time's own
/// layers, expand → GELU → project, are left out where the weights have none.
/// </summary>
public sealed partial class Transformer : IDenoiser
{
    internal const int SlotCount = 16, SymbolCount = 28, Width = 64, Heads = 4, Blocks = 4, Hidden = 4 * Width, Logits = SlotCount * SymbolCount;

    /// <summary>Rows that go through the layers together: they share each load of the weights, and their activations stay in the cache.</summary>
    private const int ChunkRows = 4;

    private readonly TransformerTensors _weights;
    private readonly TransformerActivations _activations = new(ChunkRows, keep: false);
    private readonly TransformerTime _time = new();

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet does not have 28 symbols.</exception>
    public Transformer(WeightSet weights, Alphabet alphabet)
        : this(new TransformerTensors(weights), alphabet)
    {
    }

    internal Transformer(TransformerTensors weights, Alphabet alphabet)
    {
        if (alphabet.Symbols != SymbolCount)
            throw new ArgumentException($"transformer has {SymbolCount} symbols, but the alphabet has {alphabet.Symbols}.", nameof(alphabet));
        _weights = weights;
        Alphabet = alphabet;
    }

    /// <summary>The names of all tensors that the seed's script saves, the time's included.</summary>
    public static IReadOnlyList<string> TensorNames { get; } = [.. TransformerTensors.Places(takesTime: true).Select(place => place.Name)];

    public string Architecture => "transformer";

    public Alphabet Alphabet { get; }

    public int Slots => SlotCount;

    public int Timesteps => 50;

    /// <summary>Whether t/T is an input; a time-free denoiser ignores it.</summary>
    public bool TakesTime => _weights.TakesTime;

    /// <summary>
    /// Untrained weights with PyTorch's defaults: embeddings N(0, 1), matrices and biases uniform in ±1/√fan-in, norms 1; the same for the
    /// same seed on every machine.
    /// </summary>
    /// <param name="seed">Any number.</param>
    /// <param name="takesTime">Whether t/T is an input, as the recipe <c>seed</c> has it.</param>
    public static WeightSet RandomWeights(int seed, bool takesTime = true)
    {
        var weights = new TransformerTensors(takesTime);
        var normal = new NormalSource(seed);
        var uniform = new Random(~seed);
        foreach (TransformerTensors.Place place in TransformerTensors.Places(takesTime))
        {
            // A bias has its matrix's fan-in: of the time's layers, 1 and 64.
            float bound = place.Name == "time_mlp.0.bias" ? 1f : 1f / MathF.Sqrt(place.Shape[^1]);
            foreach (ref float value in weights.Values.Span.Slice(place.At, place.Length))
            {
                value = place.Name.EndsWith(".scale", StringComparison.Ordinal) ? 1f
                    : place.Name.EndsWith("_emb.weight", StringComparison.Ordinal) ? (float)normal.Next()
                    : bound * ((2 * uniform.NextSingle()) - 1);
            }
        }

        return weights.ToSet();
    }

    public IDenoiser Fork() => new Transformer(_weights, Alphabet);

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int count = rows.Length / SlotCount;
        if (count * SlotCount != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a multiple of {SlotCount}.", nameof(rows));
        if (logits.Length != count * Logits)
            throw new ArgumentException($"The logits of {count} rows are {count * Logits} values, not {logits.Length}.", nameof(logits));

        ReadOnlySpan<float> slotVectors = _time.SlotVectors(_weights, time);
        for (int first = 0; first < count; first += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, count - first);
            _activations.Rows = chunk;
            Forward(
                _weights,
                slotVectors,
                rows.Slice(first * SlotCount, chunk * SlotCount),
                _activations,
                logits.Slice(first * Logits, chunk * Logits));
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
        Embed(rows, weights.SymbolVectors, slotVectors, activations.StateBefore(0));   // [n, 16] → [n, 16, 64]
        for (int i = 0; i < Blocks; i++)
        {
            TransformerTensors.Block block = weights.BlockAt(i);
            TransformerActivations.Block step = activations.BlockAt(i);
            Normalize(step.Input, block.Norm1, step.Norm1);                            // [n, 16, 64]
            ProjectQkv(step.Norm1, block.Qkv, step.Qkv);                               // [n, 16, 64] → [n, 16, 3 · 64]
            Attend(step.Qkv, step.Probabilities, step.Mixed);                          // [n, 16, 3 · 64] → [n, 16, 64]
            Mix(step.Mixed, block.Mix, step.Input, step.Middle);                       // [n, 16, 64] + residual
            Normalize(step.Middle, block.Norm2, step.Norm2);                           // [n, 16, 64]
            Expand(step.Norm2, block.Expand, step.Expanded);                           // [n, 16, 64] → [n, 16, 256]
            if (activations.Keeps)
                ActivateKeeping(step.Expanded, step.Active);                           // [n, 16, 256], and the derivative in place of the input
            else
                Activate(step.Expanded, step.Active);                                  // [n, 16, 256]
            Contract(step.Active, block.Contract, step.Middle, activations.StateBefore(i + 1)); // [n, 16, 256] → [n, 16, 64] + residual
        }

        Normalize(activations.Output, weights.FinalNorm, activations.FinalNorm);       // [n, 16, 64]
        ProjectLogits(activations.FinalNorm, weights.Head, logits);                    // [n, 16, 64] → [n, 16, 28]
    }

    [Embedding(Slots = SlotCount, Symbols = SymbolCount, Width = Width)]
    internal static partial void Embed(
        ReadOnlySpan<byte> rows, ReadOnlySpan<float> symbolVectors, ReadOnlySpan<float> slotVectors, Span<float> output);

    [RmsNorm(Length = Width)]
    internal static partial void Normalize(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

    [Projection(In = Width, Out = 3 * Width)]
    internal static partial void ProjectQkv(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [Attention(Slots = SlotCount, Heads = Heads, HeadSize = Width / Heads)]
    internal static partial void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [ResidualProjection(In = Width, Out = Width)]
    internal static partial void Mix(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [Projection(In = Width, Out = Hidden)]
    internal static partial void Expand(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [Gelu]
    internal static partial void Activate(ReadOnlySpan<float> input, Span<float> output);

    [ResidualProjection(In = Hidden, Out = Width)]
    internal static partial void Contract(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [Projection(In = Width, Out = SymbolCount)]
    internal static partial void ProjectLogits(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);
}
