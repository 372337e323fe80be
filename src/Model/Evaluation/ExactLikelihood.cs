using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact probability that random-order generation makes a row: of the masked slots one at a time is drawn uniformly, and its symbol from the
/// denoiser's distribution over what it can still hold. Orders share their states, so a sum over states replaces that over all orders: f(start) = 1, and
/// every state s with m masked slots gives f(s′) += f(s) · p(xᵢ | s) / m for each of them. After a known PAD the rest is PAD, as it is in a game, so a
/// state is the set of known letters and the first known PAD: 2ⁿ · (L − n + 1) states for n letters, where all sets of L slots would be 2ᴸ. The sums are
/// kept as logarithms, in double precision, so no unlikely row underflows. An instance serves one thread at a time.
/// </summary>
/// <remarks>
/// Rows are summed together, states with m masked slots before those with m − 1. States of different rows are often the same to the denoiser, as
/// <c>ma__</c> of mary and mark: it is asked once for all of them, 30 % less often for the names of a split. An autoregressive
/// denoiser has only one order, from left to right, and its likelihood is that of the chain rule.
/// </remarks>
public sealed class ExactLikelihood
{
    /// <summary>The most slots: 2¹⁶ states, of the longest names, are some seconds of a transformer's time.</summary>
    public const int MaxSlots = RowLogs.MaxSlots;

    /// <summary>Rows that go through an autoregressive denoiser together.</summary>
    private const int ChainRows = 64;

    /// <summary>Rows are summed together while they have no more states than this: 64 MB.</summary>
    private const int StatesTogether = 1 << 22;

    private readonly IDenoiser _denoiser;
    private readonly int _slots;
    private readonly byte _mask, _pad;

    /// <summary>The chain rule of an autoregressive denoiser, which needs no field below; null for a diffusing one.</summary>
    private readonly ChainRule? _chain;

    /// <summary>t/T by the number of masked slots.</summary>
    private readonly float[] _times = [];

    /// <summary>A game without constraints, at temperature 1.</summary>
    private readonly Board _free;

    private readonly RowLogs? _logs;

    /// <summary>The rows that are summed together, and the slots of their letters that are masked at the start <c>[rows, Slots]</c>.</summary>
    private readonly List<Target> _targets = [];

    private int[] _letters = [];

    /// <summary>
    /// f of every state, as the largest of what it was given, a logarithm, and the sum of all over it: for each row <c>[sets of letters, masked PADs]</c>. So
    /// a state takes one logarithm, not one for each that gives to it.
    /// </summary>
    private (double Most, double Sum)[] _f = [];

    /// <summary>The states with as many masked slots as it is now about, and what the denoiser sees of each.</summary>
    private readonly List<State> _states = [];

    private readonly List<UInt128> _seen = [];

    /// <summary>Gives the denoiser the time that the noise schedule has for each number of masked slots.</summary>
    /// <param name="denoiser">Gives the distributions; used by this instance alone, and forked for each further thread.</param>
    /// <param name="threads">How many share the denoiser's work.</param>
    /// <exception cref="ArgumentException">The denoiser has more than <see cref="MaxSlots"/> slots, and is not autoregressive.</exception>
    public ExactLikelihood(IDenoiser denoiser, int threads = 1)
        : this(denoiser, masked => NoiseSchedule.TimeFor(masked, denoiser.Slots, denoiser.Timesteps), threads)
    {
    }

    /// <summary>Gives the denoiser other times than those of the noise schedule.</summary>
    /// <param name="denoiser">Gives the distributions; used by this instance alone, and forked for each further thread.</param>
    /// <param name="timeFor">t/T for a number of masked slots.</param>
    /// <param name="threads">How many share the denoiser's work.</param>
    /// <exception cref="ArgumentException">The denoiser has more than <see cref="MaxSlots"/> slots, and is not autoregressive.</exception>
    public ExactLikelihood(IDenoiser denoiser, Func<int, float> timeFor, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _denoiser = denoiser;
        (_slots, _mask, _pad) = (denoiser.Slots, denoiser.Alphabet.Mask, denoiser.Alphabet.Pad);
        if (denoiser.IsCausal)
        {
            _chain = new ChainRule(denoiser, ChainRows);
            return;
        }

        if (_slots > MaxSlots)
            throw new ArgumentException($"The exact likelihood takes at most {MaxSlots} slots, not {_slots}.", nameof(denoiser));
        _free = new Board(denoiser.Alphabet, _slots, new SamplerSettings(RevealOrders.Random, SamplerSettings.MaxSteps, 1), seed: 0);
        _times = [.. Enumerable.Range(0, _slots + 1).Select(timeFor)];
        _logs = new RowLogs(denoiser, threads);
    }

    /// <summary>States that the sum for a name runs over, each a row of the denoiser's time.</summary>
    public static int StatesOf(int letters, int slots) => (slots - letters + 1) << letters;

    /// <summary>The mean negative log-likelihood of rows, nats per name, on one thread.</summary>
    public static Estimate Mean(IDenoiser denoiser, byte[] rows)
    {
        double[] logs = new double[rows.Length / denoiser.Slots];
        new ExactLikelihood(denoiser).LogLikelihoods(rows, logs);
        return Estimate.Of([.. logs.Select(log => -log)]);
    }

    /// <summary>The natural logarithm of one row's probability, as <see cref="LogLikelihoods(ReadOnlySpan{byte}, Span{double}, Action{int}?, CancellationToken)"/> gives it for many.</summary>
    /// <inheritdoc cref="LogLikelihoods(ReadOnlySpan{byte}, Span{double}, Action{int}?, CancellationToken)"/>
    public double LogLikelihood(ReadOnlySpan<byte> row, CancellationToken cancellation = default)
    {
        double log = 0;
        LogLikelihoods(row, new Span<double>(ref log), cancellation: cancellation);
        return log;
    }

    /// <summary>The same for a game that is at <paramref name="start"/>.</summary>
    /// <inheritdoc cref="LogLikelihoods(in Board, ReadOnlySpan{byte}, Span{double}, Action{int}?, CancellationToken)"/>
    public double LogLikelihood(in Board start, ReadOnlySpan<byte> row, CancellationToken cancellation = default)
    {
        double log = 0;
        LogLikelihoods(start, row, new Span<double>(ref log), cancellation: cancellation);
        return log;
    }

    /// <summary>The natural logarithm of each row's probability: minus its nats. −∞ if it is no name, or has probability 0 in every order.</summary>
    /// <param name="rows">Clean rows <c>[n, Slots]</c>, without MASK.</param>
    /// <param name="logs">Receives <c>[n]</c>.</param>
    /// <param name="progress">Told how many rows' worth of work is done.</param>
    /// <param name="cancellation">Looked at before each call of the denoiser.</param>
    /// <exception cref="ArgumentException">The rows have another length or hold MASK.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void LogLikelihoods(ReadOnlySpan<byte> rows, Span<double> logs, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        if (_chain is null)
        {
            LogLikelihoods(_free, rows, logs, progress, cancellation);
            return;
        }
        Check(rows, logs.Length);
        var tally = new HeldOutTally(_slots);
        for (int first = 0; first < logs.Length; first += ChainRows)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<double> nats = logs.Slice(first, Math.Min(ChainRows, logs.Length - first));
            _chain.Evaluate(rows.Slice(first * _slots, nats.Length * _slots), nats, tally);
            foreach (ref double log in nats)
                log = -log;
            progress?.Invoke(first + nats.Length);
        }
    }

    /// <summary>The same for a game that is at <paramref name="start"/>: under its constraints and its temperature, given what is known there.</summary>
    /// <param name="start">Its reveal order does not count.</param>
    /// <param name="rows">Clean rows <c>[n, Slots]</c>, without MASK.</param>
    /// <param name="logs">Receives <c>[n]</c>.</param>
    /// <param name="progress">Told how many rows' worth of work is done.</param>
    /// <param name="cancellation">Looked at before each call of the denoiser.</param>
    /// <exception cref="ArgumentException">The rows have another length or hold MASK, the board does not fit, or the denoiser is autoregressive.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void LogLikelihoods(in Board start, ReadOnlySpan<byte> rows, Span<double> logs, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        Check(rows, logs.Length);
        Prediction.CheckFits(start, _denoiser);
        if (_logs is null)
            throw new ArgumentException("An autoregressive denoiser goes from left to right only.", nameof(start));
        for (int next = 0; next < logs.Length;)
        {
            int first = next, states = 0;
            _targets.Clear();
            for (; next < logs.Length; next++)
            {
                ReadOnlySpan<byte> row = rows.Slice(next * _slots, _slots);
                logs[next] = double.NegativeInfinity;
                if (!start.CanBecome(row))
                    continue;
                Target target = TargetOf(start, row, next, states);
                if (states > 0 && states + target.States > StatesTogether)
                    break;
                states += target.States;
                _targets.Add(target);
            }
            if (_f.Length < states)
                _f = new (double, double)[states];
            _f.AsSpan(0, states).Fill((double.NegativeInfinity, 0));
            foreach (ref readonly Target target in CollectionsMarshal.AsSpan(_targets))
                _f[target.First + target.Pads] = (0, 1);
            int done = 0;
            // Every state comes before those that it gives to: they have fewer masked slots.
            for (int masked = start.Masked; masked > 0; masked--)
            {
                FindStates(start, rows, masked);
                for (int from = 0; from < _states.Count;)
                {
                    int to = Predict(_logs, from, start, _times[masked], cancellation);
                    Extend(_logs, from, to, rows);
                    done += to - from;
                    from = to;
                    progress?.Invoke(first + (int)((long)(next - first) * done / states));
                }
            }
            foreach (ref readonly Target target in CollectionsMarshal.AsSpan(_targets))
                logs[target.Row] = LogF(target.First + target.States - target.Pads - 1);
            progress?.Invoke(next);
        }
    }

    /// <summary>Finds a row's letters that are masked at the start.</summary>
    private Target TargetOf(in Board start, ReadOnlySpan<byte> row, int index, int first)
    {
        int place = _targets.Count * _slots, letters = 0, length = row.IndexOf(_pad);
        if (_letters.Length < place + _slots)
            Array.Resize(ref _letters, 2 * (place + _slots));
        for (int slot = 0; slot < (length < 0 ? _slots : length); slot++)
        {
            if (start.IsMasked(slot))
                _letters[place + letters++] = slot;
        }
        return new Target(index, first, letters, length, length < 0 ? 0 : start.End - length);
    }

    /// <summary>Collects every target's states with that many masked slots, those that are the same to the denoiser next to each other.</summary>
    private void FindStates(in Board start, ReadOnlySpan<byte> rows, int masked)
    {
        _states.Clear();
        _seen.Clear();
        Span<byte> begun = stackalloc byte[MaxSlots];
        start.CopyRow(begun[.._slots]);
        var empty = BinaryPrimitives.ReadUInt128LittleEndian(begun);
        Span<UInt128> letters = stackalloc UInt128[MaxSlots];
        for (int index = 0; index < _targets.Count; index++)
        {
            Target target = _targets[index];
            for (int letter = 0; letter < target.Letters; letter++)
            {
                int slot = _letters[index * _slots + letter];
                letters[letter] = Change(slot, rows[target.Row * _slots + slot]);
            }
            UInt128 ended = empty;
            for (int left = target.Pads; left >= 0; left--)
            {
                if (left < target.Pads)
                    ended ^= Change(target.Length + left, _pad);
                int known = target.Letters - (masked - left);
                if (known < 0 || known > target.Letters)
                    continue;
                for (int set = (1 << known) - 1; set < 1 << target.Letters; set = NextSet(set))
                {
                    UInt128 seen = ended;
                    for (int rest = set; rest != 0; rest &= rest - 1)
                        seen ^= letters[int.TrailingZeroCount(rest)];
                    _states.Add(new State(index, set, left));
                    _seen.Add(seen);
                }
            }
        }
        CollectionsMarshal.AsSpan(_seen).Sort(CollectionsMarshal.AsSpan(_states));
    }

    /// <summary>What changes, of all that the denoiser sees, when a masked slot gets a symbol.</summary>
    private UInt128 Change(int slot, byte symbol) => (UInt128)(byte)(symbol ^ _mask) << 8 * slot;

    /// <summary>Predicts the states from one on, as many as there is room for.</summary>
    /// <returns>The first that was not.</returns>
    private int Predict(RowLogs logs, int from, in Board start, float time, CancellationToken cancellation)
    {
        logs.Clear();
        int to = from;
        for (; to < _seen.Count; to++)
        {
            if (to > from && _seen[to] == _seen[to - 1])
                continue;
            if (logs.Count == logs.Capacity)
                break;
            logs.Add(_seen[to]);
        }
        logs.Predict(start, time, cancellation);
        return to;
    }

    /// <summary>Adds what each of those states gives to the ones that have one slot more, or end earlier.</summary>
    private void Extend(RowLogs logs, int from, int to, ReadOnlySpan<byte> rows)
    {
        int answer = 0;
        for (int i = from; i < to; i++)
        {
            answer += i > from && _seen[i] != _seen[i - 1] ? 1 : 0;
            (int index, int set, int left) = _states[i];
            Target target = _targets[index];
            ReadOnlySpan<int> slots = _letters.AsSpan(index * _slots, target.Letters);
            int width = target.Pads + 1, state = target.First + set * width + left;
            double logShare = LogF(state) - Logarithm.Of(target.Letters - int.PopCount(set) + left);
            for (int letter = 0; letter < slots.Length; letter++)
            {
                if ((set >> letter & 1) == 0)
                    Add(state + (width << letter), logShare + logs.Of(answer, slots[letter], rows[target.Row * _slots + slots[letter]]));
            }
            for (int pad = 0; pad < left; pad++)
                Add(state - left + pad, logShare + logs.Of(answer, target.Length + pad, _pad));
        }
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

    private void Check(ReadOnlySpan<byte> rows, int count)
    {
        if (rows.Length != count * _slots)
            throw new ArgumentException($"{count} rows of {_slots} slots have {count * _slots} symbols, not {rows.Length}.", nameof(rows));
        if (rows.ContainsAnyExceptInRange((byte)0, _pad))
            throw new ArgumentException("A row whose likelihood is asked for has a letter or PAD in every slot.", nameof(rows));
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

    /// <summary>A row whose probability is summed.</summary>
    /// <param name="Row">Its place among those that were asked for.</param>
    /// <param name="First">Where its states begin.</param>
    /// <param name="Letters">Its letters that are masked at the start.</param>
    /// <param name="Length">Its first PAD, or −1.</param>
    /// <param name="Pads">Slots with PAD that are masked at the start.</param>
    private readonly record struct Target(int Row, int First, int Letters, int Length, int Pads)
    {
        public int States => (Pads + 1) << Letters;
    }

    /// <summary>A state on the way to a target: the set of its letters that are known, and how many PADs are still masked.</summary>
    private readonly record struct State(int Target, int Set, int Left);
}
