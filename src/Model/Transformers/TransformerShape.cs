using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Transformers;

/// <summary>The sizes of a <see cref="Transformer{TKernels}"/>.</summary>
/// <param name="Architecture">Its name on the command line and in weights files.</param>
/// <param name="Slots">Slots of a row.</param>
/// <param name="Symbols">Symbols of a slot, MASK included.</param>
/// <param name="Width">Elements of a slot's vector.</param>
/// <param name="Heads">Heads of attention.</param>
/// <param name="Blocks">Blocks of attention and feed-forward layers.</param>
public sealed record TransformerShape(string Architecture, int Slots, int Symbols, int Width, int Heads, int Blocks)
{
    /// <summary>
    /// Autoregressive: its attention is causal, and a slot's input is the symbol before it, so that its logits depend on the slots before it
    /// alone. The first slot's input is MASK.
    /// </summary>
    public bool IsCausal { get; init; }

    /// <summary>T of its noise schedule, 50 as in <c>train.py</c>; null for an autoregressive one, which takes a step for each slot.</summary>
    public int? Timesteps => IsCausal ? null : 50;

    /// <summary>Whether alphabets may have fewer symbols than the kernels have room for.</summary>
    public bool IsRoomy { get; init; }

    /// <summary>Elements of a slot between the feed-forward layers.</summary>
    public int Hidden => 4 * Width;

    /// <summary>Logits of a row.</summary>
    public int Logits => Slots * Symbols;

    /// <summary>Elements of all slots' vectors of a row.</summary>
    public int State => Slots * Width;

    /// <summary>Attention probabilities of a row in one block: [heads, key, query].</summary>
    public int Scores => Heads * Slots * Slots;

    /// <summary>The names of all tensors, in the order of files; the time's, which the seed's scripts always save, included.</summary>
    public IReadOnlyList<string> TensorNames => [.. new TransformerLayout(this).Places(takesTime: true).Select(place => place.Name)];

    /// <summary>
    /// Untrained weights with PyTorch's defaults: embeddings N(0, 1), matrices and biases uniform in ±1/√fan-in, norms 1; the same for the
    /// same seed on every machine.
    /// </summary>
    /// <param name="seed">Any number.</param>
    /// <param name="takesTime">Whether t/T is an input, as the recipe <c>seed</c> has it.</param>
    public WeightSet RandomWeights(int seed, bool takesTime = true)
    {
        var weights = new TransformerTensors(this, takesTime, Symbols);
        var normal = new NormalSource(seed);
        var uniform = new Random(~seed);
        foreach (TensorPlace place in new TransformerLayout(this).Places(takesTime))
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

    /// <summary>The same for an alphabet with fewer symbols, if the shape is roomy.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="takesTime">Whether t/T is an input, as the recipe <c>seed</c> has it.</param>
    /// <param name="alphabet">The alphabet.</param>
    public WeightSet RandomWeights(int seed, bool takesTime, Alphabet alphabet) =>
        (IsRoomy ? this with { Symbols = alphabet.Symbols } : this).RandomWeights(seed, takesTime);

    /// <summary>The symbols that weights of this shape are for.</summary>
    internal int SymbolsOf(WeightSet weights) =>
        IsRoomy && weights.Tensors.FirstOrDefault(tensor => tensor.Name == "tok_emb.weight")?.Shape is [int symbols, ..] ? Math.Min(symbols, Symbols) : Symbols;
}
