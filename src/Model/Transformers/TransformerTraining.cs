using System.Numerics.Tensors;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Transformers;

/// <summary>
/// <see cref="Transformer{TKernels}"/> with its backward pass and optimiser. A step is three parallel loops: groups of rows, each into a gradient of
/// its own; shares of the parameters, which add up the groups' gradients and learn; and blocks, whose transposes follow. Which rows make
/// a group depends on the batch alone, and every sum has one order, so the result does not depend on the number of threads.
/// </summary>
/// <typeparam name="TKernels">The shape, and the kernels for it.</typeparam>
public sealed class TransformerTraining<TKernels> : ITrainableDenoiser, IDisposable
    where TKernels : ITransformerKernels
{
    /// <summary>Rows that go through all layers together: few enough for the cache, enough to pay for a pass over the gradient.</summary>
    private const int ChunkRows = 8;

    /// <summary>Rows of a group: enough to pay for one more gradient to add up, few enough to share out a batch of 64.</summary>
    private const int GroupRows = 2 * ChunkRows;

    /// <summary>Groups at most, which bounds the memory for gradients; larger batches have larger groups.</summary>
    private const int MaxGroups = 16;

    /// <summary>Parameters that a thread updates at a time.</summary>
    private const int Share = 4096;

    private static readonly TransformerShape Shape = TKernels.Shape;

    private readonly TransformerTensors _weights, _turned, _gradient;
    private readonly Transformer<TKernels> _denoiser;
    private readonly Parameter _parameter;
    private readonly List<TransformerTensors> _groupGradients = [];
    private readonly Stack<TransformerPass<TKernels>> _idle = [];
    private readonly TransformerTimeGradient _timeGradient = new(Shape);
    private readonly WorkerTeam _team;
    private readonly Action<int> _group, _update, _turn;

    private byte[] _rows = [], _targets = [];
    private float[] _lossWeights = [], _losses = [];

    // The current step, for the parallel loops.
    private int _count, _groups;
    private ulong _allowed;
    private AdamWConstants? _step;

    /// <param name="weights">Where to start; <see cref="TransformerShape.RandomWeights(int, bool)"/> starts afresh.</param>
    /// <param name="alphabet">The alphabet.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet has another number of symbols.</exception>
    public TransformerTraining(WeightSet weights, Alphabet alphabet, int threads = 0)
    {
        _weights = new(Shape, weights);
        _denoiser = new(_weights, alphabet);
        _turned = new(Shape, _weights.TakesTime, _weights.Symbols);
        _parameter = new("parameters", _weights.Values, decays: true, clips: true); // decay is for all of them, as in PyTorch
        _gradient = new(Shape, _parameter.Gradient, _weights.Symbols);
        (_group, _update, _turn) = (RunGroup, Update, Turn);
        _team = new WorkerTeam(threads > 0 ? threads : Environment.ProcessorCount);
        TurnAll();
    }

    public string Architecture => _denoiser.Architecture;

    public Alphabet Alphabet => _denoiser.Alphabet;

    public int Timesteps => _denoiser.Timesteps;

    public int Slots => Shape.Slots;

    public bool IsCausal => Shape.IsCausal;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => _denoiser.Predict(rows, time, logits);

    /// <summary>A denoiser with a copy of the current weights, which later steps do not change.</summary>
    public IDenoiser Fork() => new Transformer<TKernels>(Snapshot(), Alphabet);

    public WeightSet Snapshot(bool averaged = false) => (averaged ? new TransformerTensors(Shape, _parameter.Average, _weights.Symbols) : _weights).ToSet();

    public WeightSet ExportState() => new([.. _parameter.Export()], new Dictionary<string, string>());

    public void ImportState(WeightSet state)
    {
        _parameter.Import(state);
        TurnAll();
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
        return (loss, _gradient.ToSet());
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

        Reserve(rows.Length);
        rows.CopyTo(_rows);
        targets.CopyTo(_targets);
        lossWeights.CopyTo(_lossWeights);
        _allowed = learnsMask ? Alphabet.Outputs.With(Alphabet.Mask).Bits : Alphabet.Outputs.Bits;
        if (_weights.TakesTime)
            _timeGradient.Forward(_weights, time);

        _groups = Math.Min(MaxGroups, (_count + GroupRows - 1) / GroupRows);
        while (_groupGradients.Count < _groups)
            _groupGradients.Add(new(Shape, _weights.TakesTime, _weights.Symbols));
        _team.Run(_groups, _group);
        if (_weights.TakesTime)
            _timeGradient.Backward(_weights, _turned, _groupGradients.Take(_groups), _groupGradients[0]);
        _team.Run((_weights.Values.Length + Share - 1) / Share, _update);
        if (_step is not null)
            TurnAll();

        double loss = 0;
        foreach (float slotLoss in _losses.AsSpan(0, rows.Length))
            loss += slotLoss;
        return (float)loss;
    }

    private void Reserve(int slots)
    {
        if (slots <= _rows.Length)
            return;
        _rows = new byte[slots];
        _targets = new byte[slots];
        _lossWeights = new float[slots];
        _losses = new float[slots];
    }

    /// <summary>Loss and gradient of the rows of one group: every so many chunks, one.</summary>
    private void RunGroup(int group)
    {
        TransformerPass<TKernels> pass = TakePass();
        TransformerTensors gradient = _groupGradients[group];
        gradient.Values.Span.Clear();
        ReadOnlySpan<float> slotVectors = _weights.TakesTime ? _timeGradient.SlotVectors : _weights.SlotVectors;
        for (int first = group * ChunkRows; first < _count; first += _groups * ChunkRows)
        {
            Range slots = (first * Slots)..(Math.Min(first + ChunkRows, _count) * Slots);
            pass.Run(
                _weights,
                _turned,
                slotVectors,
                _rows.AsSpan(slots),
                _targets.AsSpan(slots),
                _lossWeights.AsSpan(slots),
                _allowed,
                gradient,
                _losses.AsSpan(slots));
        }

        lock (_idle)
            _idle.Push(pass);
    }

    private TransformerPass<TKernels> TakePass()
    {
        lock (_idle)
        {
            if (_idle.TryPop(out TransformerPass<TKernels>? pass))
                return pass;
        }

        return new(ChunkRows, Alphabet.Mask);
    }

    /// <summary>One share of the parameters: the sum of the groups' gradients, in their order, and the update.</summary>
    private void Update(int share)
    {
        int start = share * Share, length = Math.Min(Share, _weights.Values.Length - start);
        Span<float> gradient = _parameter.Gradient.Span.Slice(start, length);
        _groupGradients[0].Values.Span.Slice(start, length).CopyTo(gradient);
        for (int group = 1; group < _groups; group++)
            TensorPrimitives.Add(gradient, _groupGradients[group].Values.Span.Slice(start, length), gradient);
        if (_step is { } step)
            _parameter.Update(start, length, step);
    }

    /// <summary>Makes everything that is computed from the weights follow them.</summary>
    private void TurnAll()
    {
        _team.Run(Shape.Blocks + 1, _turn);
        _denoiser.WeightsChanged();
    }

    /// <summary>Transposes the matrices of one block, or after the last block those outside of blocks.</summary>
    private void Turn(int block)
    {
        if (block == Shape.Blocks)
        {
            TKernels.ProjectLogitsTranspose(_weights.Head, _turned.Head);
            if (_weights.TakesTime)
                TransformerTimeGradient.Transpose(_weights, _turned);
            return;
        }

        TransformerTensors.Block weights = _weights.BlockAt(block), turned = _turned.BlockAt(block);
        TKernels.ProjectQkvTranspose(weights.Qkv, turned.Qkv);
        TKernels.MixTranspose(weights.Mix, turned.Mix);
        TKernels.ExpandTranspose(weights.Expand, turned.Expand);
        TKernels.ContractTranspose(weights.Contract, turned.Contract);
    }
}
