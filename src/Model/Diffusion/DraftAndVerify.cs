using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// Speculative sampling with a denoiser as the draft: one pass of the denoiser drafts every masked slot at once, one pass of an autoregressive
/// denoiser verifies the drafts from left to right, and the first that is refused is drawn anew, so one or more letters come per pass.
/// </summary>
/// <remarks>
/// <para>
/// What comes out follows the verifier exactly, whatever the draft: masked slots from left to right, each from p(xᵢ | x before i), at the
/// board's temperature, renormalised over the slot's candidates at that moment. Known slots to the right count through the candidates alone; they
/// do not pull the letters before them, as they do in a denoiser's own generation.
/// </para>
/// <para>
/// With q the draft's distribution of a slot, a drafted symbol x is kept with probability min(1, p(x) / q(x)); otherwise the symbol is drawn from
/// the residual max(0, p − q), renormalised, and the drafts after it are dropped (Leviathan, Kalman and Matias, arXiv 2211.17192; with a diffusion
/// draft arXiv 2604.11035). Every draw is keyed by the board's seed and moves. An instance serves one thread; nothing is allocated
/// after construction.
/// </para>
/// </remarks>
public sealed class DraftAndVerify
{
    /// <summary>Draws of a move: drafts first, as <see cref="ReverseProcess.Draw"/> numbers them.</summary>
    private const int FirstVerdict = Board.MaxSlots, FirstResidual = 2 * Board.MaxSlots;

    private const double BitRange = 1L << 32;

    private readonly IDenoiser _verifier;
    private readonly Prediction _draft;
    private readonly byte[] _row;
    private readonly float[] _logits, _expected;

    /// <summary>Pairs a drafter with a verifier.</summary>
    /// <param name="drafter">Any denoiser; used by this instance alone.</param>
    /// <param name="verifier">An autoregressive one; used by this instance alone.</param>
    /// <exception cref="ArgumentException">The verifier is not autoregressive, or has other slots or another alphabet.</exception>
    public DraftAndVerify(IDenoiser drafter, IDenoiser verifier)
    {
        if (!verifier.IsCausal)
            throw new ArgumentException($"'{verifier.Architecture}' is not autoregressive, so it cannot verify", nameof(verifier));
        if (drafter.Slots != verifier.Slots || !drafter.Alphabet.Equals(verifier.Alphabet))
            throw new ArgumentException($"'{drafter.Architecture}' and '{verifier.Architecture}' differ in slots or alphabet", nameof(verifier));
        _verifier = verifier;
        _draft = new Prediction(drafter);
        _row = new byte[verifier.Slots];
        _logits = new float[verifier.Slots * verifier.Symbols];
        _expected = new float[verifier.Symbols];
    }

    /// <summary>Rounds so far; each takes one pass of the drafter and one of the verifier.</summary>
    public long Rounds { get; private set; }

    /// <summary>Drafts that were verified: in each round those up to the first refused one, which counts.</summary>
    public long Drafted { get; private set; }

    /// <summary>Drafts that were kept.</summary>
    public long Accepted { get; private set; }

    /// <summary>Symbols that were revealed, kept or drawn anew.</summary>
    public long Revealed { get; private set; }

    /// <summary>One round: at least one masked slot is revealed. A finished board is left as it is.</summary>
    public Board Step(in Board board)
    {
        if (board.IsFinished)
            return board;
        _draft.Update(board);
        board.CopyRow(_row);
        for (int slot = 0; slot < board.Slots; slot++)
        {
            if (board.IsMasked(slot))
                _row[slot] = ReverseProcess.Draw(board, slot, _draft, out _);
        }
        _verifier.Predict(_row, board.Time, _logits);
        Rounds++;

        Board next = board;
        for (int slot = 0; slot < board.Slots; slot++)
        {
            if (!next.IsMasked(slot))
                continue;
            bool isKept = Verify(ref next, slot);
            Revealed++;
            Drafted++;
            Accepted += isKept ? 1 : 0;
            if (!isKept)
                break;
        }
        return next.EndEdit();
    }

    /// <summary>Rounds until nothing is masked.</summary>
    public Board Finish(in Board board)
    {
        Board next = board;
        while (!next.IsFinished)
            next = Step(next);
        return next;
    }

    /// <summary>Keeps the draft in <see cref="_row"/>, or draws another symbol.</summary>
    private bool Verify(ref Board board, int slot)
    {
        SymbolSet candidates = board.Candidates(slot);
        Prediction.Softmax(_logits.AsSpan(slot * _expected.Length, _expected.Length), candidates, board.Settings.Temperature, _expected);
        ReadOnlySpan<float> drafted = _draft.Probabilities(slot);
        // On their grid, sums differ from 1 by some units; q was sampled in proportion to its grid values too.
        double pTotal = Sum(_expected), qTotal = Sum(drafted);
        byte symbol = _row[slot];
        double p = _expected[symbol] / pTotal, q = drafted[symbol] / qTotal;
        if (CounterRandom.Bits(board.Seed, board.Moves, FirstVerdict + slot) / BitRange * q < p)
        {
            board = board.Reveal(slot, symbol, (float)p);
            return true;
        }

        double total = 0;
        for (int s = 0; s < _expected.Length; s++)
            total += Residual(s);
        double target = CounterRandom.Bits(board.Seed, board.Moves, FirstResidual + slot) / BitRange * total, sum = 0;
        for (int s = 0; s < _expected.Length && sum <= target; s++)
        {
            double residual = Residual(s);
            sum += residual;
            if (residual > 0)
                symbol = (byte)s;
        }
        board = board.Reveal(slot, symbol, (float)(_expected[symbol] / pTotal));
        return false;

        double Residual(int s) => Math.Max(0, _expected[s] / pTotal - _draft.Probabilities(slot)[s] / qTotal);
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return sum;
    }
}
