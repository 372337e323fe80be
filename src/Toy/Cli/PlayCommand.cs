using System.CommandLine;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Cli.Terminal;
using Unmask.Toy.Exit;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;
using Unmask.Toy.Window;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;

namespace Unmask.Toy.Cli;

/// <summary><c>play</c>: opens the window; without a display it plays in the terminal, and without a terminal it prints one generation.</summary>
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
        var scene = new Option<SceneKind>("--scene") { Description = "The scene to begin with", HelpName = "SCENE", CustomParser = result => OptionParsers.OneOf<SceneKind>(result, "scene") ?? default };
        command.Add(scene);
        command.Add(trace);
        command.Add(frames);
        command.SetAction(parse => Run(parse, game, parse.GetValue(scene), parse.GetValue(trace), parse.GetValue(frames)));
        return command;
    }

    /// <summary>The built-in denoisers, and the one in play if it is another.</summary>
    private static DenoiserChoices Choices(IDenoiser denoiser, WeightSet weights, string? file)
    {
        var choices = new DenoiserChoices(DenoiserCatalog.Diffusing.Select(kind => file is null && kind.Name == denoiser.Architecture
            ? new DenoiserChoice(kind.Name, denoiser, weights) { IsBuiltIn = true }
            : new DenoiserChoice(kind.Name, () => (DenoiserCatalog.LoadBuiltIn(kind.Name), WeightsFile.LoadBuiltIn(kind.Name))) { IsBuiltIn = true }));
        choices.Adopt(denoiser, weights, file is null ? denoiser.Architecture : Path.GetFileNameWithoutExtension(file));
        return choices;
    }

    /// <returns>False if the terminal was closed meanwhile.</returns>
    private static bool PlayInTerminal(Session session, Memory memory, DenoiserChoices denoisers, TextWriter output, CancellationToken stop)
    {
        try
        {
            if (TerminalBoard.Play(session, memory, denoisers, stop) is { } code)
                output.WriteLine(code);
        }
        catch (IOException)
        {
            // In a closed terminal, reading or writing may fail before the signal arrives.
            return false;
        }
        finally
        {
            memory.Flush();
        }
        return true;
    }

    private static int Run(ParseResult parse, GameOptions game, SceneKind scene, bool trace, bool frameReport)
    {
        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var memory = new Memory(UserFolder.OfUser());
        (IDenoiser denoiser, WeightSet weights) = game.LoadDenoiserAndWeights(parse, memory.Settings.Denoiser);
        Func<ulong, Board> newBoard = game.BoardFactory(parse, denoiser);
        // Refuse a bad pattern before printing a seed.
        newBoard(0);
        Board start = newBoard(game.ChooseSeed(parse));
        if (!denoiser.IsCausal)
            start = start.Configure(game.Remembered(parse, start.Settings, memory.Settings));
        DenoiserChoices choices = Choices(denoiser, weights, parse.GetValue(game.Weights));
        // Without a display, do not load graphics libraries.
        string? problem = Display.IsMissing ? "no window: no display (neither DISPLAY nor WAYLAND_DISPLAY is set)" : null;
        using var signals = new StopSignals();
        var options = new WindowOptions(denoiser, start)
        {
            Weights = weights,
            Scene = scene,
            Trace = trace,
            FrameReport = frameReport,
            Memory = memory,
            Denoisers = choices.All,
            Stop = signals.Token,
        };
        if (problem is null && GameWindow.TryRun(options, out problem))
            return signals.ExitCode;
        error.WriteLine($"unmask: {problem}; playing in the terminal instead");
        if (!Tty.IsInteractive)
            PlainGame.Play(output, start, denoiser);
        else if (!PlayInTerminal(new Session(denoiser, start), memory, choices, output, signals.Token))
            return ExitCode.HungUp;
        while (memory.TryTakeNotice(out string? notice))
            error.WriteLine($"unmask: {notice}");
        return signals.ExitCode;
    }
}
