using System.Numerics.Tensors;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// A <see cref="Perceptron"/> with its backward pass and optimiser. A step is two parallel loops: activations over chunks of the batch, then
/// weight gradients and updates over blocks of the weights. Every sum has one owner and one order, so the result does not depend on the
/// number of threads. The first layer's part is here; what follows it is each architecture's own.
/// </summary>
public abstract class PerceptronTraining : DenoiserTraining
{
    private protected const int Hidden = Perceptron.Hidden;

    /// <summary>Rows of a chunk: enough to reuse the weights, few enough to share out a batch of 64; and more where each slot has tiles of its own to fill.</summary>
    private const int ChunkRows = 16, ListedChunkRows = 32;

    private readonly Perceptron _denoiser;
    private readonly PerceptronShape _shape;
    private readonly LayerParameters[] _layers;
    private readonly SlotRows _asked;
    private readonly AlignedFloats _start = new(Hidden);
    private readonly int _blocks;
    private readonly Action<int> _runActivations, _runGradients;

    private int _capacity, _chunkRows;

    /// <param name="denoiser">Its weights learn.</param>
    /// <param name="middle">The kernels of the layers between the first and the last.</param>
    /// <param name="clipsBiases">Whether the biases' gradients are clipped like the matrices'.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    private protected PerceptronTraining(Perceptron denoiser, LinearKernels[] middle, bool clipsBiases, int threads)
        : base(denoiser, threads)
    {
        _denoiser = denoiser;
        _shape = denoiser.Shape;
        _layers = [.. denoiser.Weights.Layers.Select(layer => new LayerParameters(layer, clipsBiases))];
        _asked = new(_shape.Slots, capacity: 0);
        Linears = [.. middle.Zip(_layers.Skip(1), (kernels, layer) => new LinearTraining(kernels, layer)), new ProjectTraining(_shape, _layers[^1], _asked)];
        _blocks = Linears.Sum(linear => linear.Blocks);
        (_runActivations, _runGradients) = (RunActivations, RunGradients);
    }

    /// <summary>The layers behind the first; the last one's output are the logits.</summary>
    private protected LinearTraining[] Linears { get; }

    /// <summary>Activations of the first layer [n, 256].</summary>
    private protected AlignedFloats HiddenUnits { get; private set; } = new(0);

    /// <summary>Their gradient.</summary>
    private protected AlignedFloats HiddenGradient { get; private set; } = new(0);

    private protected sealed override IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => (Parameter[])[layer.Matrix, layer.Bias]);

    /// <inheritdoc/>
    public sealed override WeightSet Snapshot(bool averaged = false) =>
        averaged ? new([.. _layers.SelectMany(layer => layer.Averages())], new Dictionary<string, string>()) : _denoiser.Weights.ToSet();

    /// <summary>Makes room for what lies between first and last layer, for <paramref name="count"/> rows.</summary>
    private protected abstract void Reserve(int count);

    /// <summary>From the first layer's activations of some rows to their logits.</summary>
    private protected abstract void Forward(BatchRows rows);

    /// <summary>From the gradient of some rows' logits to that of the first layer's activations.</summary>
    private protected abstract void Backward(BatchRows rows);

    private protected sealed override void Run()
    {
        int count = Batch.Count;
        if (count > _capacity)
        {
            _capacity = count;
            HiddenUnits = new(count * Hidden);
            HiddenGradient = new(count * Hidden);
            Linears[^1].Output = new(count * _shape.RowSymbols);
            Reserve(count);
        }

        _asked.ListWeighted(Batch.Content.LossWeights);
        OneHotLayer.Start(_shape, _layers[0].Weights, Batch.Content.Time, _start.Span);
        _chunkRows = _asked.Pays ? ListedChunkRows : ChunkRows;
        Team.Run((count + _chunkRows - 1) / _chunkRows, _runActivations);
        Team.Run(_blocks + Slots + 1, _runGradients);
        _denoiser.First.Invalidate();
    }

    private protected sealed override WeightSet Gradients() => new([.. _layers.SelectMany(layer => layer.Gradients())], new Dictionary<string, string>());

    private protected sealed override void WeightsChanged()
    {
        foreach (LinearTraining linear in Linears)
            linear.Transpose();
        _denoiser.First.Invalidate();
    }

    /// <summary>Forward and backward for the rows of one chunk, down to the gradient of the hidden units.</summary>
    private void RunActivations(int chunk)
    {
        BatchRows rows = Batch.RowsFrom(chunk * _chunkRows, _chunkRows);
        Span<float> hidden = rows.Of(HiddenUnits, Hidden), logits = rows.Of(Linears[^1].Output, _shape.RowSymbols);
        Span<byte> targets = rows.Of(Batch.Content.Targets, Slots);
        Span<float> lossWeights = rows.Of(Batch.Content.LossWeights, Slots), losses = rows.Of(Batch.Losses, Slots);

        OneHotLayer.Forward(_shape, _layers[0].Weights, rows.Of(Batch.Content.Rows, Slots), _start.Span, hidden); // [n, Slots] → [n, 256]
        Forward(rows);                                                                          // [n, 256] → [n, Slots · Symbols]
        _shape.CrossEntropy(logits, targets, lossWeights, Batch.Allowed, logits, losses);       // logits become their gradient
        SoftTargets.Apply(Batch, rows, Alphabet.Mask, logits);
        Backward(rows);                                                                         // [n, Slots · Symbols] → [n, 256]
        NamesPerceptron.ActivateBackward(hidden, rows.Of(HiddenGradient, Hidden));              // [n, 256]
    }

    /// <summary>One block of weights: its gradient over the whole batch, and its update.</summary>
    private void RunGradients(int item)
    {
        foreach (LinearTraining linear in Linears)
        {
            if (item < linear.Blocks)
            {
                linear.LearnBlock(item, Batch.Count, Optimizer);
                return;
            }

            item -= linear.Blocks;
        }

        if (item < Slots)
        {
            LearnSlot(item);
            return;
        }

        LearnTimeAndBias();
        foreach (LinearTraining linear in Linears)
            linear.LearnBias(Batch.Count, Optimizer);
    }

    /// <summary>The rows of W1 that belong to one slot's symbols.</summary>
    private void LearnSlot(int slot)
    {
        int block = _shape.Symbols * Hidden;
        Parameter matrix = _layers[0].Matrix;
        _shape.GatherBackwardWeights(
            slot, Batch.Content.Rows, Batch.All.Of(HiddenGradient, Hidden), matrix.Gradient.Span.Slice(slot * block, block));
        Update(matrix, slot * block, block);
    }

    /// <summary>b1, and the time's row of W1 if there is one.</summary>
    private void LearnTimeAndBias()
    {
        (Parameter matrix, Parameter bias) = (_layers[0].Matrix, _layers[0].Bias);
        _shape.GatherBackwardBias(Batch.All.Of(HiddenGradient, Hidden), bias.Gradient.Span);
        Update(bias, 0, Hidden);
        if (_denoiser.TakesTime)
        {
            TensorPrimitives.Multiply(bias.Gradient.Span, Batch.Content.Time, matrix.Gradient.Span[^Hidden..]);
            Update(matrix, matrix.Values.Length - Hidden, Hidden);
        }
    }

    /// <summary>Updates a part of a parameter, unless only the gradient was asked for.</summary>
    private void Update(Parameter parameter, int start, int length)
    {
        if (Optimizer is { } step)
            parameter.Update(start, length, step);
    }
}
