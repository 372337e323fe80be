using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// The first layer of a <see cref="Perceptron"/>, relu([onehot(row), t/T] · W1 + b1), with its working memory. Consecutive calls with single
/// rows that differ in a few slots compute only what these slots change, to the same bits.
/// </summary>
internal sealed class OneHotLayer
{
    private const int Units = PerceptronShape.Units;

    private readonly PerceptronShape _shape;
    private readonly LayerWeights _weights;
    private readonly AlignedFloats _start = new(Units), _groupSums;
    private readonly byte[] _row;
    private float _time;
    private bool _isStale = true;

    public OneHotLayer(PerceptronShape shape, LayerWeights weights)
    {
        (_shape, _weights) = (shape, weights);
        _groupSums = new(shape.Groups * Units);
        _row = new byte[shape.Slots];
    }

    /// <summary>The weights have changed: nothing that was computed from the old ones may be used again.</summary>
    public void Invalidate() => _isStale = true;

    /// <summary>Activations of any number of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ReadOnlySpan<byte> rows, float time, Span<float> units)
    {
        if (rows.Length == _shape.Slots)
        {
            Update(rows, time, units);
            return;
        }

        Start(_shape, _weights, time, _start.Span);
        _isStale = true;
        Forward(_shape, _weights, rows, _start.Span, units);
    }

    /// <summary>What every row's sum starts from: b1 + t/T · the time's row of W1 if there is one.</summary>
    public static void Start(PerceptronShape shape, LayerWeights weights, float time, Span<float> start)
    {
        if (weights.Inputs > shape.RowSymbols)
            TensorPrimitives.FusedMultiplyAdd(weights.Matrix.Span[^Units..], time, weights.Bias.Span, start);
        else
            weights.Bias.Span.CopyTo(start);
    }

    /// <summary>Activations of any number of rows, from <see cref="Start"/>'s result.</summary>
    public static void Forward(PerceptronShape shape, LayerWeights weights, ReadOnlySpan<byte> rows, ReadOnlySpan<float> start, Span<float> units) =>
        shape.Gather(rows, OneHotRows(shape, weights.Matrix.Span), start, units); // [n, Slots] → [n, 256]

    /// <summary>The rows of a first layer's matrix that belong to symbols.</summary>
    private static Span<float> OneHotRows(PerceptronShape shape, Span<float> matrix) => matrix[..(shape.RowSymbols * Units)];

    /// <summary>Activations of one row, from the last one's where they agree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(ReadOnlySpan<byte> row, float time, Span<float> units)
    {
        if (_isStale || time != _time)
            Start(_shape, _weights, time, _start.Span);
        uint changed = _isStale ? (1u << _shape.Groups) - 1 : ChangedGroups(row);
        // Stale until the end: a row with a symbol out of range is refused half-way.
        _isStale = true;
        _shape.GatherUpdate(row, changed, OneHotRows(_shape, _weights.Matrix.Span), _start.Span, _groupSums.Span, units);
        row.CopyTo(_row);
        _time = time;
        _isStale = false;
    }

    private uint ChangedGroups(ReadOnlySpan<byte> row)
    {
        uint changed = 0;
        for (int slot = 0; slot < row.Length; slot++)
        {
            if (row[slot] != _row[slot])
                changed |= 1u << (slot / _shape.GroupSlots);
        }

        return changed;
    }
}
