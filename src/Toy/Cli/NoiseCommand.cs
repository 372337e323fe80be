using System.CommandLine;
using System.Text.Json.Serialization;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>noise</c>: shows the forward process on one name, at six moments.</summary>
internal static class NoiseCommand
{
    /// <summary>The moments, in eighths of the way to all masked.</summary>
    private static readonly int[] Moments = [0, 1, 2, 4, 6, 8];

    public static Command Create()
    {
        var game = new GameOptions(temperature: 1);
        var name = new Argument<string>("NAME") { Description = "The name that dissolves" };
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("noise", "Show how noise takes a name apart, slot by slot: the forward process.")
        {
            name, game.Denoiser, game.Weights, game.Seed, json,
        };
        command.SetAction(parse => Run(parse, game, parse.GetValue(name)!, parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, GameOptions game, string name, bool asJson)
    {
        TextWriter output = parse.InvocationConfiguration.Output;
        IDenoiser denoiser = game.LoadDenoiser(parse);
        Alphabet alphabet = denoiser.Alphabet;
        byte[] clean = Encode(name, alphabet, denoiser.Slots);
        ulong seed = game.ChooseSeed(parse);
        NoiseJson.Stage[] steps =
        [
            .. Moments.Select(eighths =>
            {
                int t = denoiser.Timesteps * eighths / 8;
                byte[] row = ForwardProcess.Noise(clean, alphabet, t, denoiser.Timesteps, seed);
                return new NoiseJson.Stage(t, t == 0 ? 0 : NoiseSchedule.MaskRate(t, denoiser.Timesteps), string.Concat(row.Select(alphabet.CharacterOf)));
            }),
        ];

        if (asJson)
        {
            JsonOutput.Write(output, new NoiseJson(name, seed, CommandJson.TextOf(seed), denoiser.Timesteps, steps), CommandJson.Line.NoiseJson);
        }
        else
        {
            foreach ((int t, double rate, string row) in steps)
            {
                string line = $"t {t,4}  {row}  {rate,4:P0}", words = " masked on average";
                output.WriteLine(line.Length + words.Length <= Tty.Columns ? line + words : line);
            }
        }
        return ExitCode.Success;
    }

    private static byte[] Encode(string name, Alphabet alphabet, int slots)
    {
        string letters = alphabet.Spell(name);
        byte[] row = new byte[slots];
        if (alphabet.TryEncode(letters, row))
            return row;
        int foreign = letters.AsSpan().IndexOfAnyExcept(alphabet.Letters);
        throw CommandException.Usage(
            letters.Length == 0 ? "NAME is empty; give a name"
            : foreign >= 0 ? $"NAME '{name}': {Shown.At(letters, foreign)} is no letter of the alphabet {alphabet}"
            : $"NAME '{name}' has {letters.Length} letters, more than the {slots} slots of the row");
    }
}

/// <summary>A name at several moments of the forward process.</summary>
internal sealed record NoiseJson(
    string Name,
    ulong Seed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeedText,
    int Timesteps,
    NoiseJson.Stage[] Steps)
{
    internal sealed record Stage(int T, double MaskRate, string Row);
}
