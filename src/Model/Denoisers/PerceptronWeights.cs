using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>
/// The weights of a <see cref="Perceptron"/>: its linear layers in order. The matrix of the first has a row for each slot's symbol and, unless
/// the denoiser is time-free, one more for t/T: its shape alone tells the two variants apart.
/// </summary>
internal sealed class PerceptronWeights
{
    private readonly LayerWeights[] _layers;

    private PerceptronWeights(LayerWeights[] layers) => _layers = layers;

    /// <summary>Whether t/T is an input.</summary>
    public bool TakesTime => _layers[0].Inputs > Perceptron.OneHotInputs;

    public IReadOnlyList<LayerWeights> Layers => _layers;

    /// <param name="takesTime">Whether t/T is an input.</param>
    /// <param name="outputs">Outputs of every layer.</param>
    public static PerceptronWeights Zeros(bool takesTime, params ReadOnlySpan<int> outputs)
    {
        var layers = new LayerWeights[outputs.Length];
        for (int i = 0; i < layers.Length; i++)
            layers[i] = new(i + 1, i == 0 ? FirstInputs(takesTime) : outputs[i - 1], outputs[i]);
        return new(layers);
    }

    /// <param name="set">What a weights file holds.</param>
    /// <param name="outputs">Outputs of every layer.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public static PerceptronWeights From(WeightSet set, params ReadOnlySpan<int> outputs)
    {
        bool takesTime = set.Tensors.FirstOrDefault(tensor => tensor.Name == "W1")?.Shape is not [Perceptron.OneHotInputs, ..];
        var layers = new LayerWeights[outputs.Length];
        for (int i = 0; i < layers.Length; i++)
            layers[i] = new(set, i + 1, i == 0 ? FirstInputs(takesTime) : outputs[i - 1], outputs[i]);
        return new(layers);
    }

    /// <summary>A copy under the seed's names.</summary>
    public WeightSet ToSet() => new([.. _layers.SelectMany(layer => layer.ToTensors())], new Dictionary<string, string>());

    private static int FirstInputs(bool takesTime) => Perceptron.OneHotInputs + (takesTime ? 1 : 0);
}
