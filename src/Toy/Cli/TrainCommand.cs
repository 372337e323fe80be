using System.CommandLine;
using System.CommandLine.Parsing;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Files;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>train</c>: trains a denoiser on a list of names and saves its weights.</summary>
internal sealed class TrainCommand
{
    private const int MostSteps = 10_000_000, MostRows = 65_536, MostSamples = 100_000, MostSeconds = 86_400, MostFractionBits = 23;

    private readonly Option<string?> _denoiser = OptionParsers.NewDenoiser("What to train", "mlp");

    private readonly DataOptions _data = new("the U.S. names", "trained on", Split.Train);

    private readonly Option<ShapeProfile?> _profile = new("--profile")
    {
        Description = $"The row: names (a–z, short) or words (any alphabet, {ShapeProfiles.WordSlots} slots) [default: what the data need]",
        HelpName = "P",
        CustomParser = ParseProfile,
    };

    private readonly Option<string?> _recipe = new("--recipe")
    {
        Description = $"How to train: {string.Join(", ", DenoiserCatalog.RecipeNames)} [default: nelbo; likelihood for gpt and microgpt]",
        HelpName = "R",
        CustomParser = ParseRecipe,
        CompletionSources = { OptionParsers.Words(DenoiserCatalog.RecipeNames) },
    };

    private readonly TeacherOption _teacher = new();

    private readonly Option<int?> _steps = new Option<int?>("--steps") { Description = "Optimiser steps [default: the recipe's own]", HelpName = "N" }.Within(1, MostSteps);

    private readonly Option<int?> _batchSize =
        new Option<int?>("--batch-size", "-b") { Description = "Names per step [default: the recipe's own]", HelpName = "N" }.Within(1, MostRows);

    private readonly Option<float?> _weightDecay = new("--weight-decay")
    {
        Description = "Each step takes this times the learning rate off every weight of a matrix [default: the recipe's own]",
        HelpName = "X",
        CustomParser = result => OptionParsers.Between(result, 0, 10),
    };

    private readonly Option<int?> _fractionBits = new Option<int?>("--fraction-bits")
    {
        Description = "Round the weights to so many bits behind the point: with seven, a file compresses to a third [default: no rounding]",
        HelpName = "N",
    }.Within(0, MostFractionBits);

    private readonly Option<int> _seed = new Option<int>("--seed", "-s")
    {
        Description = "The same seed and steps give the same weights",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    }.Within(0, int.MaxValue);

    private readonly Option<string?> _output = new("--out", "-o") { Description = "Where the weights go [default: D.safetensors here, or D-LIST.safetensors with --data]", HelpName = "F" };

    private readonly Option<bool> _replace = ReplaceOption.New("Replace existing weights, once the new ones are complete");

    private readonly Option<int> _samples = new Option<int>("--samples")
    {
        Description = "How many names to make with the new weights",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
    }.Within(0, MostSamples);

    private readonly Option<float> _temperature = OptionParsers.NewTemperature("Of those names: below 1 plays safe, above 1 is bold", 0.8f);

    private readonly Option<int> _checkpointSeconds = new Option<int>("--checkpoint-seconds")
    {
        Description = "The least time between two checkpoints, which a run that was killed goes on from",
        HelpName = "N",
        DefaultValueFactory = _ => 15,
    }.Within(0, MostSeconds);

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No progress on standard error" };

    private readonly Option<bool> _json = JsonOutput.NewOption();

    public static Command Create()
    {
        var train = new TrainCommand();
        var command = new Command(
            "train", "Train a denoiser and save its weights. Ctrl+C stops and keeps what was learned; the same command goes on from there.")
        {
            train._denoiser, train._data.Data, train._data.Split, train._profile, train._recipe, train._teacher.Option, train._steps, train._batchSize, train._weightDecay, train._fractionBits,
            train._seed, train._output, train._replace, train._samples, train._temperature, train._checkpointSeconds, train._quiet, train._json,
        };
        command.SetAction(train.Run);
        return command;
    }

    private int Run(ParseResult parse)
    {
        (TextWriter result, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        string name = parse.GetValue(_denoiser)!;
        int chosenSeed = parse.GetValue(_seed);
        string? list = parse.GetValue(_data.Data);
        string path = parse.GetValue(_output) ?? $"{name}{(list is null ? "" : "-" + Path.GetFileNameWithoutExtension(list))}.safetensors";
        // Checked before anything is loaded or trained.
        OutputFile.CheckTarget(path, FileKind.Weights, list, _teacher.FileOf(parse));

        Architecture architecture = DenoiserCatalog.Find(name);
        string recipeName = parse.GetValue(_recipe) ?? architecture.Recipes[0].Name;
        Recipe how = architecture.Recipe(recipeName)
            ?? throw CommandException.Usage($"the recipe '{recipeName}' does not train '{name}'; use --recipe {architecture.Recipes[0].Name}");
        bool isQuiet = parse.GetValue(_quiet);
        (ITrainableDenoiser learner, NameSet names) = new TrainingChoice(architecture, _data.Open(parse), parse.GetValue(_profile))
            .Make(chosenSeed, how.UsesTime, isQuiet ? TextWriter.Null : error);
        using var threads = learner as IDisposable;

        Split? split = _data.Choose(parse, names);
        if (names.TrainingRows(learner.Slots, split).Length == 0)
            throw CommandException.Failure($"{names.Source}: none of its names is in the split '{Splits.NameOf(split)}' and fits {learner.Slots} slots; use --split all, or another list");
        using Teacher? teacher = _teacher.Choose(parse, learner, how);
        var options = new TrainingOptions(how, parse.GetValue(_steps) ?? how.DefaultSteps, parse.GetValue(_batchSize) ?? how.DefaultBatchSize, (ulong)chosenSeed, path)
        {
            Split = split,
            FractionBits = parse.GetValue(_fractionBits),
            WeightDecay = parse.GetValue(_weightDecay),
            Teacher = teacher,
            Former = parse.GetValue(_replace) ? FormerWeights.Replace : FormerWeights.Refuse,
            CheckpointInterval = TimeSpan.FromSeconds(parse.GetValue(_checkpointSeconds)),
        };
        var run = new TrainingRun(learner, names, options);
        if (run.Step > 0 && !isQuiet)
            error.WriteLine($"going on from step {run.Step:N0} of {options.Steps:N0}");

        string? told = run.Notice;
        if (told is not null && !isQuiet)
            error.WriteLine($"unmask: {told}");

        TrainingResult trained;
        var signals = new StopSignals();
        // Only during training: once the weights are saved, a signal ends the program as usual.
        using (signals)
            trained = TrainingDisplay.Show(isQuiet ? null : error, progress => run.Run(progress, signals.Token));
        int stopped = signals.ExitCode;
        if (run.Notice != told)
            error.WriteLine($"unmask: {run.Notice}");
        // After a signal, do not spend time on figures.
        TrainingReport report = stopped == ExitCode.Success ? Judge(parse, trained, path, names, split) : new TrainingReport(trained, path, Nelbo: null, HeldOut: false, []);
        return report.Write(result, error, parse.GetValue(_json), stopped);
    }

    /// <summary>Evaluates the new weights, on the validation split if it has names, and generates some names.</summary>
    private TrainingReport Judge(ParseResult parse, TrainingResult trained, string path, NameSet names, Split? split)
    {
        if (trained.Step == 0)
            return new TrainingReport(trained, path, Nelbo: null, HeldOut: false, []);
        IDenoiser made = DenoiserCatalog.Create(trained.Weights, path);
        byte[] validation = names.TrainingRows(made.Slots, Split.Validation);
        bool heldOut = split == Split.Train && validation.Length > 0;
        byte[] rows = heldOut ? validation : names.TrainingRows(made.Slots);
        Estimate nelbo = made.IsCausal ? ExactLikelihood.Mean(made, rows) : HeldOut.Evaluate(made, rows, rounds: 1).Nelbo;
        SamplerSettings sampler = SamplerSettings.DefaultFor(made) with { Temperature = parse.GetValue(_temperature) };
        var batch = new NameBatch(made, s => new Board(made.Alphabet, made.Slots, sampler, s), (ulong)parse.GetValue(_seed), withLikelihood: false);
        return new TrainingReport(trained, path, nelbo, heldOut, [.. batch.Generate(parse.GetValue(_samples))]);
    }

    private static ShapeProfile? ParseProfile(ArgumentResult result)
    {
        ShapeProfile[] profiles = Enum.GetValues<ShapeProfile>();
        string? name = OptionParsers.OneOf(result, "profile", profiles.Select(ShapeProfiles.NameOf));
        return name is null ? null : profiles.First(profile => ShapeProfiles.NameOf(profile) == name);
    }

    private static string? ParseRecipe(ArgumentResult result) => OptionParsers.OneOf(result, "recipe", DenoiserCatalog.RecipeNames);
}
