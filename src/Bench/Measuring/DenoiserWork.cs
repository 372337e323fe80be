using Unmask.Bench.Layers;
using Unmask.Bench.Networks;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.Measuring;

/// <summary>
/// What a call of a denoiser cannot do without. The rule: the products of matrices after the one-hot gather, two operations for each
/// multiply-add, and every weight that the result depends on, read once per call. A hidden unit that is 0 in all rows of the call
/// needs no row of the next matrix; one that is active in any row counts for all of them. Element-wise work, norms and softmax are not
/// counted, nor are activations.
/// </summary>
/// <param name="Flops">Floating-point operations.</param>
/// <param name="Bytes">Bytes of weights.</param>
public readonly record struct DenoiserWork(double Flops, double Bytes)
{
    /// <summary>The work of one call for all of <paramref name="rows"/> [n, slots].</summary>
    /// <exception cref="WeightsException">The architecture is unknown, or the weights do not fit it.</exception>
    public static DenoiserWork Of(string architecture, Alphabet alphabet, WeightSet weights, ReadOnlySpan<byte> rows, float time) => architecture switch
    {
        "mlp" => OfMlp(new MlpParameters(weights, alphabet, layers: 2), rows, time),
        "residual" => OfMlp(new MlpParameters(weights, alphabet, layers: 3), rows, time),
        "transformer" => OfTransformer(new TransformerParameters(weights, alphabet), weights, rows.Length),
        _ => throw new WeightsException($"the work of '{architecture}' is not known"),
    };

    private static DenoiserWork OfMlp(MlpParameters parameters, ReadOnlySpan<byte> rows, float time)
    {
        int slots = parameters.Slots, symbols = parameters.Symbols, width = parameters.Hidden, count = rows.Length / slots;
        HashSet<int> gathered = [];
        int layers = parameters.Weights.Length;
        bool[][] active = [.. Enumerable.Range(0, layers).Select(_ => new bool[width])];
        float[] hidden = new float[width], next = new float[width];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<byte> one = rows.Slice(row * slots, slots);
            for (int slot = 0; slot < slots; slot++)
                gathered.Add((slot * symbols) + one[slot]);
            parameters.FirstLayer<LoopLayers>(one, time, hidden);
            LoopLayers.Relu(hidden);
            Note(hidden, active[1]);
            for (int layer = 1; layer < layers - 1; layer++)
            {
                parameters.Biases[layer].CopyTo(next);
                LoopLayers.AddProduct(hidden, parameters.Weights[layer], next);
                LoopLayers.Relu(next);
                LoopLayers.Add(next, hidden);
                Note(hidden, active[layer + 1]);
            }
        }

        // The rows of the slots' symbols, the bias, and the row of t/T.
        double flops = 0, values = (gathered.Count + 1 + (parameters.TakesTime ? 1 : 0)) * width;
        for (int layer = 1; layer < layers; layer++)
        {
            int outputs = parameters.Biases[layer].Length, inputs = active[layer].Count(unit => unit);
            flops += 2.0 * count * inputs * outputs;
            values += (inputs + 1) * outputs;
        }
        return new(flops, values * sizeof(float));

        static void Note(float[] units, bool[] active)
        {
            for (int unit = 0; unit < units.Length; unit++)
                active[unit] |= units[unit] != 0;
        }
    }

    /// <summary>All dense: tokens · (attention's and the GELU layer's weights + queries with keys + attention with values) and the head.</summary>
    private static DenoiserWork OfTransformer(TransformerParameters parameters, WeightSet weights, double tokens)
    {
        double width = parameters.Width;
        double block = (4 * width * width) + (2 * width * parameters.MlpWidth) + (2 * parameters.Slots * width);
        double products = tokens * ((parameters.Blocks.Length * block) + (width * parameters.Symbols));
        double time = parameters.Time is null ? 0 : width * width;
        return new(2 * (products + time), weights.Tensors.Sum(tensor => (double)tensor.Values.Length) * sizeof(float));
    }
}
