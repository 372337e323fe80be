using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// Many independent games by <see cref="DraftAndVerify"/>, on all cores. Game i has seed <see cref="CounterRandom.Fork"/>(seed, i), so the names depend
/// neither on the number of threads nor on how many are asked for.
/// </summary>
/// <param name="drafter">Forked for every thread.</param>
/// <param name="verifier">An autoregressive denoiser; forked for every thread.</param>
/// <param name="newBoard">The first board of the game with a given seed.</param>
/// <param name="seed">The seed of the whole batch.</param>
public sealed class VerifiedBatch(IDenoiser drafter, IDenoiser verifier, Func<ulong, Board> newBoard, ulong seed)
{
    private const int GamesPerShare = 64;

    private readonly DraftAndVerify[] _players =
        [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new DraftAndVerify(drafter.Fork(), verifier.Fork()))];

    /// <summary>Rounds so far; each takes one pass of the drafter and one of the verifier.</summary>
    public long Rounds => _players.Sum(player => player.Rounds);

    /// <summary>The share of verified drafts that were kept; NaN before the first.</summary>
    public double AcceptanceRate => _players.Sum(player => player.Accepted) / (double)_players.Sum(player => player.Drafted);

    /// <summary>Slots revealed per pass of the verifier, ends of names included; NaN before the first.</summary>
    public double SlotsPerPass => _players.Sum(player => player.Revealed) / (double)Rounds;

    /// <summary>The names in the order of their games, as they come.</summary>
    public IEnumerable<GeneratedName> Generate(int count)
    {
        int workers = _players.Length;
        var chunk = new GeneratedName[workers * GamesPerShare];
        for (int first = 0; first < count; first += chunk.Length)
        {
            int length = Math.Min(chunk.Length, count - first), start = first;
            Parallel.For(0, workers, worker =>
            {
                for (int i = worker; i < length; i += workers)
                {
                    Board board = _players[worker].Finish(newBoard(CounterRandom.Fork(seed, start + i)));
                    byte[] row = new byte[board.Slots];
                    board.CopyRow(row);
                    chunk[i] = new GeneratedName(board.Name, row, Nats: null, board.Moves);
                }
            });
            for (int i = 0; i < length; i++)
                yield return chunk[i];
        }
    }
}
