using System.CommandLine;
using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Toy.Duel;
using Unmask.Toy.Terminal;

namespace Unmask.Toy.Commands;

/// <summary>
/// <c>duel</c>: the game against the denoiser, a move a line on standard input (<c>3 r</c>: an r in slot 3). With <c>--json</c> it says nothing until
/// the input ends or the duel is over; then it prints how far it has come.
/// </summary>
internal static class DuelCommand
{
    public static Command Create()
    {
        var game = new GameOptions(temperature: 1);
        var level = new Option<DuelLevel>("--level", "-l") { Description = "How hard: common names and many letters shown, or rare ones and few", HelpName = "LEVEL" };
        var daily = new Option<bool>("--daily") { Description = "Today's puzzle, the same for everyone" };
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("duel", "Guess hidden names against the denoiser: a letter each in turn, moves like \"3 r\" on standard input.")
        {
            level, daily, game.Denoiser, game.Weights, game.Seed, json,
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
        ulong seed = daily ? DuelGame.DailySeed(DateOnly.FromDateTime(DateTime.Today)) : game.ChooseSeed(parse);
        var duel = new DuelGame(denoiser, NameSet.LoadBuiltIn(denoiser.Alphabet), seed, level);
        TextWriter output = parse.InvocationConfiguration.Output;
        var record = new DuelRecord(duel);
        new DuelLines(duel, asJson ? TextWriter.Null : output, record).Play(Console.In);
        if (asJson)
            JsonOutput.Write(output, record.Write);
        return ExitCode.Success;
    }
}
