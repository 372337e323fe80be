using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// All ways in which a pattern with gaps fits a row, each a board under ordinary constraints, with the probability that a free game satisfies
/// it: so an ending gets its length as often as the denoiser makes names of that length with it, not every length equally often.
/// </summary>
/// <remarks>
/// <para>
/// The probability of a placement c is that of a free game which reveals c's slots first: p(c) = Π p(xᵢ | those revealed before), over the forced letters from
/// the left, then the end of the name, then the sets from the left, each a sum over its letters. Probabilities are at the board's temperature, as the
/// sampler has them, and their products need no library function, so the choice is the same on every processor.
/// </para>
/// <para>
/// A name can fit a pattern in several places, as anna fits <c>*n*</c>. It then counts at the first alone: a game that ends with an earlier
/// fit is refused and the next seed tried, which leaves the denoiser's law of names that fit (rejection sampling, von Neumann 1951).
/// </para>
/// <para>Any number of threads can use an instance.</para>
/// </remarks>
public sealed class Placements
{
    /// <summary>The draw of the placement comes before the first move.</summary>
    private const int BeforeFirstMove = -1;

    /// <summary>A name is refused at most this often; the first fit of all is never refused.</summary>
    private const int MaxTries = 1000;

    /// <summary>Calls of the denoiser for the probabilities: some seconds of a transformer's time.</summary>
    private const int MaxPaths = 20_000;

    /// <summary>What a symbol counts whose probability rounds to 0.</summary>
    private const double HalfGridUnit = 0.5 / Prediction.Grid;

    private readonly string _pattern;
    private readonly Board _empty;
    private readonly Board[] _boards;
    private readonly Lazy<double[]> _probabilities;
    private readonly bool _isAmbiguous;
    private readonly IDenoiser _denoiser;

    /// <summary>Finds all placements. Their probabilities are computed when they are first asked for.</summary>
    /// <param name="pattern">A pattern with gaps.</param>
    /// <param name="empty">Gives the row, the settings and the seed; what is known or constrained there does not count.</param>
    /// <param name="denoiser">Gives the probabilities; forked for every thread that needs it.</param>
    /// <exception cref="PatternException">
    /// The text is no pattern, fits in no row, fits in too many ways, or in several ways while the denoiser is autoregressive, and cannot look ahead.
    /// </exception>
    public Placements(string pattern, in Board empty, IDenoiser denoiser)
    {
        Board free = empty.Cleared();
        string[] placed = [.. GapPattern.Expand(pattern, free)];
        _pattern = GapPattern.Normal(pattern, free.Alphabet);
        _boards = [.. placed.Select(one => placed.Length == 1 ? Pattern.Apply(one, free) : Pattern.Apply(one, free).AsPlaceOf(_pattern))];
        if (denoiser.IsCausal && _boards.Length > 1)
            throw new PatternException(pattern, pattern.IndexOf('*', StringComparison.Ordinal), $"'{denoiser.Architecture}' makes names from left to right and cannot tell where a gap ends; use a denoiser that diffuses");
        if (_boards.Length > 1 && _boards.Sum(PathsTo) > MaxPaths)
            throw new PatternException(pattern, 0, "its places and sets allow too many combinations; use smaller sets or fewer '*'");
        (_empty, _denoiser) = (free, denoiser);
        _probabilities = new(Weigh);
        // With one gap before a fixed end, the name's length tells the placement.
        _isAmbiguous = _boards.Length > 1 && _pattern.Count(c => c == '*') > 1;
    }

    /// <summary>
    /// The board at the start of a game under any pattern. One with gaps that fits the row in several ways floats: the first move of the denoiser draws its
    /// place.
    /// </summary>
    /// <param name="pattern">With or without gaps.</param>
    /// <param name="empty">Gives the row, the settings and the seed; what is known or constrained there does not count.</param>
    /// <param name="denoiser">The one that plays.</param>
    /// <exception cref="PatternException">The text is no pattern, or no pattern for such a row and denoiser.</exception>
    public static Board Begin(string pattern, in Board empty, IDenoiser denoiser)
    {
        if (!GapPattern.HasGap(pattern))
            return Pattern.Apply(pattern, empty.Cleared());
        var placements = new Placements(pattern, empty, denoiser);
        return placements.Count > 1 ? placements._empty.Float(placements._pattern) : placements[0];
    }

    /// <summary>
    /// The player's constraints on a board, for another one: a pattern with gaps floats again where row and denoiser can hold it, anything else is
    /// <see cref="Board.ConstraintsOnto"/>.
    /// </summary>
    /// <param name="board">Whose constraints.</param>
    /// <param name="empty">A board without constraints.</param>
    /// <param name="denoiser">The one that plays there.</param>
    public static Board ConstraintsOnto(in Board board, in Board empty, IDenoiser denoiser)
    {
        try
        {
            return board.Gaps is null ? board.ConstraintsOnto(empty) : Begin(board.Gaps, empty, denoiser);
        }
        catch (PatternException)
        {
            return board.ConstraintsOnto(empty);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _boards.Length;

    /// <summary>A placement's board, under the seed that was given.</summary>
    public ref readonly Board this[int index] => ref _boards[index];

    /// <summary>The probability of a placement, given that the name fits the pattern in one of them; where places overlap, a name counts at each.</summary>
    public double Probability(int index) => _probabilities.Value[index];

    /// <summary>They are those of a floating board.</summary>
    internal bool AreOf(in Board floating) => floating.Gaps == _pattern && floating.Settings == _empty.Settings && floating.Slots == _empty.Slots;

    /// <summary>The board on which the game of a seed begins: one placement, drawn by the seed.</summary>
    public Board Start(ulong seed)
    {
        Board board = _boards[Draw(seed)].WithSeed(seed);
        if (!_isAmbiguous)
            return board;
        var prediction = new Prediction(_denoiser.Fork());
        for (int attempt = 1; attempt < MaxTries && !IsFirstFit(board, ReverseProcess.Finish(board, prediction)); attempt++)
        {
            ulong own = CounterRandom.Fork(seed, attempt);
            board = _boards[Draw(own)].WithSeed(own);
        }
        return board;
    }

    private int Draw(ulong seed)
    {
        ulong bits = ((ulong)CounterRandom.Bits(seed, BeforeFirstMove, 0) << 32) | CounterRandom.Bits(seed, BeforeFirstMove, 1);
        double left = (bits >> 11) * (1.0 / (1UL << 53));
        double[] probabilities = _probabilities.Value;
        int index = 0;
        for (; index < probabilities.Length - 1 && left >= probabilities[index]; index++)
            left -= probabilities[index];
        return index;
    }

    /// <summary>A finished game of a placement does not fit an earlier one too.</summary>
    private bool IsFirstFit(in Board start, in Board finished)
    {
        Span<byte> row = stackalloc byte[finished.Slots];
        finished.CopyRow(row);
        foreach (ref readonly Board placed in _boards.AsSpan())
        {
            if (Fits(placed, row))
                return placed.WithSeed(start.Seed) == start;
        }
        return true;
    }

    private static bool Fits(in Board board, ReadOnlySpan<byte> row)
    {
        int slot = 0;
        while (slot < row.Length && board[slot].Allowed.Contains(row[slot]))
            slot++;
        return slot == row.Length;
    }

    /// <summary>The probabilities of all placements, which sum to 1.</summary>
    private double[] Weigh()
    {
        if (_boards.Length == 1)
            return [1];
        double[] weights = new double[_boards.Length];
        var prediction = new Prediction(_denoiser.Fork());
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Weight(_empty, _boards[i], FactsOf(_boards[i]));
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];

        // The probability that slots hold what a placement allows there, in the order of the facts.
        double Weight(in Board known, in Board placed, ReadOnlySpan<int> facts)
        {
            if (facts.IsEmpty)
                return 1;
            (int slot, SymbolSet allowed) = (facts[0], placed[facts[0]].Allowed);
            prediction.Update(known);
            Span<float> probabilities = stackalloc float[known.Alphabet.Symbols];
            prediction.Probabilities(slot).CopyTo(probabilities);
            double weight = 0;
            for (ulong rest = allowed.Bits; rest != 0; rest &= rest - 1)
            {
                byte symbol = new SymbolSet(rest).First;
                double probability = Math.Max(probabilities[symbol], HalfGridUnit);
                weight += facts.Length == 1 ? probability
                    : probability * Weight(known.Reveal(slot, symbol, probabilities[symbol]).EndEdit(), placed, facts[1..]);
            }
            return weight;
        }
    }

    /// <summary>How often the denoiser must be asked for a placement's probability: after every combination of symbols but the last.</summary>
    private static double PathsTo(Board placed)
    {
        (double paths, double combinations) = (0, 1);
        foreach (int slot in FactsOf(placed))
        {
            paths += combinations;
            combinations *= placed[slot].Allowed.Count;
        }
        return paths;
    }

    /// <summary>The slots in which a placement says more than that a letter is there, in the order in which they are weighed.</summary>
    private static int[] FactsOf(in Board placed)
    {
        Board board = placed;
        int[] slots = [.. Enumerable.Range(0, placed.Slots).Where(slot => !board.IsFree(slot))];
        return [.. slots.OrderBy(slot => board[slot].Origin != Origin.Forced ? 2 : board[slot].Symbol == board.Alphabet.Pad ? 1 : 0)];
    }
}
