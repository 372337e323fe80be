using System.Numerics.Tensors;
using Unmask.Kernels;
using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Model.Weights;

namespace Unmask.Model.Training;

/// <summary>
/// <see cref="Mlp"/> with its backward pass and optimiser. A step is two parallel loops: activations over chunks of the batch, then weight
/// gradients and updates over blocks of the weights. Every sum has one owner and one order, so the result does not
/// depend on the number of threads.
/// </summary>
public sealed partial class MlpTraining : ITrainableDenoiser, IDisposable
{
    private const int Slots = Mlp.SlotCount, Symbols = Mlp.SymbolCount, Hidden = Mlp.Hidden, Logits = Mlp.Logits;

    /// <summary>Rows of a chunk: enough to reuse the weights, few enough to share out a batch of 64.</summary>
    private const int ChunkRows = 16;

    private readonly MlpWeights _weights, _average;
    private readonly Mlp _denoiser;
    private readonly Parameter _w1, _b1, _w2, _b2;
    private readonly Parameter[] _parameters;
    private readonly AlignedFloats _w2Transposed = new(Logits * Hidden);
    private readonly WorkerTeam _team;
    private readonly Action<int> _activations, _gradients;

    private int _capacity;
    private byte[] _rows = [], _targets = [];
    private float[] _lossWeights = [], _losses = [];
    private AlignedFloats _hidden = new(0), _logits = new(0), _hiddenGradient = new(0);

    // The current step, for the parallel loops.
    private int _count;
    private float _time;
    private ulong _allowed;
    private AdamWConstants? _step;

    /// <param name="weights">Where to start; <see cref="Mlp.RandomWeights"/> starts afresh.</param>
    /// <param name="alphabet">The alphabet, of 28 symbols.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet does not have 28 symbols.</exception>
    public MlpTraining(WeightSet weights, Alphabet alphabet, int threads = 0)
    {
        _weights = new MlpWeights(weights);
        _average = new MlpWeights(weights);
        _denoiser = new Mlp(_weights, alphabet);
        _w1 = new("W1", _weights.W1, _average.W1, isMatrix: true);
        _b1 = new("b1", _weights.B1, _average.B1, isMatrix: false);
        _w2 = new("W2", _weights.W2, _average.W2, isMatrix: true);
        _b2 = new("b2", _weights.B2, _average.B2, isMatrix: false);
        _parameters = [_w1, _b1, _w2, _b2];
        _activations = Activations;
        _gradients = Gradients;
        Transpose();
        _team = new WorkerTeam(threads > 0 ? threads : Environment.ProcessorCount);
    }

    public string Architecture => _denoiser.Architecture;

    public Alphabet Alphabet => _denoiser.Alphabet;

    public int Timesteps => _denoiser.Timesteps;

    int IDenoiser.Slots => Slots;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => _denoiser.Predict(rows, time, logits);

    /// <summary>A denoiser with a copy of the current weights, which later steps do not change.</summary>
    public IDenoiser Fork() => new Mlp(Snapshot(), Alphabet);

    public WeightSet Snapshot(bool averaged = false) => (averaged ? _average : _weights).ToSet();

    public WeightSet ExportState() => new([.. _parameters.SelectMany(parameter => parameter.Export())], new Dictionary<string, string>());

    public void ImportState(WeightSet state)
    {
        foreach (Parameter parameter in _parameters)
            parameter.Import(state);
        Transpose();
    }

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
        IEnumerable<NamedTensor> tensors = Snapshot().Tensors.Zip(_parameters, (tensor, parameter) =>
            tensor with { Values = parameter.Gradient.Span.ToArray() });
        return (loss, new WeightSet([.. tensors], new Dictionary<string, string>()));
    }

    public void Dispose() => _team.Dispose();

    private float Run(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, bool learnsMask)
    {
        _count = rows.Length / Slots;
        if (_count == 0 || _count * Slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a positive multiple of {Slots}.", nameof(rows));
        if (targets.Length != rows.Length)
            throw new ArgumentException($"There are {targets.Length} targets for {rows.Length} symbols.", nameof(targets));
        if (lossWeights.Length != rows.Length)
            throw new ArgumentException($"There are {lossWeights.Length} loss weights for {rows.Length} symbols.", nameof(lossWeights));

        Reserve(_count);
        rows.CopyTo(_rows);
        targets.CopyTo(_targets);
        lossWeights.CopyTo(_lossWeights);
        _time = time;
        _allowed = learnsMask ? Alphabet.Outputs.With(Alphabet.Mask).Bits : Alphabet.Outputs.Bits;

        _team.Run((_count + ChunkRows - 1) / ChunkRows, _activations);
        _team.Run(Mlp.ProjectBlocks + Slots + 1, _gradients);

        double loss = 0;
        foreach (float slotLoss in _losses.AsSpan(0, rows.Length))
            loss += slotLoss;
        return (float)loss;
    }

    private void Transpose()
    {
        for (int block = 0; block < Mlp.ProjectBlocks; block++)
            Mlp.ProjectTranspose(block, _weights.W2.Span, _w2Transposed.Span);
    }

    private void Reserve(int count)
    {
        if (count <= _capacity)
            return;
        _capacity = count;
        _rows = new byte[count * Slots];
        _targets = new byte[count * Slots];
        _lossWeights = new float[count * Slots];
        _losses = new float[count * Slots];
        _hidden = new(count * Hidden);
        _hiddenGradient = new(count * Hidden);
        _logits = new(count * Logits);
    }

    /// <summary>Forward and backward for the rows of one chunk, down to the gradient of the hidden units.</summary>
    private void Activations(int chunk)
    {
        int first = chunk * ChunkRows;
        int count = Math.Min(ChunkRows, _count - first);
        int slot = first * Slots, slots = count * Slots;
        Span<float> hidden = _hidden.Span.Slice(first * Hidden, count * Hidden);
        Span<float> hiddenGradient = _hiddenGradient.Span.Slice(first * Hidden, count * Hidden);
        Span<float> logits = _logits.Span.Slice(first * Logits, count * Logits);

        Mlp.Forward(_weights, _rows.AsSpan(slot, slots), _time, hidden, logits);                 // [n, 12] → [n, 12 · 28]
        CrossEntropy(                                                                              // logits become their gradient
            logits, _targets.AsSpan(slot, slots), _lossWeights.AsSpan(slot, slots), _allowed, logits, _losses.AsSpan(slot, slots));
        Mlp.ProjectBackwardInput(logits, _w2Transposed.Span, hiddenGradient);                    // [n, 12 · 28] → [n, 256]
        Mlp.ActivateBackward(hidden, hiddenGradient);                                             // [n, 256]
    }

    /// <summary>One block of weights: its gradient over the whole batch, and its update.</summary>
    private void Gradients(int item)
    {
        ReadOnlySpan<float> hidden = _hidden.Span[..(_count * Hidden)];
        ReadOnlySpan<float> hiddenGradient = _hiddenGradient.Span[..(_count * Hidden)];
        ReadOnlySpan<float> logitGradient = _logits.Span[..(_count * Logits)];
        ReadOnlySpan<byte> rows = _rows.AsSpan(0, _count * Slots);

        if (item < Mlp.ProjectBlocks)
        {
            const int Block = Mlp.ProjectBlockRows * Logits;
            Mlp.ProjectBackwardWeights(item, hidden, logitGradient, _w2.Gradient.Span);           // [256, n] · [n, 12 · 28]
            Update(_w2, item * Block, Math.Min(Block, _w2.Values.Length - (item * Block)));
            Mlp.ProjectTranspose(item, _w2.Values.Span, _w2Transposed.Span);
        }
        else if (item - Mlp.ProjectBlocks is int slot and < Slots)
        {
            const int Block = Symbols * Hidden;
            Mlp.GatherBackwardWeights(slot, rows, hiddenGradient, _w1.Gradient.Span.Slice(slot * Block, Block));
            Update(_w1, slot * Block, Block);
        }
        else
        {
            Mlp.ProjectBackwardBias(logitGradient, _b2.Gradient.Span);
            Mlp.GatherBackwardBias(hiddenGradient, _b1.Gradient.Span);
            TensorPrimitives.Multiply(_b1.Gradient.Span, _time, _w1.Gradient.Span[^Hidden..]);    // the row of t/T
            Update(_w1, _w1.Values.Length - Hidden, Hidden);
            Update(_b1, 0, Hidden);
            Update(_b2, 0, Logits);
        }
    }

    private void Update(Parameter parameter, int start, int length)
    {
        if (_step is { } step)
            parameter.Update(start, length, step);
    }

    [SoftmaxCrossEntropy(Symbols = Symbols)]
    private static partial void CrossEntropy(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<byte> targets,
        ReadOnlySpan<float> lossWeights,
        ulong allowed,
        Span<float> logitGradient,
        Span<float> losses);
}
