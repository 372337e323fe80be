using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Unmask.Kernels;

namespace Unmask.Model.Denoisers;

/// <summary>
/// The first layer of a <see cref="Perceptron"/>, relu([onehot(row), t/T] · W1 + b1), with its working memory. Consecutive calls with single
/// rows that differ in a few slots compute only what these slots change, to the same bits.
/// </summary>
internal sealed partial class OneHotLayer
{
    public const int Slots = 12, Symbols = 28, Units = 256;

    private const uint AllGroups = (1u << GatherGroups) - 1;

    private readonly LayerWeights _weights;
    private readonly AlignedFloats _start = new(Units), _groupSums = new(GatherGroups * Units);
    private readonly byte[] _row = new byte[Slots];
    private float _time;
    private bool _isStale = true;

    public OneHotLayer(LayerWeights weights) => _weights = weights;

    /// <summary>The weights have changed: nothing that was computed from the old ones may be used again.</summary>
    public void Invalidate() => _isStale = true;

    /// <summary>Activations of any number of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ReadOnlySpan<byte> rows, float time, Span<float> units)
    {
        if (rows.Length == Slots)
        {
            Update(rows, time, units);
            return;
        }

        Start(_weights, time, _start.Span);
        _isStale = true;
        Forward(_weights, rows, _start.Span, units);
    }

    /// <summary>What every row's sum starts from: b1 + t/T · the time's row of W1 if there is one.</summary>
    public static void Start(LayerWeights weights, float time, Span<float> start)
    {
        if (weights.Inputs > Perceptron.OneHotInputs)
            TensorPrimitives.FusedMultiplyAdd(weights.Matrix.Span[^Units..], time, weights.Bias.Span, start);
        else
            weights.Bias.Span.CopyTo(start);
    }

    /// <summary>Activations of any number of rows, from <see cref="Start"/>'s result.</summary>
    public static void Forward(LayerWeights weights, ReadOnlySpan<byte> rows, ReadOnlySpan<float> start, Span<float> units)
    {
        Gather(rows, OneHotRows(weights.Matrix.Span), start, units); // [n, 12] → [n, 256]
        Perceptron.Activate(units);                                  // [n, 256]
    }

    /// <summary>The rows of a first layer's matrix, or of its gradient, that belong to symbols.</summary>
    public static Span<float> OneHotRows(Span<float> matrix) => matrix[..(Perceptron.OneHotInputs * Units)];

    /// <summary>Activations of one row, from the last one's where they agree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(ReadOnlySpan<byte> row, float time, Span<float> units)
    {
        if (_isStale || time != _time)
            Start(_weights, time, _start.Span);
        uint changed = _isStale ? AllGroups : ChangedGroups(row);
        // Stale until the end: a row with a symbol out of range is refused half-way.
        _isStale = true;
        GatherUpdate(row, changed, OneHotRows(_weights.Matrix.Span), _start.Span, _groupSums.Span, units);
        Perceptron.Activate(units);
        row.CopyTo(_row);
        _time = time;
        _isStale = false;
    }

    private uint ChangedGroups(ReadOnlySpan<byte> row)
    {
        uint changed = 0;
        for (int slot = 0; slot < Slots; slot++)
        {
            if (row[slot] != _row[slot])
                changed |= 1u << (slot / GatherGroupSlots);
        }

        return changed;
    }

    [RowGather(Slots = Slots, Symbols = Symbols, Out = Units)]
    internal static partial void Gather(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
}
