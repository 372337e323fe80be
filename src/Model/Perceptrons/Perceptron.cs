using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// Base of Micro Diffusion's multilayer perceptrons: a row goes one-hot, with t/T unless the weights are time-free, into a first layer of
/// 256 ReLU units. The layers behind it differ. Slots and symbols are those of the weights' <see cref="PerceptronShape"/>.
/// </summary>
public abstract class Perceptron : KernelDenoiser, IDenoiser
{
    internal const int Hidden = PerceptronShape.Units;

    /// <summary>Rows that go through the layers together, so that their hidden units stay in the cache.</summary>
    private protected const int ChunkRows = 64;

    /// <summary>With fewer rows, making the lists costs what they save.</summary>
    private const int MinListedRows = 16;

    private readonly SlotRows _masked;

    private protected Perceptron(PerceptronWeights weights, Alphabet alphabet)
        : base(alphabet, weights.Shape.Slots, weights.Shape.Symbols, ChunkRows)
    {
        Weights = weights;
        _masked = new(weights.Shape.Slots, ChunkRows);
        First = new OneHotLayer(weights.Shape, weights.Layers[0]);
    }

    /// <summary>40, as in <c>train_minimal.py</c> and <c>train_pure.py</c>.</summary>
    public sealed override int Timesteps => 40;

    /// <summary>Whether t/T is an input of the first layer; a time-free denoiser ignores it.</summary>
    public bool TakesTime => Weights.TakesTime;

    /// <inheritdoc/>
    public string? Fingerprint => Weights.ToSet().Fingerprint;

    /// <inheritdoc/>
    public string? DataHash => Weights.DataHash;

    internal PerceptronShape Shape => Weights.Shape;

    internal PerceptronWeights Weights { get; }

    /// <summary>The first layer; it remembers the last row.</summary>
    internal OneHotLayer First { get; }

    /// <summary>The last layer, or only what masked slots need of it if that is less work.</summary>
    private protected void Project(ReadOnlySpan<byte> rows, ReadOnlySpan<float> hidden, Span<float> logits, bool maskedOnly)
    {
        LayerWeights layer = Weights.Layers[^1];
        if (maskedOnly && rows.Length >= MinListedRows * Slots)
        {
            _masked.ListMasked(rows, Alphabet.Mask);
            if (_masked.Pays)
            {
                for (int slot = 0; slot < Slots; slot++)
                    Shape.ProjectSlot.Forward(slot, _masked.Of(slot), hidden, layer.Matrix.Span, layer.Bias.Span, logits);
                return;
            }
        }
        Shape.Project.Forward(hidden, layer.Matrix.Span, layer.Bias.Span, logits);
    }
}
