using System.CommandLine;
using System.Text.Json.Serialization;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;
using Unmask.Toy.Play;

namespace Unmask.Toy.Cli;

/// <summary><c>generate</c>: prints names, one per line, or with all facts as JSON.</summary>
internal static class GenerateCommand
{
    private const int MostNames = 1_000_000;

    /// <summary>The default drafter: its rows have as many slots as those of the autoregressive denoisers.</summary>
    private const string Drafter = "transformer";

    /// <summary>Random-order likelihoods of rows that long take some milliseconds a name; every further slot doubles that of the longest names.</summary>
    private const int CheapSlots = 12;

    public static Command Create()
    {
        var game = new GameOptions(temperature: 0.8f);
        Option<int> count = new Option<int>("--count", "-n") { Description = "How many names", HelpName = "N", DefaultValueFactory = _ => 10 }.Within(1, MostNames);
        var nats = new Option<bool>("--nats") { Description = "Add the exact likelihood of every name, in nats, under the sampler that made it (always there with --json)" };
        var showSteps = new Option<bool>("--show-steps") { Description = "Show the reverse process of every name at five moments" };
        var temperatures = new Option<float[]>("--temperatures")
        {
            Description = "Make the names at each of several temperatures, as in 0.5,0.8,1.0,1.5",
            HelpName = "X,…",
            CustomParser = OptionParsers.Temperatures,
        };
        var verify = new Option<string?>("--verify")
        {
            Description = "Let an autoregressive denoiser verify what --denoiser drafts: the names follow the verifier, several letters come per pass",
            HelpName = "D",
            CustomParser = OptionParsers.Denoiser,
        };
        Option<bool> json = JsonOutput.NewOption();

        var command = new Command("generate", "Let the denoiser make names.") { count };
        foreach (Option option in game.ForGeneration)
            command.Add(option);
        command.Add(nats);
        command.Add(showSteps);
        command.Add(temperatures);
        command.Add(verify);
        command.Add(json);
        command.Validators.Add(result =>
        {
            Option[] chosen = [.. new Option[] { verify, nats, showSteps, temperatures }.Where(option => result.GetResult(option) is { Implicit: false })];
            if (chosen.Length > 1)
                result.AddError($"{chosen[0].Name} and {chosen[1].Name} cannot go together");
            Option? idle = new Option[] { game.Order, game.Steps, game.Remasking }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (result.GetValue(game.Pattern) is { } pattern && GapPattern.HasGap(pattern) && result.GetResult(verify) is { Implicit: false })
                result.AddError("--verify cannot tell where a gap ends, because it goes from left to right; leave '*' out");
            if (idle is not null && result.GetResult(verify) is { Implicit: false })
                result.AddError($"--verify goes from left to right in as many passes as it takes; leave {idle.Name} out");
        });
        command.SetAction(parse => parse.GetValue(showSteps) ? ShowSteps(parse, game, parse.GetValue(count), parse.GetValue(json))
            : parse.GetValue(temperatures) is { Length: > 0 } sweep ? Sweep(parse, game, sweep, parse.GetValue(count), parse.GetValue(json))
            : Run(parse, game, parse.GetValue(count), parse.GetValue(verify), parse.GetValue(nats), parse.GetValue(json)));
        return command;
    }

    private static int ShowSteps(ParseResult parse, GameOptions game, int count, bool asJson)
    {
        IDenoiser denoiser = game.LoadDenoiser(parse);
        Func<ulong, Board> newBoard = game.BoardFactory(parse, denoiser);
        newBoard(0);
        ulong seed = game.ChooseSeed(parse);
        IEnumerable<Board> starts = Enumerable.Range(0, count).Select(index => newBoard(CounterRandom.Fork(seed, index)));
        ReverseSteps.Write(parse.InvocationConfiguration.Output, starts, new Prediction(denoiser), asJson);
        return ExitCode.Success;
    }

    private static int Sweep(ParseResult parse, GameOptions game, float[] temperatures, int count, bool asJson)
    {
        IDenoiser denoiser = game.LoadDenoiser(parse);
        game.BoardFactory(parse, denoiser)(0);
        var sweep = new TemperatureSweep(denoiser, (temperature, seed) => game.BoardFactory(parse, denoiser, temperature)(seed), game.ChooseSeed(parse));
        sweep.Write(parse.InvocationConfiguration.Output, temperatures, count, asJson);
        return ExitCode.Success;
    }

    private static int Run(ParseResult parse, GameOptions game, int count, string? verifier, bool withNats, bool asJson)
    {
        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        IDenoiser denoiser = verifier is null || game.HasChosen(parse) ? game.LoadDenoiser(parse) : DenoiserCatalog.LoadBuiltIn(Drafter);
        Func<ulong, Board> newBoard = game.BoardFactory(parse, denoiser);
        // Refuse a bad pattern before printing a seed.
        newBoard(0);
        string? refusal = SamplerLikelihood.Refusal(denoiser, newBoard(0));
        if (withNats && refusal is not null)
            throw CommandException.Usage($"--nats: {refusal}; leave it out");
        IDenoiser? judge = verifier is null ? null : LoadVerifier(verifier, denoiser);
        ulong seed = game.ChooseSeed(parse);
        VerifiedBatch? verified = judge is null ? null : new VerifiedBatch(denoiser, judge, newBoard, seed);
        IEnumerable<GeneratedName> generated = verified?.Generate(count)
            ?? new NameBatch(
                denoiser,
                newBoard,
                seed,
                withLikelihood: asJson && (denoiser.IsCausal || denoiser.Slots <= CheapSlots),
                withSamplerLikelihood: withNats || asJson && refusal is null).Generate(count);

        using var notice = new WaitNotice(error, "names", count, Tty.ErrorIsTerminal);
        if (asJson)
        {
            NameSet? known = TrainingNames.Of(denoiser);
            List<GenerateJson.Item> names = [];
            foreach (GeneratedName name in generated)
            {
                names.Add(GenerateJson.Item.Of(name, known?.NoveltyOf(name.Name) ?? Novelty.Unknown));
                notice.Report(names.Count);
            }
            GenerateJson.Verification? verification = verified is null ? null
                : new(verifier!, verified.AcceptanceRate, verified.Rounds, verified.SlotsPerPass);
            JsonOutput.Write(
                output,
                new GenerateJson(seed, CommandJson.TextOf(seed), parse.GetValue(game.Pattern), denoiser.Architecture, names, verification),
                CommandJson.Line.GenerateJson);
        }
        else if (Tty.OutputIsTerminal)
        {
            NameSet? names = TrainingNames.Of(denoiser);
            foreach (GeneratedName name in generated)
            {
                WriteLine(output, name, denoiser.Slots, names?.NoveltyOf(name.Name) ?? Novelty.Unknown);
                output.Flush();
            }
        }
        else
        {
            foreach ((int index, GeneratedName name) in generated.Index())
            {
                output.WriteLine(name.SamplerNats is { } value ? $"{name.Name}\t{value:F4}" : name.Name);
                notice.Report(index + 1);
            }
        }
        if (verified is not null && !asJson)
            error.WriteLine($"{verifier} accepted {verified.AcceptanceRate:P1} of the drafts: {verified.SlotsPerPass:F2} slots per pass");
        return ExitCode.Success;
    }

    private static IDenoiser LoadVerifier(string name, IDenoiser drafter)
    {
        IDenoiser verifier = DenoiserCatalog.LoadBuiltIn(name);
        if (!verifier.IsCausal)
            throw CommandException.Usage($"'{name}' cannot verify, because it is not autoregressive");
        if (verifier.Slots != drafter.Slots || !verifier.Alphabet.Equals(drafter.Alphabet))
            throw CommandException.Usage($"'{name}' cannot verify '{drafter.Architecture}': their rows differ in slots or letters");
        return verifier;
    }

    /// <summary>For a terminal: the name, then its facts in a faint colour.</summary>
    private static void WriteLine(TextWriter output, GeneratedName name, int width, Novelty novelty)
    {
        string facts = novelty.Kind switch
        {
            NoveltyKind.Known => $"known, #{novelty.Rank:N0}",
            NoveltyKind.Real => $"real, {novelty.Births:N0} people",
            NoveltyKind.Unknown => "known or new? name its data with --data",
            _ => "new",
        };
        if (name.SamplerNats is { } nats)
            facts += $", {nats:F2} nats";
        (string quiet, string normal) = Tty.OutputHasColor ? ("\e[2m", "\e[0m") : ("", "");
        output.WriteLine($"{name.Name.PadRight(width)}  {quiet}{facts}{normal}");
    }
}

/// <summary>Generated names, and the figures of the verification.</summary>
internal sealed record GenerateJson(
    ulong Seed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeedText,
    string? Pattern,
    string Denoiser,
    List<GenerateJson.Item> Names,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GenerateJson.Verification? Verify)
{
    /// <param name="Name">The name.</param>
    /// <param name="Known">Whether it is in the training set; null if that is not available.</param>
    /// <param name="Rank">In the training set, or among all names that people bear; null for a new name.</param>
    /// <param name="Births">People who bear the name.</param>
    /// <param name="Nats">Exact negative log-likelihood in random order; null if it was not computed.</param>
    /// <param name="SamplerNats">Exact negative log-likelihood under sampler and constraints; null if there is none.</param>
    internal sealed record Item(string Name, bool? Known, int? Rank, long Births, double? Nats, double? SamplerNats)
    {
        public static Item Of(GeneratedName name, Novelty novelty) => new(
            name.Name,
            novelty.Kind == NoveltyKind.Unknown ? null : novelty.Kind == NoveltyKind.Known,
            novelty.Kind is NoveltyKind.New or NoveltyKind.Unknown ? null : novelty.Rank,
            novelty.Births,
            name.Nats,
            name.SamplerNats);
    }

    internal sealed record Verification(string Denoiser, double Acceptance, long Passes, double SlotsPerPass);
}
