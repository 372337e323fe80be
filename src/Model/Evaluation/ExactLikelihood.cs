using System.Numerics.Tensors;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact probability that random-order generation makes a row: of the masked slots one at a time is drawn uniformly, and its symbol from the
/// denoiser's distribution over what it can still hold. Orders share their states, so a sum over states replaces that over all orders: f(start) = 1, and
/// every state s with m masked slots gives f(s′) += f(s) · p(xᵢ | s) / m for each of them. After a known PAD the rest is PAD, as it is in a game, so a
/// state is the set of known letters and the first known PAD: 2ⁿ · (L − n + 1) states for n letters, where all sets of L slots would be 2ᴸ. The sums are
/// kept as logarithms, in double precision, so no unlikely row underflows. An autoregressive denoiser has only one order, from left to right, and its
/// likelihood is that of the chain rule. An instance serves one thread at a time.
/// </summary>
public sealed class ExactLikelihood
{
    /// <summary>The most slots: 2¹⁶ states, of the longest names, are some seconds of a transformer's time.</summary>
    public const int MaxSlots = 16;

    /// <summary>Rows per call of the denoiser.</summary>
    private const int BatchRows = 64;

    private readonly IDenoiser _denoiser;
    private readonly int _slots, _symbols, _outputs;

    /// <summary>The chain rule of an autoregressive denoiser, which needs no field below; null for a diffusing one.</summary>
    private readonly ChainRule? _chain;

    /// <summary>t/T by the number of masked slots.</summary>
    private readonly float[] _times = [];

    /// <summary>A game without constraints, at temperature 1.</summary>
    private readonly Board _free;

    /// <summary>
    /// f of every state, as the largest of what it was given, a logarithm, and the sum of all over it: <c>[sets of letters, masked PADs]</c>. So a state
    /// takes one logarithm, not one for each that gives to it.
    /// </summary>
    private readonly (double Most, double Sum)[] _f = [];

    /// <summary>The letters that are masked at the start, as slots.</summary>
    private readonly int[] _letters = [];

    /// <summary>States that wait for a call of the denoiser, and their rows.</summary>
    private readonly (int Set, int Pads)[] _states = [];

    private readonly byte[] _rows = [];
    private readonly SymbolSet[] _candidates = [];
    private readonly float[] _logits = [];

    /// <summary>Logits of the masked slots' candidates over the temperature, then their exponentials: <c>[masked slots of the batch, outputs]</c>.</summary>
    private readonly double[] _exponentials = [];

    /// <summary>ln p of the row's own symbol in each masked slot.</summary>
    private readonly double[] _logs = [];

    private int _waiting;

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
        _denoiser = denoiser;
        (_slots, _symbols, _outputs) = (denoiser.Slots, denoiser.Symbols, denoiser.Alphabet.Mask);
        if (denoiser.IsCausal)
        {
            _chain = new ChainRule(denoiser, capacity: 1);
            return;
        }

        if (_slots > MaxSlots)
            throw new ArgumentException($"The exact likelihood takes at most {MaxSlots} slots, not {_slots}.", nameof(denoiser));
        _free = new Board(denoiser.Alphabet, _slots, new SamplerSettings(RevealOrders.Random, SamplerSettings.MaxSteps, 1), seed: 0);
        _times = [.. Enumerable.Range(0, _slots + 1).Select(timeFor)];
        _f = new (double, double)[1 << _slots];
        _letters = new int[_slots];
        _states = new (int, int)[BatchRows];
        _rows = new byte[BatchRows * _slots];
        _candidates = new SymbolSet[_rows.Length];
        _logits = new float[_rows.Length * _symbols];
        _exponentials = new double[_rows.Length * _outputs];
        _logs = new double[_rows.Length];
    }

    /// <summary>States that the sum for a name runs over, each a row of the denoiser's time.</summary>
    public static int StatesOf(int letters, int slots) => (slots - letters + 1) << letters;

    /// <summary>The mean negative log-likelihood of rows, nats per name, on one thread.</summary>
    public static Estimate Mean(IDenoiser denoiser, byte[] rows)
    {
        var exact = new ExactLikelihood(denoiser);
        return Estimate.Of([.. rows.Chunk(denoiser.Slots).Select(row => -exact.LogLikelihood(row))]);
    }

    /// <summary>The natural logarithm of the row's probability: minus its nats. −∞ if it is no name, or has probability 0 in every order.</summary>
    /// <param name="row">Clean symbols <c>[Slots]</c>, none of them MASK.</param>
    /// <param name="cancellation">Looked at before each call of the denoiser.</param>
    /// <exception cref="ArgumentException">The row has another length or holds MASK.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double LogLikelihood(ReadOnlySpan<byte> row, CancellationToken cancellation = default)
    {
        Check(row);
        if (_chain is null)
            return LogLikelihood(_free, row, cancellation);
        double nats = 0;
        _chain.Evaluate(row, new Span<double>(ref nats), new HeldOutTally(_slots));
        return -nats;
    }

    /// <summary>The same for a game that is at <paramref name="start"/>: under its constraints and its temperature, given what is known there.</summary>
    /// <param name="start">Its reveal order does not count.</param>
    /// <param name="row">Clean symbols <c>[Slots]</c>, none of them MASK.</param>
    /// <param name="cancellation">Looked at before each call of the denoiser.</param>
    /// <exception cref="ArgumentException">The row has another length or holds MASK, the board does not fit, or the denoiser is autoregressive.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double LogLikelihood(in Board start, ReadOnlySpan<byte> row, CancellationToken cancellation = default)
    {
        Check(row);
        Prediction.CheckFits(start, _denoiser);
        if (_chain is not null)
            throw new ArgumentException("An autoregressive denoiser goes from left to right only.", nameof(start));
        if (!start.CanBecome(row))
            return double.NegativeInfinity;

        int length = row.IndexOf(_denoiser.Alphabet.Pad), letters = 0, pads = length < 0 ? 0 : start.End - length;
        for (int slot = 0; slot < (length < 0 ? _slots : length); slot++)
        {
            if (start.IsMasked(slot))
                _letters[letters++] = slot;
        }
        int sets = 1 << letters;
        _f.AsSpan(0, sets * (pads + 1)).Fill((double.NegativeInfinity, 0));
        _f[pads] = (0, 1);
        _waiting = 0;
        // Every state comes before those that it gives to: they have fewer masked slots.
        for (int masked = letters + pads; masked > 0; masked--)
        {
            for (int left = Math.Max(0, masked - letters); left <= Math.Min(pads, masked); left++)
            {
                int known = letters - (masked - left);
                for (int set = (1 << known) - 1; set < sets; set = NextSet(set))
                {
                    _states[_waiting++] = (set, left);
                    if (_waiting == BatchRows)
                        Extend(start, row, letters, pads, _times[masked], cancellation);
                }
            }
            if (_denoiser.TakesTime)
                Extend(start, row, letters, pads, _times[masked], cancellation);
        }
        Extend(start, row, letters, pads, _times[0], cancellation);
        return LogF((sets - 1) * (pads + 1));
    }

    /// <summary>Adds what each of the waiting states gives to those that have one slot more, or end earlier.</summary>
    private void Extend(in Board start, ReadOnlySpan<byte> row, int letters, int pads, float time, CancellationToken cancellation)
    {
        if (_waiting == 0)
            return;
        cancellation.ThrowIfCancellationRequested();
        int length = row.Length - row.Count(_denoiser.Alphabet.Pad);
        for (int i = 0; i < _waiting; i++)
        {
            (int set, int left) = _states[i];
            Board board = left < pads ? start.Reveal(length + left, _denoiser.Alphabet.Pad, 0) : start;
            for (int rest = set; rest != 0; rest &= rest - 1)
            {
                int slot = _letters[int.TrailingZeroCount(rest)];
                board = board.Reveal(slot, row[slot], 0);
            }
            board.CopyRow(_rows.AsSpan(i * _slots, _slots));
            board.CopyCandidates(_candidates.AsSpan(i * _slots, _slots));
        }
        int cells = _waiting * _slots;
        _denoiser.PredictMasked(_rows.AsSpan(0, cells), time, _logits.AsSpan(0, cells * _symbols));
        SetLogs(row, cells, start.Settings.Temperature);

        int next = 0;
        for (int i = 0; i < _waiting; i++)
        {
            (int set, int left) = _states[i];
            int state = set * (pads + 1) + left;
            double logShare = LogF(state) - Logarithm.Of(letters - int.PopCount(set) + left);
            for (int letter = 0; letter < letters; letter++)
            {
                if ((set >> letter & 1) == 0)
                    Add(state + (1 << letter) * (pads + 1), logShare + _logs[next++]);
            }
            for (int pad = 0; pad < left; pad++)
                Add(state - left + pad, logShare + _logs[next++]);
        }
        _waiting = 0;
    }

    /// <summary>Computes ln p of the row's own symbol in every masked slot of the batch, one behind the other.</summary>
    private void SetLogs(ReadOnlySpan<byte> row, int cells, float temperature)
    {
        int masked = 0;
        for (int cell = 0; cell < cells; cell++)
        {
            if (_rows[cell] != _denoiser.Alphabet.Mask)
                continue;
            Span<double> scaled = _exponentials.AsSpan(masked * _outputs, _outputs);
            TensorPrimitives.ConvertTruncating<float, double>(_logits.AsSpan(cell * _symbols, _outputs), scaled);
            for (ulong rest = (_denoiser.Alphabet.Outputs - _candidates[cell]).Bits; rest != 0; rest &= rest - 1)
                scaled[new SymbolSet(rest).First] = double.NegativeInfinity;
            TensorPrimitives.Subtract(scaled, TensorPrimitives.Max<double>(scaled), scaled);
            TensorPrimitives.Divide(scaled, temperature, scaled);
            _logs[masked++] = scaled[row[cell % _slots]];
        }
        Span<double> exponentials = _exponentials.AsSpan(0, masked * _outputs);
        Exponential.Of(exponentials, exponentials);
        for (int i = 0; i < masked; i++)
            _logs[i] -= Logarithm.Of(FixedOrder.Sum(exponentials.Slice(i * _outputs, _outputs)));
    }

    private void Add(int state, double log)
    {
        ref (double Most, double Sum) f = ref _f[state];
        if (log > f.Most)
            f = (log, f.Sum * Exponential.Of(f.Most - log) + 1);
        else if (!double.IsNegativeInfinity(log))
            f.Sum += Exponential.Of(log - f.Most);
    }

    private double LogF(int state) => _f[state].Most + (_f[state].Sum > 0 ? Logarithm.Of(_f[state].Sum) : 0);

    private void Check(ReadOnlySpan<byte> row)
    {
        if (row.Length != _slots)
            throw new ArgumentException($"A row has {_slots} slots, not {row.Length}.", nameof(row));
        if (row.ContainsAnyExceptInRange((byte)0, _denoiser.Alphabet.Pad))
            throw new ArgumentException("A row whose likelihood is asked for has a letter or PAD in every slot.", nameof(row));
    }

    /// <summary>The next larger set of as many elements; after the empty set, and after the last, one beyond all sets.</summary>
    private static int NextSet(int set)
    {
        if (set == 0)
            return int.MaxValue;
        int lowest = set & -set, carried = set + lowest;
        return carried | (set ^ carried) / lowest >> 2;
    }

    /// <summary>ln(eᵃ + eᵇ).</summary>
    internal static double LogAdd(double a, double b)
    {
        if (b > a)
            (a, b) = (b, a);
        return double.IsNegativeInfinity(b) ? a : a + Logarithm.Of(1 + Exponential.Of(b - a));
    }
}
