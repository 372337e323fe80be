using Unmask.Bench.Layers;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary>The tensors of <c>mlp</c> and <c>residual</c>, row-major [in, out].</summary>
internal sealed class MlpParameters
{
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public MlpParameters(WeightSet weights, Alphabet alphabet, int layers)
    {
        Symbols = alphabet.Symbols;
        int firstInputs = weights.ShapeOf("W1")[0];
        Slots = firstInputs / Symbols;
        TakesTime = firstInputs > Slots * Symbols;
        Hidden = weights.ShapeOf("W1")[^1];
        Weights = new float[layers][];
        Biases = new float[layers][];
        for (int layer = 0; layer < layers; layer++)
        {
            int inputs = layer > 0 ? Hidden : (Slots * Symbols) + (TakesTime ? 1 : 0);
            int outputs = layer == layers - 1 ? Slots * Symbols : Hidden;
            Weights[layer] = weights.Get($"W{layer + 1}", inputs, outputs);
            Biases[layer] = weights.Get($"b{layer + 1}", outputs);
        }
    }

    public int Slots { get; }

    public int Symbols { get; }

    /// <summary>Whether t/T is an input.</summary>
    public bool TakesTime { get; }

    /// <summary>Units of a hidden layer.</summary>
    public int Hidden { get; }

    /// <summary>
    /// Layer by layer. The first has a row for each slot's symbol and, where it takes the time, one for t/T: [slots · symbols + 1, hidden];
    /// the others are [hidden, hidden], and the last is [hidden, slots · symbols].
    /// </summary>
    public float[][] Weights { get; }

    /// <summary>Layer by layer, as many as its outputs.</summary>
    public float[][] Biases { get; }

    /// <summary>hidden [hidden] = the first bias + the weight row of each slot's symbol + time · the last weight row.</summary>
    public void FirstLayer<TLayers>(ReadOnlySpan<byte> row, float time, Span<float> hidden)
        where TLayers : struct, ILayers
    {
        Biases[0].CopyTo(hidden);
        for (int slot = 0; slot < row.Length; slot++)
            TLayers.Add(WeightRow((slot * Symbols) + row[slot]), hidden);
        if (TakesTime)
            TLayers.AddScaled(WeightRow(Slots * Symbols), time, hidden);
    }

    private ReadOnlySpan<float> WeightRow(int index) => Weights[0].AsSpan(index * Hidden, Hidden);
}
