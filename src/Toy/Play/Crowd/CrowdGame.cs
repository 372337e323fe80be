using System.Diagnostics;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Crowd;

/// <summary>
/// Many names under the same constraints, wave after wave: a wave denoises together, stays for a moment, and the next one begins. The caller
/// passes the time, so a worker and a test can both drive it.
/// </summary>
internal sealed class CrowdGame
{
    public const int Size = 64;

    private readonly BoardBatch _batch;
    private readonly Board _start;
    private readonly NameSet? _names;
    private readonly HashSet<string> _seen = [];
    private readonly CrowdSnapshot _state;
    private readonly int _size;
    private double _next;
    private int _wave;
    private TimeSpan _spent;
    private long _made;

    /// <param name="denoiser">Used by the crowd only.</param>
    /// <param name="board">Gives the crowd its constraints, settings and seed.</param>
    /// <param name="names">For telling known, real and new names; null to skip that.</param>
    /// <param name="size">How many names.</param>
    public CrowdGame(IDenoiser denoiser, in Board board, NameSet? names, int size = Size)
    {
        (_names, _size, _state) = (names, size, new CrowdSnapshot(size));
        _start = Start(board);
        _batch = new BoardBatch(denoiser, size);
        Begin();
    }

    /// <summary>Least time between two moves, in seconds.</summary>
    public double MovePause { get; init; } = 0.09;

    /// <summary>How long a finished wave stays, in seconds.</summary>
    public double WavePause { get; init; } = 1.6;

    /// <summary>The current state; changed in place, so do not keep it.</summary>
    public CrowdSnapshot State => _state;

    /// <summary>The first board of every row, apart from its seed: a board's constraints, at the start of a game.</summary>
    public static Board Start(in Board board)
    {
        Board start = board.Restart().AtStart();
        return LeavesNothing(board) ? new Board(start.Alphabet, start.Slots, start.Settings, start.Seed) : start;
    }

    /// <summary>The player's letters are a whole name, of which a crowd would only make copies: it goes without them.</summary>
    public static bool LeavesNothing(in Board board) => board.Restart().IsFinished;

    /// <summary>Moves every row that is not finished, or begins the next wave, if that is due.</summary>
    /// <param name="now">The time, in seconds.</param>
    /// <param name="stays">A finished wave stays: nobody clicks a name that is another one a moment later.</param>
    /// <returns>False if nothing is due yet.</returns>
    public bool TryAdvance(double now, bool stays = false)
    {
        if (now < _next)
            return false;
        if (_state.Finished == _size)
        {
            if (stays)
                return false;
            _wave++;
            Begin();
            _next = now + MovePause;
            return true;
        }
        long before = Stopwatch.GetTimestamp();
        _batch.Step();
        _spent += Stopwatch.GetElapsedTime(before);
        Look();
        _next = now + (_state.Finished == _size ? WavePause : MovePause);
        return true;
    }

    private void Begin()
    {
        _batch.Clear();
        for (int i = 0; i < _size; i++)
            _batch.Add(_start.WithSeed(CounterRandom.Fork(_start.Seed, _wave * _size + i)));
        Array.Clear(_state.Kinds);
        Array.Clear(_state.Repeats);
        Look();
    }

    /// <summary>Copies the batch into the state.</summary>
    private void Look()
    {
        int finished = 0;
        for (int i = 0; i < _size; i++)
        {
            ref readonly Board board = ref _batch[i];
            _state.Boards[i] = board;
            if (!board.IsFinished)
                continue;
            finished++;
            if (_state.Kinds[i] is not null)
                continue;
            string name = board.Name;
            NoveltyKind kind = _names?.NoveltyOf(name).Kind ?? NoveltyKind.Unknown;
            (_state.Kinds[i], _state.Repeats[i]) = (kind, !_seen.Add(name));
            _state.Names++;
            _made++;
            _state.Known += kind == NoveltyKind.Known ? 1 : 0;
            _state.Real += kind == NoveltyKind.Real ? 1 : 0;
            _state.New += kind == NoveltyKind.New ? 1 : 0;
            _state.Unique += _state.Repeats[i] ? 0 : 1;
        }
        _state.Finished = finished;
        if (finished == _size && _spent > TimeSpan.Zero)
        {
            _state.NamesPerSecond = _made / _spent.TotalSeconds;
            (_made, _spent) = (0, TimeSpan.Zero);
        }
        _state.Version++;
    }
}
