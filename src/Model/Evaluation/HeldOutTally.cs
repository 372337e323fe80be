using System.Numerics.Tensors;
using Unmask.Model.Arithmetic;

namespace Unmask.Model.Evaluation;

/// <summary>Sums over the masked slots of some names. Tallies are merged in the order of the names, so sums do not depend on threads.</summary>
internal sealed class HeldOutTally(int slots)
{
    private const int Bins = 20, Five = 5;

    private readonly double[] _nats = new double[slots + 1], _confidence = new double[Bins];
    private readonly long[] _asked = new long[slots + 1], _first = new long[slots + 1], _amongFive = new long[slots + 1];
    private readonly long[] _binned = new long[Bins], _right = new long[Bins];

    /// <summary>Counts one masked slot.</summary>
    /// <param name="logits">Of all legal outputs, without MASK's.</param>
    /// <param name="target">The right symbol.</param>
    /// <param name="masked">How many slots of its row are masked.</param>
    /// <returns>−ln p of the right symbol.</returns>
    public double Add(ReadOnlySpan<float> logits, byte target, int masked)
    {
        AddInfilling(logits, target, masked);
        double nats = AddPrediction(logits, target);
        _nats[masked] += nats;
        return nats;
    }

    /// <summary>Counts whether the right symbol of a masked slot is among the likeliest, and nothing else.</summary>
    public void AddInfilling(ReadOnlySpan<float> logits, byte target, int masked)
    {
        int rank = Rank(logits, target);
        _asked[masked]++;
        _first[masked] += rank == 0 ? 1 : 0;
        _amongFive[masked] += rank < Five ? 1 : 0;
    }

    /// <summary>Counts how sure a prediction is and whether it is right, and nothing else.</summary>
    /// <returns>−ln p of the right symbol.</returns>
    public double AddPrediction(ReadOnlySpan<float> logits, byte target)
    {
        double nats = Nats(logits, target, out double confidence);
        int bin = Math.Min((int)(confidence * Bins), Bins - 1);
        _confidence[bin] += confidence;
        _binned[bin]++;
        _right[bin] += Rank(logits, target) == 0 ? 1 : 0;
        return nats;
    }

    /// <summary>−ln p of a symbol.</summary>
    /// <param name="logits">Of all legal outputs, without MASK's.</param>
    /// <param name="target">The symbol.</param>
    /// <param name="confidence">The largest probability of any symbol.</param>
    public static double Nats(ReadOnlySpan<float> logits, byte target, out double confidence)
    {
        Span<double> shifted = stackalloc double[logits.Length];
        TensorPrimitives.ConvertTruncating(logits, shifted);
        TensorPrimitives.Subtract(shifted, (double)TensorPrimitives.Max(logits), shifted);
        double targetLogit = shifted[target];
        Exponential.Of(shifted, shifted);
        double total = FixedOrder.Sum(shifted);
        confidence = 1 / total;
        return Logarithm.Of(total) - targetLogit;
    }

    /// <summary>How many symbols are likelier; the smaller of equals comes first.</summary>
    private static int Rank(ReadOnlySpan<float> logits, byte target)
    {
        int rank = 0;
        for (int symbol = 0; symbol < logits.Length; symbol++)
            rank += logits[symbol] > logits[target] || (logits[symbol] == logits[target] && symbol < target) ? 1 : 0;
        return rank;
    }

    public void Add(HeldOutTally other)
    {
        TensorPrimitives.Add(_nats, other._nats, _nats);
        TensorPrimitives.Add(_confidence, other._confidence, _confidence);
        TensorPrimitives.Add<long>(_asked, other._asked, _asked);
        TensorPrimitives.Add<long>(_first, other._first, _first);
        TensorPrimitives.Add<long>(_amongFive, other._amongFive, _amongFive);
        TensorPrimitives.Add<long>(_binned, other._binned, _binned);
        TensorPrimitives.Add<long>(_right, other._right, _right);
    }

    public MaskedFigures[] ByMasked() =>
    [
        .. Enumerable.Range(1, slots).Select(masked => new MaskedFigures(
            masked,
            _nats[masked] / _asked[masked],
            (double)_first[masked] / _asked[masked],
            (double)_amongFive[masked] / _asked[masked])),
    ];

    public CalibrationBin[] Calibration() =>
        [.. Enumerable.Range(0, Bins).Select(bin => new CalibrationBin(_binned[bin], _confidence[bin] / _binned[bin], (double)_right[bin] / _binned[bin]))];
}
