using System.Numerics;
using System.Numerics.Tensors;
using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact probability that random-order generation makes a row: slots are revealed one at a time in an order drawn uniformly from all
/// L!, each letter from the denoiser's distribution without MASK. Orders share their sets of revealed slots, so a sum over the 2ᴸ sets
/// replaces that over L! orders: f(∅) = 1, f(S∪{i}) += f(S) · p(xᵢ | x_S) / (L − |S|), and f(all) is the probability. The sums are kept as
/// logarithms, in double precision, so no unlikely row underflows. PAD slots count like letters. An autoregressive denoiser has only one order,
/// from left to right, and its likelihood is that of the chain rule. An instance serves one thread at a time.
/// </summary>
public sealed class ExactLikelihood
{
    /// <summary>The most slots: 2¹⁶ sets are some seconds of a transformer's time.</summary>
    public const int MaxSlots = 16;

    /// <summary>Rows per call of the denoiser.</summary>
    private const int BatchRows = 64;

    private readonly IDenoiser _denoiser;
    private readonly int _outputs;

    /// <summary>The chain rule of an autoregressive denoiser, which needs no field below; null for a diffusing one.</summary>
    private readonly ChainRule? _chain;

    /// <summary>t/T by the number of masked slots.</summary>
    private readonly float[] _times;

    /// <summary>Every proper subset of the slots as bits, smaller sets first: all sets of one size share the denoiser's time.</summary>
    private readonly int[] _sets;

    /// <summary>ln f(S) of every set S of revealed slots.</summary>
    private readonly double[] _logF;

    private readonly byte[] _rows;
    private readonly float[] _logits;

    /// <summary>Logits of the masked slots' outputs, then their exponentials: <c>[masked slots of the batch, outputs]</c>.</summary>
    private readonly double[] _exponentials;

    /// <summary>The logit of the row's own symbol in each masked slot, after subtraction of the largest so that none overflows.</summary>
    private readonly double[] _targets;

    /// <summary>ln Σ of the exponentials of each masked slot.</summary>
    private readonly double[] _normalizers;

    /// <summary>Gives the denoiser the time that the noise schedule has for each number of masked slots.</summary>
    /// <param name="denoiser">Gives the distributions; used by this instance alone.</param>
    /// <exception cref="ArgumentException">The denoiser has more than <see cref="MaxSlots"/> slots, and is not autoregressive.</exception>
    public ExactLikelihood(IDenoiser denoiser)
        : this(denoiser, masked => NoiseSchedule.TimeFor(masked, denoiser.Slots, denoiser.Timesteps))
    {
    }

    /// <summary>Gives the denoiser other times than those of the noise schedule.</summary>
    /// <param name="denoiser">Gives the distributions; used by this instance alone.</param>
    /// <param name="timeFor">t/T for a number of masked slots.</param>
    /// <exception cref="ArgumentException">The denoiser has more than <see cref="MaxSlots"/> slots, and is not autoregressive.</exception>
    public ExactLikelihood(IDenoiser denoiser, Func<int, float> timeFor)
    {
        int slots = denoiser.Slots;
        _denoiser = denoiser;
        _outputs = denoiser.Alphabet.Mask;
        if (denoiser.IsCausal)
        {
            _chain = new ChainRule(denoiser, capacity: 1);
            _times = [];
            _sets = [];
            _rows = [];
            _logits = [];
            _logF = _exponentials = _targets = _normalizers = [];
            return;
        }

        if (slots > MaxSlots)
            throw new ArgumentException($"The exact likelihood takes at most {MaxSlots} slots, not {slots}.", nameof(denoiser));
        _times = [.. Enumerable.Range(0, slots + 1).Select(timeFor)];
        _logF = new double[1 << slots];
        _sets = [.. Enumerable.Range(0, (1 << slots) - 1).OrderBy(set => BitOperations.PopCount((uint)set))];
        _rows = new byte[BatchRows * slots];
        _logits = new float[BatchRows * slots * denoiser.Symbols];
        _exponentials = new double[BatchRows * slots * _outputs];
        _targets = new double[BatchRows * slots];
        _normalizers = new double[BatchRows * slots];
    }

    /// <summary>The mean negative log-likelihood of rows, nats per name, on one thread.</summary>
    public static Estimate Mean(IDenoiser denoiser, byte[] rows)
    {
        var exact = new ExactLikelihood(denoiser);
        return Estimate.Of([.. rows.Chunk(denoiser.Slots).Select(row => -exact.LogLikelihood(row))]);
    }

    /// <summary>The natural logarithm of the row's probability: minus its nats. −∞ if a letter has probability 0 in every order.</summary>
    /// <param name="row">Clean symbols <c>[Slots]</c>, none of them MASK.</param>
    /// <param name="cancellation">Looked at before each call of the denoiser.</param>
    /// <exception cref="ArgumentException">The row has another length or holds MASK.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double LogLikelihood(ReadOnlySpan<byte> row, CancellationToken cancellation = default)
    {
        int slots = _denoiser.Slots;
        if (row.Length != slots)
            throw new ArgumentException($"A row has {slots} slots, not {row.Length}.", nameof(row));
        if (row.ContainsAnyExceptInRange((byte)0, _denoiser.Alphabet.Pad))
            throw new ArgumentException("A row whose likelihood is asked for has a letter or PAD in every slot.", nameof(row));

        if (_chain is not null)
        {
            double nats = 0;
            _chain.Evaluate(row, new Span<double>(ref nats), new HeldOutTally(slots));
            return -nats;
        }

        Array.Fill(_logF, double.NegativeInfinity);
        _logF[0] = 0;
        for (int start = 0; start < _sets.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            int revealed = BitOperations.PopCount((uint)_sets[start]);
            int end = start + 1;
            while (end < _sets.Length && end - start < BatchRows && BitOperations.PopCount((uint)_sets[end]) == revealed)
                end++;
            Extend(row, _sets.AsSpan(start..end), slots - revealed);
            start = end;
        }
        return _logF[^1];
    }

    /// <summary>
    /// Adds what each of <paramref name="sets"/>, all with as many masked slots, gives to the sets that have one slot more.
    /// </summary>
    private void Extend(ReadOnlySpan<byte> row, ReadOnlySpan<int> sets, int masked)
    {
        int slots = row.Length, symbols = _denoiser.Symbols;
        Span<byte> rows = _rows.AsSpan(0, sets.Length * slots);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (sets[i / slots] >> i % slots & 1) != 0 ? row[i % slots] : _denoiser.Alphabet.Mask;
        _denoiser.Predict(rows, _times[masked], _logits.AsSpan(0, rows.Length * symbols));

        int filled = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] != _denoiser.Alphabet.Mask)
                continue;
            ReadOnlySpan<float> logits = _logits.AsSpan(i * symbols, _outputs);
            Span<double> shifted = _exponentials.AsSpan(filled * _outputs, _outputs);
            TensorPrimitives.ConvertTruncating(logits, shifted);
            double max = TensorPrimitives.Max(logits);
            TensorPrimitives.Subtract(shifted, max, shifted);
            _targets[filled++] = shifted[row[i % slots]];
        }
        Span<double> exponentials = _exponentials.AsSpan(0, filled * _outputs);
        TensorPrimitives.Exp<double>(exponentials, exponentials);
        Span<double> normalizers = _normalizers.AsSpan(0, filled);
        for (int i = 0; i < filled; i++)
            normalizers[i] = TensorPrimitives.Sum<double>(exponentials.Slice(i * _outputs, _outputs));
        TensorPrimitives.Log<double>(normalizers, normalizers);

        double logChoices = Math.Log(masked);
        int next = 0;
        foreach (int set in sets)
        {
            double logShare = _logF[set] - logChoices;
            for (int slot = 0; slot < slots; slot++)
            {
                if ((set >> slot & 1) != 0)
                    continue;
                ref double f = ref _logF[set | 1 << slot];
                f = LogAdd(f, logShare + _targets[next] - normalizers[next]);
                next++;
            }
        }
    }

    /// <summary>ln(eᵃ + eᵇ).</summary>
    private static double LogAdd(double a, double b)
    {
        if (b > a)
            (a, b) = (b, a);
        return double.IsNegativeInfinity(b) ? a : a + Math.Log(1 + Math.Exp(b - a));
    }
}
