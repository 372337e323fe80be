using Spectre.Console;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The board on an interactive terminal: reads keys, draws pictures, and always restores the terminal at the end.</summary>
internal sealed class TerminalBoard
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(15), RunPause = TimeSpan.FromMilliseconds(80);

    private readonly TerminalReader _reader = new(() => Console.KeyAvailable, () => Console.ReadKey(intercept: true));
    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private readonly Memory _memory;
    private readonly CancellationToken _stop;
    private readonly TerminalGame _game;
    private FactLines _facts;
    private IDenoiser _denoiser;
    private readonly BoardPicture _picture;
    private (int Width, int Height) _size;

    private TerminalBoard(Session session, Memory memory, DenoiserChoices denoisers, CancellationToken stop)
    {
        (_memory, _stop) = (memory, stop);
        _game = new TerminalGame(session, memory, denoisers);
        _denoiser = session.Prediction.Denoiser;
        _facts = new FactLines(new FactBook(_denoiser));
        _picture = new BoardPicture(_console.Profile.Capabilities.Unicode);
    }

    /// <summary>Plays until the player quits or <paramref name="stop"/> is cancelled. A closed window or a polite kill must not leave the terminal
    /// without cursor and echo.</summary>
    /// <returns>The code that the player showed last, because the screen no longer has it; null if there was none.</returns>
    public static string? Play(Session session, Memory memory, DenoiserChoices denoisers, CancellationToken stop)
    {
        var board = new TerminalBoard(session, memory, denoisers, stop);
        bool breaks = Console.TreatControlCAsInput;
        try
        {
            // Ctrl+C and Ctrl+Z arrive as keys.
            Console.TreatControlCAsInput = true;
            board._console.Cursor.Hide();
            MarkPastes(TerminalReader.MarkPastes);
            board._console.AlternateScreen(board.Loop);
        }
        finally
        {
            MarkPastes(TerminalReader.MarkNoPastes);
            board._console.Cursor.Show();
            Console.TreatControlCAsInput = breaks;
        }
        return board._game.Code;
    }

    private static void MarkPastes(string sequence)
    {
        // Windows' console has no such marks.
        if (!OperatingSystem.IsWindows())
            Console.Write(sequence);
    }

    /// <summary>Serial lines and some recorders report a size of 0.</summary>
    private static (int Width, int Height) CurrentSize => (Console.WindowWidth, Console.WindowHeight) is var size and ( > 0, > 0) ? size : (80, 24);

    private void Loop()
    {
        Show(_game.Session.Board);
        while (!_game.HasQuit && !_stop.IsCancellationRequested)
        {
            _memory.Tick(Environment.TickCount64 / 1000.0);
            if (_reader.HasNext)
            {
                int before = _game.Session.History.Current;
                bool isAwaited = _game.WaitsForCode;
                (ConsoleKeyInfo? pressed, string? pasted) = _reader.Next(isAwaited);
                TerminalKey key = pressed is { } one ? TerminalKey.From(one) : default;
                if (pasted is not null)
                    _game.Paste(pasted);
                else if (pressed is not null)
                    _game.Press(key);
                if (_game.IsReplay)
                    Watch(before: 0);
                else if (key.Meaning == KeyMeaning.Finish && !isAwaited)
                    Watch(before);
            }
            else if (_size == CurrentSize)
            {
                Thread.Sleep(Poll);
                continue;
            }
            Show(_game.Session.Board);
        }
    }

    /// <summary>Shows the moments of a run one by one; any key goes to its end.</summary>
    private void Watch(int before)
    {
        List<int> branch = [];
        _game.Session.History.CopyBranch(branch);
        foreach (int moment in branch.SkipWhile(m => m != before).Skip(1).TakeWhile(m => m != _game.Session.History.Current))
        {
            if (_reader.HasNext || _stop.IsCancellationRequested)
                return;
            Show(_game.Session.History[moment].Board);
            Thread.Sleep(RunPause);
        }
    }

    private void Show(in Board board)
    {
        _size = CurrentSize;
        if (_denoiser != _game.Session.Prediction.Denoiser)
        {
            _denoiser = _game.Session.Prediction.Denoiser;
            _facts = new FactLines(new FactBook(_denoiser));
        }
        // The last column stays free: some terminals wrap as soon as it is written.
        int width = Math.Max(_size.Width - 1, 1);
        IReadOnlyList<string> known = board.IsFinished ? _facts.Of(board) : [];
        IReadOnlyList<TerminalLine> lines = _picture.Lines(_game, board, known, width, _size.Height);
        var page = new Paragraph();
        for (int y = 0; y < _size.Height; y++)
        {
            if (y > 0)
                page.Append("\n");
            (y < lines.Count ? lines[y] : new TerminalLine()).AppendTo(page, width);
        }
        _console.Cursor.SetPosition(1, 1);
        _console.Write(page);
    }
}
