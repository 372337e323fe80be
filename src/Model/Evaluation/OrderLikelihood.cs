using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact probability that a sampler makes a row, for a reveal order that picks slots from the state alone. Such an order takes exactly one path to
/// a finished row x, so ln p(x) is the sum over its steps, and over the slots revealed in each, of ln p(xᵢ | what was known then): at most L passes, at
/// any number of steps (after arXiv 2603.01367). Every step goes through <see cref="ReverseProcess"/> itself, so that temperature, constraints, counts
/// and ends of names are the sampler's own; only the grid of <see cref="Prediction"/> is left out, which gives very rare symbols probability 0. Orders
/// that draw (<see cref="IRevealOrder.IsDrawn"/>) and remasking take many paths to a row: they are refused. An instance serves one thread at a time.
/// </summary>
public sealed class OrderLikelihood
{
    private readonly BoardBatch _games;
    private readonly IDenoiser _denoiser;
    private readonly int _slots;
    private readonly int[] _asked = new int[BoardBatch.SharingGames];
    private readonly byte[] _rows;
    private readonly double[] _logs;

    /// <summary>Makes the working memory.</summary>
    /// <param name="denoiser">Used by this instance alone.</param>
    public OrderLikelihood(IDenoiser denoiser)
    {
        (_denoiser, _slots) = (denoiser, denoiser.Slots);
        _rows = new byte[BoardBatch.SharingGames * _slots];
        _logs = new double[BoardBatch.SharingGames];
        _games = new BoardBatch(denoiser, BoardBatch.SharingGames, Follow);
    }

    /// <summary>Why a sampler's likelihood is not exact, in one line; null if it is.</summary>
    public static string? Refusal(in SamplerSettings settings) =>
        settings.Order.IsDrawn ? $"the order '{settings.Order.Name}' draws which slots come next, so many ways lead to each name"
        : settings.Remasking != Remaskings.None ? $"remasking '{settings.Remasking.Name}' takes letters back, so many ways lead to each name"
        : null;

    /// <summary>The natural logarithm of one row's probability, as <see cref="LogLikelihoods"/> gives it for many.</summary>
    /// <exception cref="ArgumentException">The sampler's likelihood is not exact, or board, row and denoiser do not fit.</exception>
    public double LogLikelihood(in Board start, ReadOnlySpan<byte> row)
    {
        double log = 0;
        LogLikelihoods(start, row, new Span<double>(ref log));
        return log;
    }

    /// <summary>
    /// The natural logarithm of each row's probability that the game which is at <paramref name="start"/> ends in it, given what is known there. −∞ for a
    /// row that it cannot come to.
    /// </summary>
    /// <param name="start">Sampler, constraints, and what has been revealed.</param>
    /// <param name="rows">Finished rows <c>[n, Slots]</c>.</param>
    /// <param name="logs">Receives <c>[n]</c>.</param>
    /// <exception cref="ArgumentException">The sampler's likelihood is not exact, or board, rows and denoiser do not fit.</exception>
    public void LogLikelihoods(in Board start, ReadOnlySpan<byte> rows, Span<double> logs)
    {
        if (Refusal(start.Settings) is { } refusal)
            throw new ArgumentException($"There is no exact likelihood: {refusal}.", nameof(start));
        if (rows.Length != logs.Length * _slots)
            throw new ArgumentException($"{logs.Length} rows of {_slots} slots have {logs.Length * _slots} symbols, not {rows.Length}.", nameof(rows));
        if (rows.ContainsAnyExceptInRange((byte)0, _denoiser.Alphabet.Pad))
            throw new ArgumentException("A row whose likelihood is asked for has a letter or PAD in every slot.", nameof(rows));
        for (int next = 0; next < logs.Length;)
        {
            _games.Clear();
            for (; next < logs.Length && _games.Count < _games.Capacity; next++)
            {
                ReadOnlySpan<byte> row = rows.Slice(next * _slots, _slots);
                logs[next] = double.NegativeInfinity;
                if (!start.CanBecome(row))
                    continue;
                int game = _games.Add(start);
                row.CopyTo(_rows.AsSpan(game * _slots));
                (_asked[game], _logs[game]) = (next, 0);
            }
            _games.Finish();
            for (int game = 0; game < _games.Count; game++)
                logs[_asked[game]] = _logs[game];
        }
    }

    private Board Follow(int game, in Board board, Prediction prediction) =>
        ReverseProcess.Follow(board, _rows.AsSpan(game * _slots, _slots), prediction, ref _logs[game]);
}
