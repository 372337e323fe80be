using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>A generated name.</summary>
/// <param name="Name">Its letters.</param>
/// <param name="Row">The name's row <c>[Slots]</c>.</param>
/// <param name="Nats">Exact negative log-likelihood under random-order generation without constraints; null if it was not asked for.</param>
/// <param name="Moves">Steps of its game.</param>
public readonly record struct GeneratedName(string Name, byte[] Row, double? Nats, int Moves)
{
    /// <summary>Exact negative log-likelihood under the sampler and the constraints that made the name; null if it was not asked for.</summary>
    public double? SamplerNats { get; init; }
}

/// <summary>
/// Many independent games under the same constraints, on all cores. Game i has seed <see cref="CounterRandom.Fork"/>(seed, i), so the names
/// depend neither on the number of threads nor on how many are asked for. Each thread moves its games together (<see cref="BoardBatch"/>), and
/// memory does not grow with their number.
/// </summary>
/// <param name="denoiser">Forked for every thread.</param>
/// <param name="newBoard">The first board of the game with a given seed.</param>
/// <param name="seed">The seed of the whole batch.</param>
/// <param name="withLikelihood">Computes every name's <see cref="GeneratedName.Nats"/>, which take far longer than the name itself.</param>
/// <param name="withSamplerLikelihood">Computes every name's <see cref="GeneratedName.SamplerNats"/>; there must be no <see cref="SamplerLikelihood.Refusal"/>.</param>
public sealed class NameBatch(IDenoiser denoiser, Func<ulong, Board> newBoard, ulong seed, bool withLikelihood, bool withSamplerLikelihood = false)
{
    /// <summary>Fewer games than this are over before another thread has woken.</summary>
    private const int GamesWorthThread = 16;

    /// <summary>Random-order likelihoods take so long that names come in small shares, to be seen as they come.</summary>
    private const int NamesPerShare = 4;

    /// <summary>The names in the order of their games, as they come.</summary>
    public IEnumerable<GeneratedName> Generate(int count)
    {
        if (count == 0)
            yield break;
        int worth = Math.Max(withLikelihood ? count : count / GamesWorthThread, 1);
        int workers = Math.Min(Environment.ProcessorCount, worth);
        bool draws = withSamplerLikelihood && newBoard(seed).Settings.Order.IsDrawn;
        int share = Math.Min((count - 1) / workers + 1, withLikelihood ? NamesPerShare : draws ? BoardBatch.RowsPerCall : BoardBatch.SharingGames);
        var players = new Player[workers];
        for (int w = 0; w < workers; w++)
        {
            IDenoiser own = w == 0 ? denoiser : denoiser.Fork();
            players[w] = new Player(new BoardBatch(own, share), withLikelihood ? new ExactLikelihood(own) : null, withSamplerLikelihood ? new SamplerLikelihood(own) : null);
        }

        var chunk = new GeneratedName[workers * share];
        for (int first = 0; first < count; first += chunk.Length)
        {
            int length = Math.Min(chunk.Length, count - first), start = first;
            if (workers == 1)
                Play(0);
            else
                Parallel.For(0, workers, Play);
            for (int i = 0; i < length; i++)
                yield return chunk[i];

            void Play(int worker)
            {
                Player player = players[worker];
                player.Boards.Clear();
                for (int i = worker; i < length; i += workers)
                    player.Boards.Add(newBoard(CounterRandom.Fork(seed, start + i)));
                player.Boards.Finish();
                GeneratedName[] names = player.Names(newBoard(seed));
                for (int i = worker; i < length; i += workers)
                    chunk[i] = names[i / workers];
            }
        }
    }

    /// <summary>The rows of that many games <c>[count, Slots]</c>.</summary>
    public byte[] GenerateRows(int count) => [.. Generate(count).SelectMany(name => name.Row)];

    /// <summary>One thread's working memory.</summary>
    private sealed record Player(BoardBatch Boards, ExactLikelihood? Likelihood, SamplerLikelihood? SamplerLikelihood)
    {
        /// <summary>The names of all finished games, which began at that board under seeds of their own.</summary>
        public GeneratedName[] Names(Board start)
        {
            int count = Boards.Count, slots = start.Slots;
            byte[] rows = new byte[count * slots];
            for (int i = 0; i < count; i++)
                Boards[i].CopyRow(rows.AsSpan(i * slots, slots));
            double[]? logs = Likelihood is null ? null : new double[count], samplerLogs = SamplerLikelihood is null ? null : new double[count];
            Likelihood?.LogLikelihoods(rows, logs);
            SamplerLikelihood?.LogLikelihoods(start, rows, samplerLogs);
            return [.. Enumerable.Range(0, count).Select(i => new GeneratedName(Boards[i].Name, rows[(i * slots)..((i + 1) * slots)], -logs?[i], Boards[i].Moves)
            {
                SamplerNats = -samplerLogs?[i],
            })];
        }
    }
}
