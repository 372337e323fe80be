using System.Diagnostics;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Crowd;

/// <summary>
/// Many names under the same constraints, wave after wave: they denoise together, are looked at for a moment, and make room for the next. Time
/// comes from outside, so a worker and a test drive it alike.
/// </summary>
internal sealed class CrowdGame
{
    public const int Size = 64;

    private readonly BoardBatch batch;
    private readonly Board start;
    private readonly NameSet? names;
    private readonly HashSet<string> seen = [];
    private readonly CrowdSnapshot state = new(Size);
    private double next;
    private int wave;
    private TimeSpan spent;
    private long made;

    /// <param name="denoiser">The crowd's own.</param>
    /// <param name="board">Its constraints, settings and seed are the crowd's.</param>
    /// <param name="names">Tells known, real and new; null if that is not to be told.</param>
    public CrowdGame(IDenoiser denoiser, in Board board, NameSet? names)
    {
        this.names = names;
        start = Start(board);
        batch = new BoardBatch(denoiser, Size);
        Begin();
    }

    /// <summary>Moves come at this pace at most.</summary>
    public double MovePause { get; init; } = 0.09;

    /// <summary>A finished wave stays this long.</summary>
    public double WavePause { get; init; } = 1.6;

    /// <summary>The crowd as it is now; the caller must not keep it.</summary>
    public CrowdSnapshot State => state;

    /// <summary>Where every row of a crowd begins but for its seed: with a board's constraints, as the first of a game.</summary>
    public static Board Start(in Board board) => board.Restart().AtStart();

    /// <summary>Moves every row that is not finished, or begins the next wave, if that is due.</summary>
    /// <returns>False if it is not due yet.</returns>
    public bool TryAdvance(double now)
    {
        if (now < next)
            return false;
        if (state.Finished == Size)
        {
            wave++;
            Begin();
            next = now + MovePause;
            return true;
        }
        long before = Stopwatch.GetTimestamp();
        batch.Step();
        spent += Stopwatch.GetElapsedTime(before);
        Look();
        next = now + (state.Finished == Size ? WavePause : MovePause);
        return true;
    }

    private void Begin()
    {
        batch.Clear();
        for (int i = 0; i < Size; i++)
            batch.Add(start.WithSeed(CounterRandom.Fork(start.Seed, wave * Size + i)));
        Array.Clear(state.Kinds);
        Array.Clear(state.Repeats);
        Look();
    }

    /// <summary>Takes over what the batch has come to.</summary>
    private void Look()
    {
        int finished = 0;
        for (int i = 0; i < Size; i++)
        {
            ref readonly Board board = ref batch[i];
            state.Boards[i] = board;
            if (!board.IsFinished)
                continue;
            finished++;
            if (state.Kinds[i] is not null)
                continue;
            string name = board.Name;
            NoveltyKind kind = names?.NoveltyOf(name).Kind ?? NoveltyKind.Unknown;
            (state.Kinds[i], state.Repeats[i]) = (kind, !seen.Add(name));
            state.Names++;
            made++;
            state.Real += kind == NoveltyKind.Real ? 1 : 0;
            state.New += kind == NoveltyKind.New ? 1 : 0;
            state.Unique += state.Repeats[i] ? 0 : 1;
        }
        state.Finished = finished;
        if (finished == Size && spent > TimeSpan.Zero)
        {
            state.NamesPerSecond = made / spent.TotalSeconds;
            (made, spent) = (0, TimeSpan.Zero);
        }
        state.Version++;
    }
}
