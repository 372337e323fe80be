using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>One generation as plain lines, a row per step, for pipes and files.</summary>
internal static class PlainGame
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <summary>Plays <paramref name="start"/> to its end; the last line has the code that replays it.</summary>
    /// <param name="output">Receives every row at once.</param>
    /// <param name="start">The first board.</param>
    /// <param name="denoiser">Used by this game only.</param>
    public static void Play(TextWriter output, in Board start, IDenoiser denoiser)
    {
        var session = new Session(denoiser, start);
        WriteRow(output, start);
        while (!session.Board.IsFinished)
        {
            Thread.Sleep(Pause);
            session.TryApply(BoardAction.Step, out _);
            WriteRow(output, session.Board);
        }
        foreach (string fact in new FactLines(new FactBook(denoiser)).Of(session.Board))
            output.WriteLine(fact);
        if (ReplayCode.TryEncode(session, out string? code, out _))
            output.WriteLine($"replay code: {code}");
    }

    private static void WriteRow(TextWriter output, in Board board)
    {
        output.WriteLine($"t {board.Timestep,4}  {board.Row}");
        output.Flush();
    }
}
