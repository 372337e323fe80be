using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>A generated name.</summary>
/// <param name="Name">Its letters.</param>
/// <param name="Row">The row that it is <c>[Slots]</c>.</param>
/// <param name="Nats">Its exact negative log-likelihood, if that was asked for.</param>
public readonly record struct GeneratedName(string Name, byte[] Row, double? Nats);

/// <summary>
/// Many independent games under the same constraints, on all cores. Game i has seed <see cref="CounterRandom.Fork"/>(seed, i), so the names
/// depend neither on the number of threads nor on how many are asked for.
/// </summary>
/// <param name="denoiser">Forked for every thread.</param>
/// <param name="newBoard">The first board of the game with a given seed.</param>
/// <param name="seed">The seed of the whole batch.</param>
/// <param name="withLikelihood">Every name's exact nats are wanted, which take far longer than the name.</param>
public sealed class NameBatch(IDenoiser denoiser, Func<ulong, Board> newBoard, ulong seed, bool withLikelihood)
{
    /// <summary>Fewer games than this are over before another thread has woken.</summary>
    private const int GamesWorthThread = 16;

    /// <summary>The names in the order of their games, as they come.</summary>
    public IEnumerable<GeneratedName> Generate(int count)
    {
        int worth = withLikelihood ? count : Math.Max(count / GamesWorthThread, 1);
        int workers = Math.Min(Environment.ProcessorCount, worth);
        var players = new Player[workers];
        for (int w = 0; w < workers; w++)
        {
            IDenoiser own = w == 0 ? denoiser : denoiser.Fork();
            players[w] = new Player(new Prediction(own), withLikelihood ? new ExactLikelihood(own) : null);
        }

        var chunk = new GeneratedName[workers * (withLikelihood ? 4 : 64)];
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
                for (int i = worker; i < length; i += workers)
                    chunk[i] = players[worker].Play(newBoard(CounterRandom.Fork(seed, start + i)));
            }
        }
    }

    /// <summary>The rows of that many games <c>[count, Slots]</c>.</summary>
    public byte[] GenerateRows(int count) => [.. Generate(count).SelectMany(name => name.Row)];

    /// <summary>One thread's working memory.</summary>
    private sealed record Player(Prediction Prediction, ExactLikelihood? Likelihood)
    {
        public GeneratedName Play(in Board start)
        {
            Board end = ReverseProcess.Finish(start, Prediction);
            byte[] row = new byte[end.Slots];
            end.CopyRow(row);
            return new GeneratedName(end.Name, row, -Likelihood?.LogLikelihood(row));
        }
    }
}
