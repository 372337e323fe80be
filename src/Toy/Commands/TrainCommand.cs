using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.InteropServices;
using Unmask.Model.Names;
using Unmask.Model.Training;
using Unmask.Model.Weights;

namespace Unmask.Toy.Commands;

/// <summary><c>train</c>: teaches a denoiser a list of names and saves its weights.</summary>
internal sealed class TrainCommand
{
    private const int MostSteps = 10_000_000, MostRows = 65_536;

    private readonly Option<string?> denoiser = new("--denoiser", "-d")
    {
        Description = $"What to train: {string.Join(", ", DenoiserCatalog.Kinds.Select(kind => kind.Name))}",
        HelpName = "D",
        CustomParser = OptionParsers.Denoiser,
        DefaultValueFactory = _ => DenoiserCatalog.Default,
    };

    private readonly Option<string?> data = new("--data")
    {
        Description = "A UTF-8 file, one name a line or name,births [default: the built-in U.S. names]",
        HelpName = "F",
    };

    private readonly Option<Recipe?> recipe = new("--recipe")
    {
        Description = $"How to train: {string.Join(", ", Recipes.All.Select(r => r.Name))} [default: {Recipes.All[0].Name}]",
        HelpName = "R",
        CustomParser = ParseRecipe,
    };

    private readonly Option<int?> steps = new Option<int?>("--steps") { Description = "Optimiser steps [default: the recipe's own]", HelpName = "N" }.Within(1, MostSteps);

    private readonly Option<int?> batchSize =
        new Option<int?>("--batch-size", "-b") { Description = "Names per step [default: the recipe's own]", HelpName = "N" }.Within(1, MostRows);

    private readonly Option<int> seed = new Option<int>("--seed", "-s")
    {
        Description = "The same seed and steps give the same weights",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    }.Within(0, int.MaxValue);

    private readonly Option<string?> output = new("--out", "-o") { Description = "Where the weights go [default: D.safetensors here]", HelpName = "F" };

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress on standard error" };

    private readonly Option<bool> json = JsonOutput.NewOption();

    public static Command Create()
    {
        var train = new TrainCommand();
        var command = new Command("train", "Train a denoiser and save its weights. Ctrl+C stops and keeps what was learned.")
        {
            train.denoiser, train.data, train.recipe, train.steps, train.batchSize, train.seed, train.output, train.quiet, train.json,
        };
        command.SetAction(train.Run);
        return command;
    }

    private int Run(ParseResult parse)
    {
        (TextWriter result, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        string name = parse.GetValue(denoiser)!;
        int chosenSeed = parse.GetValue(seed);
        string path = parse.GetValue(output) ?? $"{name}.safetensors";
        if (IsDevice(path))
            throw CommandException.Failure($"{path} is a device, not a place for weights; choose a file");
        // Before anything is loaded, and long before there is anything to lose.
        WeightsFile.CheckWritable(path);

        Recipe how = parse.GetValue(recipe) ?? Recipes.All[0];
        ITrainableDenoiser learner = DenoiserCatalog.Find(name).Create(chosenSeed, how.UsesTime);
        using var threads = learner as IDisposable;
        bool isQuiet = parse.GetValue(quiet);
        NameSet names = LoadNames(parse, learner);
        if (names.Skipped.Total > 0 && !isQuiet && parse.GetValue(data) is not null)
            error.WriteLine($"{names.Source}: {names.Skipped}");

        var options = new TrainingOptions(how, parse.GetValue(steps) ?? how.DefaultSteps, parse.GetValue(batchSize) ?? how.DefaultBatchSize, (ulong)chosenSeed, path);
        var run = new TrainingRun(learner, names, options);

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
        TrainingResult trained = TrainingDisplay.Show(isQuiet ? null : error, progress => run.Run(progress, stop.Token));
        return Report(trained, path, parse.GetValue(json), result, error);

        // The first signal stops after the current step; a second one gets its usual way.
        void StopOnce(PosixSignalContext context)
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private NameSet LoadNames(ParseResult parse, ITrainableDenoiser learner)
    {
        if (parse.GetValue(data) is not { } file)
            return NameSet.LoadBuiltIn(learner.Alphabet, learner.Slots);
        NameSet names = NameSet.Load(file, learner.Alphabet, learner.Slots);
        return names.TrainingCount > 0
            ? names
            : throw CommandException.Failure($"{names.Source}: no usable name among its first {NameSet.TrainingLimit} entries, which are trained on");
    }

    private static int Report(TrainingResult trained, string path, bool asJson, TextWriter output, TextWriter error)
    {
        TrainingProgress last = trained.Progress;
        if (trained.Step == 0)
        {
            return trained.Outcome == TrainingOutcome.Cancelled
                ? throw new OperationCanceledException()
                : throw CommandException.Failure("training diverged before any weights were worth keeping; nothing was saved: try more names per step");
        }

        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (trained.Outcome == TrainingOutcome.Cancelled)
            error.WriteLine(string.Create(invariant, $"stopped after {trained.Step:N0} of {last.Steps:N0} steps; what was learned is in {path}"));
        if (asJson)
        {
            JsonOutput.Write(output, writer =>
            {
                writer.WriteNumber("seconds"u8, Math.Round(last.Elapsed.TotalSeconds, 3));
                writer.WriteNumber("steps"u8, trained.Step);
                writer.WriteNumber("namesPerSecond"u8, Math.Round(last.NamesPerSecond));
                writer.WriteNumber("loss"u8, Math.Round(last.Loss, 6));
                writer.WriteNumber("parameters"u8, Parameters(trained.Weights));
                writer.WriteString("outcome"u8, trained.Outcome.ToString().ToLowerInvariant());
                writer.WriteString("weights"u8, path);
            });
        }
        else
        {
            output.WriteLine(string.Create(
                invariant,
                $"{path}: {trained.Step:N0} steps in {last.Elapsed.TotalSeconds:F1} s, {last.NamesPerSecond:N0} names/s, loss {last.Loss:F3}, {Parameters(trained.Weights):N0} parameters"));
        }
        if (trained.Outcome == TrainingOutcome.Diverged)
            throw CommandException.Failure(string.Create(invariant, $"training diverged at step {last.Step:N0}; the good weights of step {trained.Step:N0} are in {path}"));
        return ExitCode.Success;
    }

    private static long Parameters(WeightSet weights) => weights.Tensors.Sum(tensor => (long)tensor.Values.Length);

    /// <summary>Renaming a finished file over a device would take the device away.</summary>
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    private static Recipe? ParseRecipe(ArgumentResult result)
    {
        string text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        Recipe? found = Recipes.Find(text);
        if (found is null)
            result.AddError($"unknown recipe '{text}'{OptionParsers.Hint(text, [.. Recipes.All.Select(r => r.Name)])}");
        return found;
    }
}
