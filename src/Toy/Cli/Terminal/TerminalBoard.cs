using Spectre.Console;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The board on an interactive terminal: reads keys, shows pictures, and leaves the terminal as it was, however it ends.</summary>
internal sealed class TerminalBoard
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(15), RunPause = TimeSpan.FromMilliseconds(80);

    private readonly TerminalReader reader = new(() => Console.KeyAvailable, () => Console.ReadKey(intercept: true));
    private readonly IAnsiConsole console = AnsiConsole.Console;
    private readonly Memory memory;
    private readonly CancellationToken stop;
    private readonly TerminalGame game;
    private FactLines facts;
    private IDenoiser denoiser;
    private readonly BoardPicture picture;
    private (int Width, int Height) size;

    private TerminalBoard(Session session, Memory memory, DenoiserChoices denoisers, CancellationToken stop)
    {
        (this.memory, this.stop) = (memory, stop);
        game = new TerminalGame(session, memory, denoisers);
        denoiser = session.Prediction.Denoiser;
        facts = new FactLines(new FactBook(denoiser));
        picture = new BoardPicture(console.Profile.Capabilities.Unicode);
    }

    /// <summary>Plays until the player quits, or <paramref name="stop"/> is cancelled: a closed window or a polite kill must not leave the terminal
    /// without cursor and echo.</summary>
    /// <returns>The code that the player asked for last, which is gone from the screen by then; null if none was.</returns>
    public static string? Play(Session session, Memory memory, DenoiserChoices denoisers, CancellationToken stop)
    {
        var board = new TerminalBoard(session, memory, denoisers, stop);
        bool breaks = Console.TreatControlCAsInput;
        try
        {
            // Ctrl+C and Ctrl+Z come as keys.
            Console.TreatControlCAsInput = true;
            board.console.Cursor.Hide();
            MarkPastes(TerminalReader.MarkPastes);
            board.console.AlternateScreen(board.Loop);
        }
        finally
        {
            MarkPastes(TerminalReader.MarkNoPastes);
            board.console.Cursor.Show();
            Console.TreatControlCAsInput = breaks;
        }
        return board.game.Code;
    }

    private static void MarkPastes(string sequence)
    {
        // Windows' console has no such marks.
        if (!OperatingSystem.IsWindows())
            Console.Write(sequence);
    }

    /// <summary>Serial lines and some recorders do not know their size and say 0.</summary>
    private static (int Width, int Height) CurrentSize => (Console.WindowWidth, Console.WindowHeight) is var size and ( > 0, > 0) ? size : (80, 24);

    private void Loop()
    {
        Show(game.Session.Board);
        while (!game.HasQuit && !stop.IsCancellationRequested)
        {
            memory.Tick(Environment.TickCount64 / 1000.0);
            if (reader.HasNext)
            {
                int before = game.Session.History.Current;
                bool isAwaited = game.WaitsForCode;
                (ConsoleKeyInfo? pressed, string? pasted) = reader.Next(isAwaited);
                TerminalKey key = pressed is { } one ? TerminalKey.From(one) : default;
                if (pasted is not null)
                    game.Paste(pasted);
                else if (pressed is not null)
                    game.Press(key);
                if (game.IsReplay)
                    Watch(before: 0);
                else if (key.Meaning == KeyMeaning.Finish && !isAwaited)
                    Watch(before);
            }
            else if (size == CurrentSize)
            {
                Thread.Sleep(Poll);
                continue;
            }
            Show(game.Session.Board);
        }
    }

    /// <summary>Shows the moments of a run one by one; any key goes straight to its end.</summary>
    private void Watch(int before)
    {
        List<int> branch = [];
        game.Session.History.CopyBranch(branch);
        foreach (int moment in branch.SkipWhile(m => m != before).Skip(1).TakeWhile(m => m != game.Session.History.Current))
        {
            if (reader.HasNext || stop.IsCancellationRequested)
                return;
            Show(game.Session.History[moment].Board);
            Thread.Sleep(RunPause);
        }
    }

    private void Show(in Board board)
    {
        size = CurrentSize;
        if (denoiser != game.Session.Prediction.Denoiser)
        {
            denoiser = game.Session.Prediction.Denoiser;
            facts = new FactLines(new FactBook(denoiser));
        }
        // The last column stays free: some terminals wrap as soon as it is written.
        int width = Math.Max(size.Width - 1, 1);
        IReadOnlyList<string> known = board.IsFinished ? facts.Of(board) : [];
        IReadOnlyList<TerminalLine> lines = picture.Lines(game, board, known, width);
        var page = new Paragraph();
        for (int y = 0; y < size.Height; y++)
        {
            if (y > 0)
                page.Append("\n");
            (y < lines.Count ? lines[y] : new TerminalLine()).AppendTo(page, width);
        }
        console.Cursor.SetPosition(1, 1);
        console.Write(page);
    }
}
