using Unmask.Bench.Layers;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary>
/// The layers of <c>mlp</c> and <c>residual</c>, with matrices [in, out]. The first matrix has a row for each slot's symbol and, where it takes the
/// time, one for t/T: [slots · symbols + 1, hidden]; those in the middle are [hidden, hidden], and the last is [hidden, slots · symbols].
/// </summary>
internal sealed class PerceptronLayers
{
    private readonly (float[] Matrix, float[] Bias)[] _layers;
    private readonly int _symbols;
    private readonly bool _takesTime;

    /// <param name="weights">The weights.</param>
    /// <param name="alphabet">Whose symbols they are for.</param>
    /// <param name="hidden">Layers before the last one.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public PerceptronLayers(WeightSet weights, Alphabet alphabet, int hidden)
    {
        var tensors = new PerceptronWeights(weights, alphabet, hidden);
        _layers = [.. tensors.ToSet().Tensors.Chunk(2).Select(layer => (layer[0].Values, layer[1].Values))];
        (Slots, _symbols, _takesTime) = (tensors.Shape.Slots, alphabet.Symbols, tensors.TakesTime);
    }

    public int Slots { get; }

    /// <summary>Units of a hidden layer.</summary>
    public int Hidden => _layers[0].Bias.Length;

    /// <summary>The logits [slots · symbols] of a row [slots].</summary>
    /// <param name="row">A symbol for each slot.</param>
    /// <param name="time">t/T.</param>
    /// <param name="hidden">Receives the units that the last layer takes.</param>
    /// <param name="next">As long as <paramref name="hidden"/>; overwritten.</param>
    /// <param name="logits">Receives the logits.</param>
    public void Predict<TLayers>(ReadOnlySpan<byte> row, float time, float[] hidden, float[] next, Span<float> logits)
        where TLayers : struct, ILayers
    {
        First<TLayers>(row, time, hidden);
        for (int layer = 1; layer < _layers.Length - 1; layer++)
            Refine<TLayers>(layer, hidden, next);
        Product<TLayers>(_layers.Length - 1, hidden, logits);
    }

    /// <summary>The work of one call for all of <paramref name="rows"/> [n, slots].</summary>
    public DenoiserWork Work(ReadOnlySpan<byte> rows, float time)
    {
        int count = rows.Length / Slots, last = _layers.Length - 1;
        HashSet<int> gathered = [];
        bool[][] active = [.. _layers.Select(_ => new bool[Hidden])];
        float[] hidden = new float[Hidden], next = new float[Hidden];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<byte> one = rows.Slice(row * Slots, Slots);
            for (int slot = 0; slot < Slots; slot++)
                gathered.Add((slot * _symbols) + one[slot]);
            First<LoopLayers>(one, time, hidden);
            for (int layer = 1; layer <= last; layer++)
            {
                for (int unit = 0; unit < hidden.Length; unit++)
                    active[layer][unit] |= hidden[unit] != 0;
                if (layer < last)
                    Refine<LoopLayers>(layer, hidden, next);
            }
        }

        // The rows of the slots' symbols, the bias, and the row of t/T.
        double products = 0, values = (gathered.Count + 1 + (_takesTime ? 1 : 0)) * Hidden;
        for (int layer = 1; layer <= last; layer++)
        {
            int inputs = active[layer].Count(unit => unit), outputs = _layers[layer].Bias.Length;
            products += (double)count * inputs * outputs;
            values += (inputs + 1) * outputs;
        }
        return DenoiserWork.Of(products, values);
    }

    /// <summary>hidden [hidden] = relu(the first bias + the weight row of each slot's symbol + time · the last weight row).</summary>
    private void First<TLayers>(ReadOnlySpan<byte> row, float time, Span<float> hidden)
        where TLayers : struct, ILayers
    {
        _layers[0].Bias.CopyTo(hidden);
        for (int slot = 0; slot < row.Length; slot++)
            TLayers.Add(FirstRow((slot * _symbols) + row[slot]), hidden);
        if (_takesTime)
            TLayers.AddScaled(FirstRow(Slots * _symbols), time, hidden);
        TLayers.Relu(hidden);
    }

    /// <summary>hidden [hidden] += relu(hidden · W + b).</summary>
    private void Refine<TLayers>(int layer, Span<float> hidden, Span<float> next)
        where TLayers : struct, ILayers
    {
        Product<TLayers>(layer, hidden, next);
        TLayers.Relu(next);
        TLayers.Add(next, hidden);
    }

    /// <summary>output [out] = hidden [hidden] · W + b.</summary>
    private void Product<TLayers>(int layer, ReadOnlySpan<float> hidden, Span<float> output)
        where TLayers : struct, ILayers
    {
        _layers[layer].Bias.CopyTo(output);
        TLayers.AddProduct(hidden, _layers[layer].Matrix, output);
    }

    private ReadOnlySpan<float> FirstRow(int index) => _layers[0].Matrix.AsSpan(index * Hidden, Hidden);
}
