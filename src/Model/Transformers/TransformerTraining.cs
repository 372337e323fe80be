using System.Numerics.Tensors;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Transformers;

/// <summary>
/// <see cref="Transformer{TKernels}"/> with its backward pass and optimiser. A step is three parallel loops: groups of rows, each into a gradient of
/// its own; shares of the parameters, which add up the groups' gradients and learn; and blocks, whose transposed and packed matrices follow. Which rows make
/// a group depends on the batch alone, and every sum has one order, so the result does not depend on the number of threads.
/// </summary>
/// <typeparam name="TKernels">The shape, and the kernels for it.</typeparam>
public sealed class TransformerTraining<TKernels> : DenoiserTraining
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

    private readonly TransformerTensors _weights, _transposed, _gradient;
    private readonly Transformer<TKernels> _denoiser;
    private readonly Parameter _parameter;
    private readonly List<TransformerTensors> _groupGradients = [];
    private readonly Stack<TransformerPass<TKernels>> _idle = [];
    private readonly TransformerTimeGradient _timeGradient = new(Shape);
    private readonly Action<int> _runGroup, _update, _follow;

    private int _groups; // of the current step, for the parallel loops

    /// <summary>Starts from weights, which are copied.</summary>
    /// <param name="weights">Where to start; <see cref="TransformerShape.RandomWeights(int, bool)"/> starts afresh.</param>
    /// <param name="alphabet">The alphabet.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The alphabet has another number of symbols.</exception>
    public TransformerTraining(WeightSet weights, Alphabet alphabet, int threads = 0)
        : this(new Transformer<TKernels>(weights, alphabet), threads)
    {
    }

    private TransformerTraining(Transformer<TKernels> denoiser, int threads)
        : base(denoiser, threads)
    {
        (_denoiser, _weights) = (denoiser, denoiser.Weights);
        _transposed = new(Shape, _weights.TakesTime, _weights.Symbols);
        _parameter = new("parameters", _weights.Values, decays: true, clips: true); // decay is for all of them, as in PyTorch
        _gradient = new(Shape, _parameter.Gradient, _weights.Symbols);
        (_runGroup, _update, _follow) = (RunGroup, Update, Follow);
        WeightsChanged();
    }

    private protected override IEnumerable<Parameter> Parameters => [_parameter];

    /// <inheritdoc/>
    public override IDenoiser Fork() => new Transformer<TKernels>(Snapshot(), Alphabet);

    /// <inheritdoc/>
    public override WeightSet Snapshot(bool averaged = false) =>
        (averaged ? new TransformerTensors(Shape, _parameter.Average, _weights.Symbols) : _weights).ToSet();

    private protected override WeightSet Gradients() => _gradient.ToSet();

    private protected override void Run()
    {
        if (_weights.TakesTime)
            _timeGradient.Forward(_weights, Batch.Content.Time);

        _groups = Math.Min(MaxGroups, (Batch.Count + GroupRows - 1) / GroupRows);
        while (_groupGradients.Count < _groups)
            _groupGradients.Add(new(Shape, _weights.TakesTime, _weights.Symbols));
        Team.Run(_groups, _runGroup);
        if (_weights.TakesTime)
            _timeGradient.Backward(_weights, _transposed, _groupGradients.Take(_groups), _groupGradients[0]);
        Team.Run((_weights.Values.Length + Share - 1) / Share, _update);
        if (Optimizer is not null)
            WeightsChanged();
    }

    /// <summary>Loss and gradient of the rows of one group: every so many chunks, one.</summary>
    private void RunGroup(int group)
    {
        TransformerPass<TKernels> pass = TakePass();
        TransformerTensors gradient = _groupGradients[group];
        gradient.Values.Span.Clear();
        ReadOnlySpan<float> slotVectors = _weights.TakesTime ? _timeGradient.SlotVectors : _weights.SlotVectors;
        for (int first = group * ChunkRows; first < Batch.Count; first += _groups * ChunkRows)
            pass.Run(_weights, _denoiser.Packed, _transposed, slotVectors, Batch, Batch.RowsFrom(first, ChunkRows), gradient);

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
        if (Optimizer is { } step)
            _parameter.Update(start, length, step);
    }

    /// <summary>Makes everything that is computed from the weights follow them.</summary>
    private protected override void WeightsChanged()
    {
        Team.Run(Shape.Blocks + 1, _follow);
        _denoiser.WeightsChanged();
    }

    /// <summary>Transposes and packs the matrices of one block, or after the last block transposes those outside of blocks.</summary>
    private void Follow(int block)
    {
        if (block == Shape.Blocks)
        {
            TKernels.ProjectLogitsTranspose(_weights.Head, _transposed.Head);
            if (_weights.TakesTime)
                TransformerTimeGradient.Transpose(_weights, _transposed);
            return;
        }

        TransformerTensors.Block weights = _weights.BlockAt(block), transposed = _transposed.BlockAt(block);
        TKernels.ProjectQkvTranspose(weights.Qkv, transposed.Qkv);
        TKernels.MixTranspose(weights.Mix, transposed.Mix);
        TKernels.ExpandTranspose(weights.Expand, transposed.Expand);
        TKernels.ContractTranspose(weights.Contract, transposed.Contract);
        Transformer<TKernels>.Pack(weights, _denoiser.Packed.BlockAt(block));
    }
}
