using Unmask.Model.Arithmetic;
using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// What the denoiser makes of a board: a distribution for every slot, under the board's temperature and constraints. Call <c>Update</c>
/// before reading. Nothing allocates. The denoiser is asked for the masked slots if the row or the time has changed, and for all of them when logits of a known one are read.
/// </summary>
/// <remarks>
/// Probabilities are multiples of 1/<see cref="Grid"/>, and sampling works on those integers, so that a last bit that differs between
/// processors cannot change a letter.
/// </remarks>
public sealed class Prediction
{
    /// <summary>Probabilities are rounded to multiples of 1/Grid.</summary>
    public const int Grid = 1 << 24;

    /// <summary>The most symbols that <see cref="Rank"/> gives.</summary>
    public const int MaxRanked = SlotRanking.Places;

    private readonly IDenoiser _denoiser;
    private readonly int _symbols;
    private readonly byte[] _row, _candidate;
    private readonly float[] _logits, _probabilities, _entropies;
    private readonly SymbolSet[] _sets;
    private float _time = float.NaN;

    /// <summary>Whether there are logits of known slots too.</summary>
    private bool _knowsAll = true;

    /// <summary>The temperature of the probabilities; NaN if they are not those of the row and <see cref="_sets"/>.</summary>
    private float _temperature = float.NaN;

    private Introspection? _introspection;
    private Placements? _placements;

    /// <summary>Predicts boards of one denoiser; nothing is predicted before <c>Update</c>.</summary>
    /// <param name="denoiser">Asked by updates, and by reading what a known slot has; the caller must not use it from another thread meanwhile.</param>
    public Prediction(IDenoiser denoiser)
    {
        _denoiser = denoiser;
        _symbols = denoiser.Symbols;
        _row = new byte[denoiser.Slots];
        _candidate = new byte[denoiser.Slots];
        _logits = new float[denoiser.Slots * _symbols];
        _probabilities = new float[denoiser.Slots * _symbols];
        _entropies = new float[denoiser.Slots];
        _sets = new SymbolSet[denoiser.Slots];
    }

    /// <summary>The denoiser that predicts.</summary>
    public IDenoiser Denoiser => _denoiser;

    /// <summary>How often the denoiser was asked.</summary>
    public long Passes { get; private set; }

    /// <summary>The same denoiser's view of the known symbols. Created on first use; call its <c>Update</c> before reading.</summary>
    public Introspection Introspection => _introspection ??= new Introspection(_denoiser);

    /// <summary>Where a floating board's pattern fits, and how probable each place is. Games under the same pattern and settings share it.</summary>
    internal Placements PlacementsOf(in Board board) =>
        _placements?.AreOf(board) == true ? _placements : _placements = new Placements(board.Gaps!, board, _denoiser);

    /// <summary>The denoiser's logits <c>[Symbols]</c> of a slot, before temperature and constraints. The first known slot makes it predict all of them.</summary>
    public ReadOnlySpan<float> Logits(int slot)
    {
        if (!_knowsAll && _row[slot] != _denoiser.Alphabet.Mask)
        {
            _denoiser.Predict(_row, _time, _logits);
            _knowsAll = true;
            Passes++;
        }
        return _logits.AsSpan(slot * _symbols, _symbols);
    }

    /// <summary>
    /// The distribution <c>[Symbols]</c> of a slot: for a masked slot over its candidates, for a known one 1 at its symbol.
    /// Sums to 1 within a few grid units.
    /// </summary>
    public ReadOnlySpan<float> Probabilities(int slot) => _probabilities.AsSpan(slot * _symbols, _symbols);

    /// <summary>
    /// The symbols of <paramref name="among"/> that the denoiser likes best in a slot, best first, the smallest symbol of equals first,
    /// whatever the constraints.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="among">The symbols to choose from.</param>
    /// <param name="symbols">Receives at most <see cref="MaxRanked"/>.</param>
    /// <returns>How many were written.</returns>
    public int Rank(int slot, SymbolSet among, Span<byte> symbols)
    {
        Span<float> padded = stackalloc float[SlotRanking.Symbols];
        Logits(slot).CopyTo(padded);
        Span<byte> ranked = stackalloc byte[SlotRanking.Places];
        SlotRanking.Rank(padded, [among.Bits], ranked);
        int count = Math.Min(Math.Min(among.Count, MaxRanked), symbols.Length);
        ranked[..count].CopyTo(symbols);
        return count;
    }

    /// <summary>The entropy of a slot's distribution in nats; 0 for a known slot.</summary>
    public float Entropy(int slot)
    {
        // Some orders ask for every slot's entropy again and again.
        if (!float.IsNaN(_entropies[slot]))
            return _entropies[slot];
        double sum = 0;
        foreach (float p in Probabilities(slot))
        {
            if (p > 0)
                sum -= p * Logarithm.Of(p);
        }
        // Like probabilities, on a grid.
        return _entropies[slot] = (float)(Math.Round(sum * Grid) / Grid);
    }

    /// <summary>Computes logits and probabilities for <paramref name="board"/>.</summary>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    public void Update(in Board board) => Update(board, board.Time);

    /// <summary>Computes them at a time t/T other than the board's own.</summary>
    public void Update(in Board board, float at)
    {
        CheckFits(board, _denoiser);
        board.CopyRow(_candidate);
        if (IsOutdated(at) || !_candidate.AsSpan().SequenceEqual(_row))
        {
            _denoiser.PredictMasked(_candidate, at, _logits);
            _candidate.CopyTo(_row, 0);
            Passed(at);
        }
        Span<SymbolSet> candidates = stackalloc SymbolSet[_row.Length];
        board.CopyCandidates(candidates);
        // Games of a batch share rows, and then, mostly, all of this.
        if (_temperature == board.Settings.Temperature && candidates.SequenceEqual(_sets))
            return;
        candidates.CopyTo(_sets);
        _temperature = board.Settings.Temperature;
        _entropies.AsSpan().Fill(float.NaN);
        for (int slot = 0; slot < _row.Length; slot++)
        {
            Span<float> target = _probabilities.AsSpan(slot * _symbols, _symbols);
            if (_row[slot] == board.Alphabet.Mask)
            {
                Softmax(Logits(slot), candidates[slot], board.Settings.Temperature, target);
            }
            else
            {
                target.Clear();
                target[_row[slot]] = 1;
            }
        }
    }

    /// <summary>Takes over logits that the denoiser has computed in a batch. Until row or time change, the denoiser is not asked again.</summary>
    /// <param name="known">The row <c>[Slots]</c>.</param>
    /// <param name="at">The time it was asked with.</param>
    /// <param name="made">The row's logits <c>[Slots, Symbols]</c>; those of known slots are arbitrary.</param>
    internal void Load(ReadOnlySpan<byte> known, float at, ReadOnlySpan<float> made)
    {
        known.CopyTo(_row);
        made.CopyTo(_logits);
        Passed(at);
    }

    /// <summary>There are new logits of the masked slots.</summary>
    private void Passed(float at)
    {
        _time = at;
        _knowsAll = false;
        _temperature = float.NaN;
        Passes++;
    }

    /// <summary>Refuses boards that a denoiser cannot predict.</summary>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    internal static void CheckFits(in Board board, IDenoiser denoiser)
    {
        if (board.Slots != denoiser.Slots || !board.Alphabet.Equals(denoiser.Alphabet))
            throw new ArgumentException($"a board of {board.Slots} slots over '{board.Alphabet}' does not fit the denoiser's {denoiser.Slots} over '{denoiser.Alphabet}'");
    }

    /// <summary>Nothing has been predicted yet, or the denoiser takes a time and it has changed.</summary>
    private bool IsOutdated(float at) => float.IsNaN(_time) || _denoiser.TakesTime && _time != at;

    /// <summary>
    /// Picks a symbol of <paramref name="allowed"/> in proportion to the slot's probabilities; the likeliest by logit if all of them
    /// round to 0.
    /// </summary>
    /// <param name="slot">A masked slot.</param>
    /// <param name="allowed">Not empty.</param>
    /// <param name="bits">32 uniform random bits.</param>
    /// <param name="probability">The probability of the symbol among the allowed ones.</param>
    public byte Sample(int slot, SymbolSet allowed, uint bits, out float probability)
    {
        ReadOnlySpan<float> p = Probabilities(slot);
        ulong total = 0;
        for (ulong rest = allowed.Bits; rest != 0; rest &= rest - 1)
            total += Weight(p[new SymbolSet(rest).First]);
        if (total == 0)
        {
            probability = 1;
            Span<byte> first = stackalloc byte[1];
            Rank(slot, allowed, first);
            return first[0];
        }

        ulong target = bits * total >> 32;
        ulong sum = 0;
        byte symbol = allowed.First;
        for (ulong rest = allowed.Bits; rest != 0; rest &= rest - 1)
        {
            symbol = new SymbolSet(rest).First;
            sum += Weight(p[symbol]);
            if (sum > target)
                break;
        }
        probability = (float)((double)Weight(p[symbol]) / total);
        return symbol;
    }

    /// <summary>
    /// The natural logarithm of a symbol's probability among the allowed ones, in double precision: of the distribution that <see cref="Sample"/>
    /// draws from, without the grid. −∞ if the symbol is not allowed.
    /// </summary>
    internal double LogProbability(int slot, SymbolSet allowed, byte symbol, float temperature)
    {
        if (!allowed.Contains(symbol))
            return double.NegativeInfinity;
        ReadOnlySpan<float> logits = Logits(slot);
        Span<double> exponentials = stackalloc double[allowed.Count];
        int next = 0;
        for (ulong rest = allowed.Bits; rest != 0; rest &= rest - 1)
            exponentials[next++] = (logits[new SymbolSet(rest).First] - (double)logits[symbol]) / temperature;
        Exponential.Of(exponentials, exponentials);
        return -Logarithm.Of(FixedOrder.Sum(exponentials));
    }

    private static uint Weight(float probability) => (uint)(probability * Grid);

    /// <summary>The distribution over the candidates, on the grid; the other symbols get 0.</summary>
    internal static void Softmax(ReadOnlySpan<float> logits, SymbolSet candidates, float temperature, Span<float> target)
    {
        Span<float> padded = stackalloc float[SlotSoftmax.Symbols];
        logits.CopyTo(padded);
        SlotSoftmax.Normalize(padded, [candidates.Bits], 1 / temperature, padded);
        for (int symbol = 0; symbol < target.Length; symbol++)
            target[symbol] = MathF.Round(padded[symbol] * Grid) / Grid;
    }
}
