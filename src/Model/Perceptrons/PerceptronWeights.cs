using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// The weights of a <see cref="Perceptron"/>: its linear layers in order. The matrix of the first has a row for each slot's symbol and, unless
/// the denoiser is time-free, one more for t/T: its shape alone tells the variants apart, and the shape profiles too.
/// </summary>
internal sealed class PerceptronWeights
{
    private readonly LayerWeights[] _layers;

    /// <param name="set">What a weights file holds.</param>
    /// <param name="alphabet">Whose symbols the weights are for.</param>
    /// <param name="hidden">Layers of 256 units before the last layer.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The weights are of the profile names, and the alphabet does not have 28 symbols.</exception>
    public PerceptronWeights(WeightSet set, Alphabet alphabet, int hidden)
    {
        int inputs = set.Tensors.FirstOrDefault(tensor => tensor.Name == "W1")?.Shape is [int first, ..] ? first : 0;
        Shape = PerceptronShape.Of(inputs, alphabet);
        if (Shape == PerceptronShape.Names && alphabet.Symbols != Shape.Symbols)
            throw new ArgumentException($"these weights have {Shape.Symbols} symbols, but the alphabet has {alphabet.Symbols}", nameof(alphabet));
        DataHash = set.Metadata.GetValueOrDefault(WeightsMetadata.DataHash);
        TakesTime = inputs != Shape.Axis(alphabet).Length;
        SymbolAxis[] axes = Axes(Shape, alphabet, TakesTime, hidden);
        _layers = [.. Enumerable.Range(1, hidden + 1).Select(number => new LayerWeights(set, number, axes[number - 1], axes[number]))];
    }

    public PerceptronShape Shape { get; }

    /// <summary>Whether t/T is an input.</summary>
    public bool TakesTime { get; }

    /// <summary>Of the data that they were trained on; null if their file does not say.</summary>
    public string? DataHash { get; }

    public IReadOnlyList<LayerWeights> Layers => _layers;

    /// <summary>Untrained weights with biases of 0.</summary>
    /// <param name="row">Slots and alphabet.</param>
    /// <param name="takesTime">Whether t/T is an input.</param>
    /// <param name="hidden">Layers of 256 units before the last layer.</param>
    /// <param name="fill">Gives values to a matrix with so many inputs and outputs.</param>
    public static WeightSet Random(
        (ShapeProfile Profile, Alphabet Alphabet) row, bool takesTime, int hidden, Action<float[], int, int> fill)
    {
        SymbolAxis[] axes = Axes(PerceptronShape.Of(row.Profile), row.Alphabet, takesTime, hidden);
        List<NamedTensor> tensors = [];
        for (int number = 1; number < axes.Length; number++)
        {
            (int inputs, int outputs) = (axes[number - 1].Length, axes[number].Length);
            float[] matrix = new float[inputs * outputs];
            fill(matrix, inputs, outputs);
            tensors.Add(new($"W{number}", [inputs, outputs], matrix));
            tensors.Add(new($"b{number}", [outputs], new float[outputs]));
        }
        return new(tensors, new Dictionary<string, string>());
    }

    /// <summary>A copy under the seed's names.</summary>
    public WeightSet ToSet() => new([.. _layers.SelectMany(layer => layer.ToTensors())], new Dictionary<string, string>());

    /// <summary>Inputs, hidden units and outputs.</summary>
    private static SymbolAxis[] Axes(PerceptronShape shape, Alphabet alphabet, bool takesTime, int hidden) =>
    [
        shape.Axis(alphabet, takesTime ? 1 : 0),
        .. Enumerable.Repeat(SymbolAxis.Of(PerceptronShape.Units), hidden),
        shape.Axis(alphabet),
    ];
}
