using System.Numerics.Tensors;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// A <see cref="Perceptron"/> with its backward pass and optimiser. A step is two parallel loops: activations over chunks of the batch, then
/// weight gradients and updates over blocks of the weights. Every sum has one owner and one order, so the result does not depend on the
/// number of threads. The first layer's part is here; what follows it is each architecture's own.
/// </summary>
public abstract class PerceptronTraining : ITrainableDenoiser, IDisposable
{
    private protected const int Hidden = Perceptron.Hidden;

    /// <summary>Rows of a chunk: enough to reuse the weights, few enough to share out a batch of 64.</summary>
    private const int ChunkRows = 16;

    private readonly Perceptron _denoiser;
    private readonly PerceptronShape _shape;
    private readonly LayerParameters[] _layers;
    private readonly AlignedFloats _start = new(Hidden);
    private readonly int _blocks;
    private readonly WorkerTeam _team;
    private readonly Action<int> _activations, _gradients;

    private int _capacity;
    private byte[] _rows = [], _targets = [];
    private float[] _lossWeights = [], _losses = [];

    // The current step, for the parallel loops.
    private int _count;
    private float _time;
    private ulong _allowed;
    private AdamWConstants? _step;

    /// <param name="denoiser">Its weights learn.</param>
    /// <param name="middle">The kernels of the layers between the first and the last.</param>
    /// <param name="clipsBiases">Whether the biases' gradients are clipped like the matrices'.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    private protected PerceptronTraining(Perceptron denoiser, LinearKernels[] middle, bool clipsBiases, int threads)
    {
        _denoiser = denoiser;
        _shape = denoiser.Shape;
        _layers = [.. denoiser.Weights.Layers.Select(layer => new LayerParameters(layer, clipsBiases))];
        Linears = [.. middle.Append(_shape.Project).Zip(_layers.Skip(1), (kernels, layer) => new LinearTraining(kernels, layer))];
        _blocks = Linears.Sum(linear => linear.Blocks);
        _activations = Activations;
        _gradients = Gradients;
        _team = new WorkerTeam(threads > 0 ? threads : Environment.ProcessorCount);
    }

    public string Architecture => _denoiser.Architecture;

    public Alphabet Alphabet => _denoiser.Alphabet;

    public int Timesteps => _denoiser.Timesteps;

    public int Slots => _shape.Slots;

    /// <summary>The layers behind the first; the last one's output are the logits.</summary>
    private protected LinearTraining[] Linears { get; }

    /// <summary>Activations of the first layer [n, 256].</summary>
    private protected AlignedFloats HiddenUnits { get; private set; } = new(0);

    /// <summary>Their gradient.</summary>
    private protected AlignedFloats HiddenGradient { get; private set; } = new(0);

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => _denoiser.Predict(rows, time, logits);

    public abstract IDenoiser Fork();

    public WeightSet Snapshot(bool averaged = false) =>
        averaged ? new([.. _layers.SelectMany(layer => layer.Averages())], new Dictionary<string, string>()) : _denoiser.Weights.ToSet();

    public WeightSet ExportState() => new([.. Parameters.SelectMany(parameter => parameter.Export())], new Dictionary<string, string>());

    public void ImportState(WeightSet state)
    {
        foreach (Parameter parameter in Parameters)
            parameter.Import(state);
        foreach (LinearTraining linear in Linears)
            linear.Transpose();
        _denoiser.First.Invalidate();
    }

    private IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => (Parameter[])[layer.Matrix, layer.Bias]);

    public float Step(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, in OptimizerStep optimizer)
    {
        _step = new AdamWConstants(optimizer);
        return Run(rows, targets, lossWeights, time, optimizer.LearnsMask);
    }

    /// <summary>Loss and gradients of one batch without an update; the gradients are those of the loss, not clipped.</summary>
    internal (float Loss, WeightSet Gradients) Differentiate(
        ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, bool learnsMask)
    {
        _step = null;
        float loss = Run(rows, targets, lossWeights, time, learnsMask);
        return (loss, new WeightSet([.. _layers.SelectMany(layer => layer.Gradients())], new Dictionary<string, string>()));
    }

    public void Dispose()
    {
        _team.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes room for what lies between first and last layer, for <paramref name="count"/> rows.</summary>
    private protected abstract void Reserve(int count);

    /// <summary>From the first layer's activations of some rows to their logits.</summary>
    private protected abstract void Forward(BatchRows rows);

    /// <summary>From the gradient of some rows' logits to that of the first layer's activations.</summary>
    private protected abstract void Backward(BatchRows rows);

    private float Run(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, bool learnsMask)
    {
        _count = rows.Length / Slots;
        if (_count == 0 || _count * Slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a positive multiple of {Slots}.", nameof(rows));
        if (targets.Length != rows.Length)
            throw new ArgumentException($"There are {targets.Length} targets for {rows.Length} symbols.", nameof(targets));
        if (lossWeights.Length != rows.Length)
            throw new ArgumentException($"There are {lossWeights.Length} loss weights for {rows.Length} symbols.", nameof(lossWeights));

        if (_count > _capacity)
        {
            _capacity = _count;
            _rows = new byte[rows.Length];
            _targets = new byte[rows.Length];
            _lossWeights = new float[rows.Length];
            _losses = new float[rows.Length];
            HiddenUnits = new(_count * Hidden);
            HiddenGradient = new(_count * Hidden);
            Linears[^1].Output = new(_count * _shape.RowSymbols);
            Reserve(_count);
        }

        rows.CopyTo(_rows);
        targets.CopyTo(_targets);
        lossWeights.CopyTo(_lossWeights);
        _time = time;
        _allowed = learnsMask ? Alphabet.Outputs.With(Alphabet.Mask).Bits : Alphabet.Outputs.Bits;
        OneHotLayer.Start(_shape, _layers[0].Weights, time, _start.Span);

        _team.Run((_count + ChunkRows - 1) / ChunkRows, _activations);
        _team.Run(_blocks + Slots + 1, _gradients);
        _denoiser.First.Invalidate();

        double loss = 0;
        foreach (float slotLoss in _losses.AsSpan(0, rows.Length))
            loss += slotLoss;
        return (float)loss;
    }

    /// <summary>Forward and backward for the rows of one chunk, down to the gradient of the hidden units.</summary>
    private void Activations(int chunk)
    {
        var rows = new BatchRows(chunk * ChunkRows, Math.Min(ChunkRows, _count - (chunk * ChunkRows)));
        Span<float> hidden = rows.Of(HiddenUnits, Hidden), logits = rows.Of(Linears[^1].Output, _shape.RowSymbols);
        Span<byte> targets = rows.Of(_targets, Slots);
        Span<float> lossWeights = rows.Of(_lossWeights, Slots);

        OneHotLayer.Forward(_shape, _layers[0].Weights, rows.Of(_rows, Slots), _start.Span, hidden);      // [n, Slots] → [n, 256]
        Forward(rows);                                                                                    // [n, 256] → [n, Slots · Symbols]
        _shape.CrossEntropy(logits, targets, lossWeights, _allowed, logits, rows.Of(_losses, Slots));     // logits become their gradient
        Backward(rows);                                                                                   // [n, Slots · Symbols] → [n, 256]
        NamesPerceptron.ActivateBackward(hidden, rows.Of(HiddenGradient, Hidden));                             // [n, 256]
    }

    /// <summary>One block of weights: its gradient over the whole batch, and its update.</summary>
    private void Gradients(int item)
    {
        foreach (LinearTraining linear in Linears)
        {
            if (item < linear.Blocks)
            {
                linear.LearnBlock(item, _count, _step);
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
            linear.LearnBias(_count, _step);
    }

    /// <summary>The rows of W1 that belong to one slot's symbols.</summary>
    private void LearnSlot(int slot)
    {
        int block = _shape.Symbols * Hidden;
        Parameter matrix = _layers[0].Matrix;
        _shape.GatherBackwardWeights(
            slot, _rows.AsSpan(0, _count * Slots), HiddenGradient.Span[..(_count * Hidden)], matrix.Gradient.Span.Slice(slot * block, block));
        Update(matrix, slot * block, block);
    }

    /// <summary>b1, and the time's row of W1 if there is one.</summary>
    private void LearnTimeAndBias()
    {
        (Parameter matrix, Parameter bias) = (_layers[0].Matrix, _layers[0].Bias);
        _shape.GatherBackwardBias(HiddenGradient.Span[..(_count * Hidden)], bias.Gradient.Span);
        Update(bias, 0, Hidden);
        if (_denoiser.TakesTime)
        {
            TensorPrimitives.Multiply(bias.Gradient.Span, _time, matrix.Gradient.Span[^Hidden..]);
            Update(matrix, matrix.Values.Length - Hidden, Hidden);
        }
    }

    /// <summary>Updates a part of a parameter, unless only the gradient was asked for.</summary>
    private void Update(Parameter parameter, int start, int length)
    {
        if (_step is { } step)
            parameter.Update(start, length, step);
    }
}
