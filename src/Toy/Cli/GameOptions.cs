using System.CommandLine;
using System.Security.Cryptography;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Exit;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Cli;

/// <summary>The options that <c>play</c>, <c>generate</c>, <c>predict</c> and others share, so that names and descriptions are the same everywhere.</summary>
/// <param name="temperature">The command's default temperature.</param>
internal sealed class GameOptions(float temperature)
{
    public Option<string> Pattern { get; } = new("--pattern", "-p")
    {
        Description = "Constraints: a letter forces a slot, _ leaves it masked, . ends the name, [aeiou] and [^x] allow a set, a final $ ends it there; "
            + "with * for any letters it describes the whole name, as in *beth",
        HelpName = "P",
        DefaultValueFactory = _ => "",
    };

    public Option<string?> Denoiser { get; } = OptionParsers.NewDenoiser("What predicts the letters", DenoiserCatalog.Default);

    public Option<float> Temperature { get; } = OptionParsers.NewTemperature("Below 1 plays safe, above 1 is bold", temperature);

    public Option<string?> Weights { get; } = new("--weights", "-w")
    {
        Description = "A .safetensors file to use instead of the built-in weights",
        HelpName = "F",
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "What the weights were trained on, to tell known from new [default: found by itself if it comes with the program]",
        HelpName = "F",
    };

    public Option<ChosenOrder?> Order { get; } = new("--order")
    {
        Description = $"Which masked slots are revealed next: {string.Join(", ", ChosenOrder.Names)}, or slots as in 3,1,2 "
            + "[default: comb; confidence with --remask]",
        HelpName = "O",
        CustomParser = OptionParsers.Order,
        CompletionSources = { OptionParsers.Words(ChosenOrder.Names) },
    };

    public Option<IRemasking?> Remasking { get; } = new("--remask")
    {
        Description = $"Which letters are masked again on the way: {string.Join(", ", Remaskings.All.Select(remasking => remasking.Name))} "
            + $"[default: {SamplerSettings.Default(1).Remasking.Name}]",
        HelpName = "R",
        CustomParser = OptionParsers.Remasking,
        CompletionSources = { OptionParsers.Words(Remaskings.All.Select(remasking => remasking.Name)) },
    };

    public Option<float> Strength { get; } = new("--strength")
    {
        Description = "How much is masked again, 0 to 1",
        HelpName = "X",
        CustomParser = result => OptionParsers.Between(result, 0, 1),
        DefaultValueFactory = _ => SamplerSettings.Default(1).Strength,
    };

    public Option<float> Gamma { get; } = new("--gamma")
    {
        Description = "Of --order entropy: the doubt in nats that letters revealed at once may have; 0 reveals them one by one",
        HelpName = "X",
        CustomParser = result => OptionParsers.Between(result, 0, SamplerSettings.MaxGamma),
        DefaultValueFactory = _ => SamplerSettings.Default(1).Gamma,
    };

    public Option<int?> Steps { get; } = new Option<int?>("--steps")
    {
        Description = "Steps from all masked to none [default: 8 for combs, as many as the denoiser was trained with for other orders and with --remask]",
        HelpName = "N",
    }.Within(1, SamplerSettings.MaxSteps);

    public Option<ulong?> Seed { get; } = new Option<ulong?>("--seed", "-s")
    {
        Description = "The same seed gives the same letters on every machine [default: a random one]",
        HelpName = "S",
    }.Within(0ul, ulong.MaxValue);

    /// <summary>The options that affect a prediction.</summary>
    public IEnumerable<Option> ForPrediction => [Pattern, Denoiser, Weights, Temperature];

    /// <summary>The options that affect a generation.</summary>
    public IEnumerable<Option> ForGeneration => [.. ForPrediction, Order, Steps, Remasking, Strength, Gamma, Seed, Data];

    /// <summary>The command line names a denoiser or weights.</summary>
    public bool HasChosen(ParseResult parse) => parse.GetResult(Denoiser) is { Implicit: false } || parse.GetValue(Weights) is not null;

    /// <param name="parse">The command line.</param>
    /// <param name="remembered">The default denoiser, if the command line names none; an unknown name is ignored.</param>
    public IDenoiser LoadDenoiser(ParseResult parse, string? remembered = null)
    {
        bool chosen = parse.GetResult(Denoiser) is { Implicit: false };
        string name = !chosen && DenoiserCatalog.Names.Contains(remembered) ? remembered! : parse.GetValue(Denoiser)!;
        IDenoiser denoiser = parse.GetValue(Weights) is { } path
            ? Load(path, chosen ? name : null)
            : DenoiserCatalog.LoadBuiltIn(name);
        // A list that has been opened is found later by its hash.
        if (parse.GetValue(Data) is { } data && !Presets.OpenAny(data).Is(denoiser.DataHash))
            throw CommandException.Failure($"{data} is not what these weights were trained on; leave --data out or name that list");
        return denoiser;
    }

    /// <summary>The denoiser of a file, which must have the expected architecture, if there is one.</summary>
    private static IDenoiser Load(string path, string? expected)
    {
        IDenoiser denoiser = DenoiserCatalog.Load(path, expected);
        return expected is null || denoiser.Architecture == expected
            ? denoiser
            : throw CommandException.Usage($"{path} holds weights of '{denoiser.Architecture}', not of '{expected}'; leave --denoiser out");
    }

    /// <summary>The denoiser and its weights.</summary>
    public (IDenoiser Denoiser, WeightSet Weights) LoadDenoiserAndWeights(ParseResult parse, string? remembered = null)
    {
        IDenoiser denoiser = LoadDenoiser(parse, remembered);
        return (denoiser, parse.GetValue(Weights) is { } path ? WeightsFile.Load(path) : WeightsFile.LoadBuiltIn(denoiser.Architecture));
    }

    /// <summary>Returns a function from a seed to the first board of a game with these options.</summary>
    public Func<ulong, Board> BoardFactory(ParseResult parse, IDenoiser denoiser) =>
        BoardFactory(parse, denoiser, parse.GetValue(Temperature));

    /// <summary>The same with another temperature than that of the command line.</summary>
    public Func<ulong, Board> BoardFactory(ParseResult parse, IDenoiser denoiser, float temperature)
    {
        var empty = new Board(denoiser.Alphabet, denoiser.Slots, Sampler(parse, denoiser, temperature), seed: 0);
        Board start = Model.Diffusion.Placements.Begin(parse.GetValue(Pattern)!, empty, denoiser);
        return seed => start.WithSeed(seed);
    }

    /// <summary>Where the pattern fits a row; null for one without gaps.</summary>
    public Placements? Placements(ParseResult parse, IDenoiser denoiser) => parse.GetValue(Pattern) is { } pattern && GapPattern.HasGap(pattern)
        ? new(pattern, new Board(denoiser.Alphabet, denoiser.Slots, Sampler(parse, denoiser, parse.GetValue(Temperature)), seed: 0), denoiser) : null;

    private SamplerSettings Sampler(ParseResult parse, IDenoiser denoiser, float temperature)
    {
        if (denoiser.IsCausal)
            return LeftToRight(parse, denoiser, temperature);
        SamplerSettings usual = SamplerSettings.DefaultFor(denoiser);
        IRemasking remasking = parse.GetValue(Remasking) ?? usual.Remasking;
        bool remasks = remasking != Remaskings.None;
        // What is masked again has lost its class's turn: with remasking a comb makes far fewer names (docs/samplers.md).
        ChosenOrder order = parse.GetValue(Order) ?? new ChosenOrder(remasks ? RevealOrders.Confidence : usual.Order, usual.Sequence);
        if (order.Sequence.Last >= denoiser.Slots)
            throw CommandException.Usage($"--order names slot {order.Sequence.Last + 1}, but a row of '{denoiser.Architecture}' has {denoiser.Slots}");
        return usual with
        {
            Order = order.Order,
            Sequence = order.Sequence,
            Steps = parse.GetValue(Steps) ?? (remasks ? denoiser.Timesteps : order.Order.UsualSteps(denoiser.Timesteps)),
            Temperature = temperature,
            Remasking = remasking,
            Strength = parse.GetValue(Strength),
            Gamma = parse.GetValue(Gamma),
        };
    }

    private SamplerSettings LeftToRight(ParseResult parse, IDenoiser denoiser, float temperature)
    {
        string who = $"'{denoiser.Architecture}' is autoregressive and";
        if (parse.GetValue(Order) is { } order && order.Order != RevealOrders.LeftToRight)
            throw CommandException.Usage($"{who} makes names from left to right only; leave --order out");
        if (parse.GetValue(Steps) is not null)
            throw CommandException.Usage($"{who} takes one step for each slot; leave --steps out");
        if (parse.GetValue(Remasking) is { } remasking && remasking != Remaskings.None)
            throw CommandException.Usage($"{who} takes no letter back; leave --remask out");
        return SamplerSettings.LeftToRight(temperature);
    }

    /// <summary>Fills settings that the command line does not give with the player's last choices.</summary>
    public SamplerSettings Remembered(ParseResult parse, SamplerSettings settings, Settings player)
    {
        if (parse.GetResult(Temperature) is not { Implicit: false } && player.Temperature is { } temperature)
            settings = settings with { Temperature = temperature };
        if (parse.GetValue(Order) is null && player.Order is { } name && RevealOrders.TryFind(name, out IRevealOrder? order))
            settings = settings with { Order = order };
        if (parse.GetValue(Steps) is null && player.Steps is { } steps)
            settings = settings with { Steps = steps };
        if (parse.GetValue(Remasking) is null && player.Remasking is { } rule && Remaskings.TryFind(rule, out IRemasking? remasking))
            settings = settings with { Remasking = remasking };
        if (parse.GetResult(Strength) is not { Implicit: false } && player.Strength is { } strength)
            settings = settings with { Strength = strength };
        if (parse.GetResult(Gamma) is not { Implicit: false } && player.Gamma is { } gamma)
            settings = settings with { Gamma = gamma };
        return settings;
    }

    /// <summary>The seed of the command line; else a random one, printed on standard error so that the run can be repeated.</summary>
    public ulong ChooseSeed(ParseResult parse)
    {
        if (parse.GetValue(Seed) is { } seed)
            return seed;
        // Short enough to type.
        seed = (ulong)RandomNumberGenerator.GetInt32(1_000_000);
        parse.InvocationConfiguration.Error.WriteLine($"seed {seed} (repeat with --seed {seed})");
        return seed;
    }
}
