using System.CommandLine;
using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
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
        command.SetAction(parse => Run(parse, game));
        return command;
    }

    private static int Run(ParseResult parse, GameOptions game)
    {
        IDenoiser denoiser = game.LoadDenoiser(parse);
        Func<ulong, Board> newBoard = game.BoardFactory(parse, denoiser);
        newBoard(0);
        string problem = "no display";
        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        error.WriteLine($"unmask: no window: {problem}; playing in the terminal instead");
        Board start = newBoard(game.ChooseSeed(parse));
        if (Tty.IsInteractive)
            TerminalBoard.Play(new Session(denoiser, start));
        else
            PlainGame.Play(output, start, new Prediction(denoiser));
        return ExitCode.Success;
    }
}
