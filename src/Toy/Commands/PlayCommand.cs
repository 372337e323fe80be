using System.CommandLine;
using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
using Unmask.Toy.Game;
using Unmask.Toy.Terminal;

namespace Unmask.Toy.Commands;

/// <summary><c>play</c>: the window; without one, the same board in the terminal; without a terminal, one generation as plain lines.</summary>
internal static class PlayCommand
{
    public static Command Create()
    {
        var game = new GameOptions(temperature: 0.8f);
        var command = new Command("play", "Open the window; without a display, play in the terminal. This is the default.");
        foreach (Option option in game.ForGeneration)
            command.Add(option);
        var trace = new Option<bool>("--trace") { Hidden = true, Description = "Write every board that is shown to standard error." };
        var frames = new Option<bool>("--frame-report") { Hidden = true, Description = "Measure frame times, print them and leave." };
        command.Add(trace);
        command.Add(frames);
        command.SetAction(parse => Run(parse, game, parse.GetValue(trace), parse.GetValue(frames)));
        return command;
    }

    private static int Run(ParseResult parse, GameOptions game, bool trace, bool frameReport)
    {
        IDenoiser denoiser = game.LoadDenoiser(parse);
        Func<ulong, Board> newBoard = game.BoardFactory(parse, denoiser);
        newBoard(0);
        Board start = newBoard(game.ChooseSeed(parse));
        if (Window.TryRun(new WindowOptions(denoiser, start) { Trace = trace, FrameReport = frameReport }, out string? problem))
            return ExitCode.Success;

        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        error.WriteLine($"unmask: {problem}; playing in the terminal instead");
        if (Tty.IsInteractive)
            TerminalBoard.Play(new Session(denoiser, start));
        else
            PlainGame.Play(output, start, new Prediction(denoiser));
        return ExitCode.Success;
    }
}
