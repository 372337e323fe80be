using System.CommandLine;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Cli.Terminal;
using Unmask.Toy.Exit;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Duel;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Cli;

/// <summary>
/// <c>duel</c>: the game against the denoiser, with a move per line on standard input (<c>3 r</c>: an r in slot 3). With <c>--json</c> it only prints
/// the state at the end of the input or of the duel.
/// </summary>
internal static class DuelCommand
{
    public static Command Create()
    {
        var game = new GameOptions(temperature: 1);
        var level = new Option<DuelLevel>("--level", "-l") { Description = "How hard: familiar names with many letters shown, common ones that it was not taught, or rare ones with few", HelpName = "LEVEL", CustomParser = result => OptionParsers.OneOf<DuelLevel>(result, "level") ?? default };
        var daily = new Option<bool>("--daily") { Description = "Today's puzzle, the same for everyone" };
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("duel", "Guess hidden names against the denoiser, a letter each in turn. Moves like \"3 r\" come from standard input.")
        {
            level, daily, game.Denoiser, game.Weights, game.Data, game.Seed, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(daily) && result.GetResult(game.Seed) is { Implicit: false })
                result.AddError("--daily has a seed of its own; leave --seed out");
        });
        command.SetAction(parse => Run(parse, game, parse.GetValue(level), parse.GetValue(daily), parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, GameOptions game, DuelLevel level, bool daily, bool asJson)
    {
        IDenoiser denoiser = game.LoadDenoiser(parse);
        DateOnly day = DateOnly.FromDateTime(DateTime.Today);
        ulong seed = daily ? DuelGame.DailySeed(day) : game.ChooseSeed(parse);
        NameSet names = TrainingNames.Of(denoiser) is { } known && DuelGame.CanHide(known, denoiser) ? known
            : throw CommandException.Failure("there is no duel without the words that these weights were trained on; name their file with --data");
        var duel = new DuelGame(denoiser, names, seed, level);
        TextWriter output = parse.InvocationConfiguration.Output;
        var record = new DuelRecord(duel);
        new DuelLines(duel, asJson ? TextWriter.Null : output, record).Play(Console.In);
        if (duel.IsOver)
        {
            Keep(duel.ScoreOn(day, daily), asJson ? TextWriter.Null : output, parse.InvocationConfiguration.Error);
            if (!asJson)
                output.WriteLine($"To send, without a letter of it:\n{DuelResult.Of(duel, daily ? day : null)}");
        }
        if (asJson)
            JsonOutput.Write(output, DuelJson.Of(duel, record), CommandJson.Line.DuelJson);
        return ExitCode.Success;
    }

    /// <summary>Saves the score among those of the window.</summary>
    private static void Keep(Score score, TextWriter output, TextWriter error)
    {
        var memory = new Memory(UserFolder.OfUser());
        bool counts = memory.Keep(score);
        memory.Flush();
        output.WriteLine(!counts ? DuelGame.CountedBefore
            : $"Your best on this level: {memory.Scores.BestOf(score.Level, score.Field).First().Points}. Puzzles of the day: {memory.Scores.DailyStreak(score.Day, score.Field)} days in a row.");
        while (memory.TryTakeNotice(out string? notice))
            error.WriteLine($"unmask: {notice}");
    }
}
