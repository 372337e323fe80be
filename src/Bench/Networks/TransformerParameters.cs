using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary>The tensors of <c>transformer</c>, with the weights of linear layers turned from PyTorch's [out, in] to [in, out].</summary>
internal sealed class TransformerParameters
{
    public const int Heads = 4;

    /// <summary>Added to a mean square before its root.</summary>
    public const float NormEpsilon = 1e-8f;

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public TransformerParameters(WeightSet weights, Alphabet alphabet)
    {
        Symbols = alphabet.Symbols;
        Slots = weights.ShapeOf("pos_emb.weight")[0];
        Width = weights.ShapeOf("pos_emb.weight")[^1];
        MlpWidth = weights.ShapeOf("blocks.0.mlp.fc1.weight")[0];

        SymbolEmbedding = weights.Get("tok_emb.weight", Symbols, Width);
        SlotEmbedding = weights.Get("pos_emb.weight", Slots, Width);
        if (weights.Contains("time_mlp.0.weight"))
        {
            Time = new(
                Linear(weights, "time_mlp.0", 1, Width),
                weights.Get("time_mlp.0.bias", Width),
                Linear(weights, "time_mlp.2", Width, Width),
                weights.Get("time_mlp.2.bias", Width));
        }
        int blocks = Enumerable.Range(0, int.MaxValue).First(block => !weights.Contains($"blocks.{block}.norm1.scale"));
        Blocks = [.. Enumerable.Range(0, blocks).Select(block => new Block(
            weights.Get($"blocks.{block}.norm1.scale", Width),
            Linear(weights, $"blocks.{block}.attn.qkv", Width, 3 * Width),
            Linear(weights, $"blocks.{block}.attn.proj", Width, Width),
            weights.Get($"blocks.{block}.norm2.scale", Width),
            Linear(weights, $"blocks.{block}.mlp.fc1", Width, MlpWidth),
            Linear(weights, $"blocks.{block}.mlp.fc2", MlpWidth, Width)))];
        FinalNorm = weights.Get("norm_f.scale", Width);
        Head = Linear(weights, "lm_head", Width, Symbols);
    }

    public int Slots { get; }

    public int Symbols { get; }

    /// <summary>Features of a token.</summary>
    public int Width { get; }

    /// <summary>Units of a block's GELU layer.</summary>
    public int MlpWidth { get; }

    /// <summary>[symbols, width].</summary>
    public float[] SymbolEmbedding { get; }

    /// <summary>[slots, width].</summary>
    public float[] SlotEmbedding { get; }

    /// <summary>From t/T to its embedding; null where the weights have no time.</summary>
    public TimeLayers? Time { get; }

    public Block[] Blocks { get; }

    /// <summary>[width].</summary>
    public float[] FinalNorm { get; }

    /// <summary>[width, symbols].</summary>
    public float[] Head { get; }

    private static float[] Linear(WeightSet weights, string layer, int inputs, int outputs)
    {
        float[] stored = weights.Get($"{layer}.weight", outputs, inputs), turned = new float[stored.Length];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++)
                turned[(i * outputs) + o] = stored[(o * inputs) + i];
        }
        return turned;
    }

    /// <param name="Matrix1">[1, width].</param>
    /// <param name="Bias1">[width].</param>
    /// <param name="Matrix2">[width, width].</param>
    /// <param name="Bias2">[width].</param>
    internal sealed record TimeLayers(float[] Matrix1, float[] Bias1, float[] Matrix2, float[] Bias2);

    /// <param name="Norm1">[width].</param>
    /// <param name="Qkv">[width, 3 · width]: queries, keys, values.</param>
    /// <param name="Projection">[width, width].</param>
    /// <param name="Norm2">[width].</param>
    /// <param name="Mlp1">[width, mlp width].</param>
    /// <param name="Mlp2">[mlp width, width].</param>
    internal sealed record Block(float[] Norm1, float[] Qkv, float[] Projection, float[] Norm2, float[] Mlp1, float[] Mlp2);
}
