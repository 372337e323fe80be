using System.CommandLine;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Cli.Report;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>evaluate</c>: measures weights on names that they were not trained on.</summary>
internal sealed class EvaluateCommand
{
    private const int MostSamples = 1_000_000, MostRounds = 10_000, MostNames = NameSet.TrainingLimit;

    private readonly Option<string[]> _weights = new("--weights", "-w")
    {
        Description = "One or more .safetensors files [default: the built-in weights of --denoiser; with --report, all built-in weights]",
        HelpName = "F",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _denoiser = OptionParsers.NewDenoiser("Whose built-in weights", usual: null);

    private readonly DataOptions _data = new("what the weights were trained on", "evaluated on", Split.Test, Split.Validation, Split.Train);

    private readonly Option<bool> _exact = new("--exact") { Description = "Also the exact random-order likelihood, by summing over all orders" };

    private readonly Option<int?> _exactNames = new Option<int?>("--exact-names")
    {
        Description = "The most names whose exact likelihood is computed; the rest is estimated from them [default: all]",
        HelpName = "N",
    }.Within(1, MostNames);

    private readonly Option<int[]?> _orders = new("--orders")
    {
        Description = "Also the exact likelihood under every reveal order that has one, at these numbers of steps [default: 4, 8 and one for each slot]",
        HelpName = "N,…",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = OptionParsers.Steps,
    };

    private readonly Option<int> _rounds = new Option<int>("--rounds")
    {
        Description = "Random masks per name and number of masked slots",
        HelpName = "N",
        DefaultValueFactory = _ => HeldOut.DefaultRounds,
    }.Within(1, MostRounds);

    private readonly Option<int> _samples = new Option<int>("--samples")
    {
        Description = "Names to generate and to measure",
        HelpName = "N",
        DefaultValueFactory = _ => 2_000,
    }.Within(0, MostSamples);

    private readonly Option<float> _temperature = OptionParsers.NewTemperature("Of those names: below 1 plays safe, above 1 is bold", 1);

    private readonly Option<ulong> _seed = new Option<ulong>("--seed", "-s")
    {
        Description = "Of masks and samples: the same seed gives the same figures",
        HelpName = "S",
    }.Within(0ul, ulong.MaxValue);

    private readonly Option<string?> _report = new("--report") { Description = "A folder that receives a page, README.md, with tables and plots", HelpName = "DIR" };

    private readonly Option<bool> _replace = ReplaceOption.New("Replace an existing report");

    private readonly Option<int[]?> _samplers = new("--samplers")
    {
        Description = "Instead of all that, compare every reveal order and remasking at these numbers of steps: tables in Markdown on standard output "
            + $"[default: {string.Join(", ", SamplerTables.UsualSteps)}]",
        HelpName = "N,…",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = OptionParsers.Steps,
    };

    private readonly Option<bool> _record = new("--record") { Description = "Write the figures into the metadata of the weights files" };

    private readonly Option<bool> _json = JsonOutput.NewOption();

    /// <summary>The options that define the measurements, shared with <c>compare</c>.</summary>
    public IEnumerable<Option> Questions => [_data.Data, _data.Split, _exact, _exactNames, _orders, _rounds, _samples, _temperature, _seed];

    public static Command Create()
    {
        var evaluate = new EvaluateCommand();
        var command = new Command("evaluate", "Measure weights on names that they were not trained on.")
        {
            evaluate._weights, evaluate._denoiser, evaluate._data.Data, evaluate._data.Split, evaluate._exact, evaluate._exactNames, evaluate._orders, evaluate._rounds,
            evaluate._samples, evaluate._temperature, evaluate._seed, evaluate._report, evaluate._replace, evaluate._record, evaluate._samplers, evaluate._json,
        };
        command.Validators.Add(result =>
        {
            Option? idle = new Option[] { evaluate._exact, evaluate._exactNames, evaluate._orders, evaluate._report, evaluate._record, evaluate._json }
                .FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (idle is not null && result.GetResult(evaluate._samplers) is { Implicit: false })
                result.AddError($"--samplers and {idle.Name} cannot go together");
        });
        command.SetAction(evaluate.Run);
        return command;
    }

    private int Run(ParseResult parse)
    {
        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        string? folder = parse.GetValue(_report);
        WeightsSource[] sources = Sources(parse, folder is not null);
        if (Asked(parse, _samplers) is { } asked)
            return CompareSamplers(parse, sources, asked.Length > 0 ? asked : SamplerTables.UsualSteps);
        if (parse.GetValue(_record) && sources.Any(source => source.Path is null))
            throw CommandException.Usage("--record needs --weights: figures cannot be written into built-in weights");
        if (parse.GetValue(_json) && sources.Length > 1 && folder is null)
            throw CommandException.Usage("--json describes one weights file; name one, or add --report");
        ReportFolder? page = folder is null ? null : new ReportFolder(folder, parse.GetValue(_replace), [.. sources.Select(source => source.Path), parse.GetValue(_data.Data)]);
        WeightsSource[] recorded = parse.GetValue(_record) ? sources : [];
        foreach (WeightsSource source in recorded)
            WeightsFile.CheckWritable(source.Path!);

        List<EvaluatedWeights> evaluated = [];
        foreach (WeightsSource source in sources)
            evaluated.Add(Evaluate(parse, source, error));
        if (page is not null)
            EvaluationPage.Write(page, evaluated);
        if (parse.GetValue(_json))
            JsonOutput.Write(output, EvaluationJson.Of(evaluated[0]), CommandJson.Line.EvaluationJson);
        else
            evaluated.ForEach(result => result.WriteLines(output));
        // After the figures are printed, so that a failure to write loses none.
        for (int i = 0; i < recorded.Length; i++)
            Record(recorded[i], evaluated[i]);
        if (page is not null)
            error.WriteLine($"the page is {page.Page}");
        return ExitCode.Success;
    }

    private static void Record(WeightsSource source, EvaluatedWeights figures)
    {
        using FileLock alone = WeightsFile.Lock(source.Path!);
        WeightSet there = WeightsFile.Load(source.Path!);
        if (there.Fingerprint != source.Weights.Fingerprint)
            throw CommandException.Failure($"{source.Path}: these are other weights by now, so the figures were not recorded; evaluate them again");
        WeightsFile.Save(source.Path!, figures.RecordedIn(there));
    }

    /// <summary>The numbers of steps of an option that may stand alone; null if it is not there.</summary>
    private static int[]? Asked(ParseResult parse, Option<int[]?> option) =>
        parse.GetResult(option) is { Implicit: false } ? parse.GetValue(option) ?? [] : null;

    private int CompareSamplers(ParseResult parse, WeightsSource[] sources, int[] steps)
    {
        if (sources.Length > 1)
            throw CommandException.Usage("--samplers compares samplers of one denoiser; name one weights file");
        if (parse.GetValue(_samples) == 0)
            throw CommandException.Usage("--samplers needs names: --samples must be 1 or more");
        IDenoiser model = DenoiserCatalog.Create(sources[0].Weights, sources[0].Title);
        NameSet names = Names(parse, sources[0], model);
        Split? trained = TrainedOn(sources[0], names, model);
        var meter = new SampleQualityMeter(names, model.Slots, trained);
        var comparison = new SamplerComparison(model, names, meter, parse.GetValue(_seed));
        float warmth = parse.GetValue(_temperature);
        using (var notice = new WaitNotice(parse.InvocationConfiguration.Error, "samplers", SamplerTables.Count(steps), Tty.ErrorIsTerminal))
            parse.InvocationConfiguration.Output.WriteLine(SamplerTables.Compare(comparison, steps, warmth, parse.GetValue(_samples), notice.Report));
        IDenoiser? baseline = DenoiserCatalog.BuiltIn.Select(kind => DenoiserCatalog.LoadBuiltIn(kind.Name))
            .FirstOrDefault(other => other.IsCausal && other.Slots == model.Slots && other.Alphabet.Equals(model.Alphabet));
        SamplerSettings usual = SamplerSettings.Default(model.Timesteps) with { Temperature = warmth };
        parse.InvocationConfiguration.Output.Write(SamplerTables.Force(comparison, model, usual, baseline));
        return ExitCode.Success;
    }

    /// <summary>Measures one set of weights.</summary>
    /// <param name="parse">Holds the values of <see cref="Questions"/>.</param>
    /// <param name="source">The weights.</param>
    /// <param name="error">Receives the progress.</param>
    public EvaluatedWeights Evaluate(ParseResult parse, WeightsSource source, TextWriter error)
    {
        IDenoiser model = DenoiserCatalog.Create(source.Weights, source.Title);
        NameSet names = Names(parse, source, model);
        Split? split = _data.Choose(parse, names);
        if (names.TrainingRows(model.Slots, split).Length == 0)
            throw CommandException.Failure($"{names.Source}: none of its names is in the split '{Splits.NameOf(split)}'; use --split all");
        int most = parse.GetValue(_exactNames) ?? MostNames;
        bool isExact = parse.GetValue(_exact) || parse.GetValue(_exactNames) is not null;
        if (isExact && model.Slots > ExactLikelihood.MaxSlots)
            throw CommandException.Usage($"{source.Title} has {model.Slots} slots; exact likelihoods end at {ExactLikelihood.MaxSlots}: leave out --exact, the NELBO bounds it");
        IReadOnlyList<SamplerSettings> orders = Asked(parse, _orders) is { } steps
            ? OrderFigures.Samplers(model, steps.Length > 0 ? steps : [4, 8, model.Slots], parse.GetValue(_temperature)) : [];
        var options = new EvaluationOptions(split, parse.GetValue(_samples) == 0 ? null : TrainedOn(source, names, model))
        {
            Rounds = parse.GetValue(_rounds),
            ExactNames = isExact ? most : 0,
            Orders = orders,
            Samples = parse.GetValue(_samples),
            Sampler = model.IsCausal
                ? SamplerSettings.LeftToRight(parse.GetValue(_temperature))
                : new SamplerSettings(RevealOrders.Random, SamplerSettings.MaxSteps, parse.GetValue(_temperature)),
            Seed = parse.GetValue(_seed),
        };
        int rows = names.TrainingRows(model.Slots, split).Length / model.Slots;
        WaitNotice? notice = null, orderNotice = null;
        Lock speaking = new();
        DenoiserEvaluation evaluation = Evaluator.Evaluate(model, names, options, Report, ReportOrders);
        notice?.Dispose();
        orderNotice?.Dispose();
        return new EvaluatedWeights(source, names, split, evaluation);

        // The notice starts with the first likelihood, so that its estimate covers only likelihoods.
        void Report(int done)
        {
            lock (speaking)
            {
                notice ??= new WaitNotice(error, "exact likelihoods", Math.Min(most, rows), Tty.ErrorIsTerminal);
                notice.Report(done);
            }
        }

        void ReportOrders(int done)
        {
            notice?.Dispose();
            orderNotice ??= new WaitNotice(error, "orders", orders.Count, Tty.ErrorIsTerminal);
            orderNotice.Report(done);
        }
    }

    /// <summary>The split that the weights were trained on; samples are compared with it.</summary>
    private static Split? TrainedOn(WeightsSource source, NameSet names, IDenoiser model)
    {
        Split? trained = Splits.Find(source.Weights.Metadata.GetValueOrDefault(WeightsMetadata.Split));
        return names.TrainingRows(model.Slots, trained).Length > 0 ? trained
            : throw CommandException.Failure($"{names.Source}: none of its names is in the split '{Splits.NameOf(trained)}', which samples are measured against; name the data of these weights, or add --samples 0");
    }

    /// <summary>The chosen names, or else the training data of the weights. For weights over a–z that do not name their data: the U.S. names.</summary>
    private NameSet Names(ParseResult parse, WeightsSource source, IDenoiser model)
    {
        NameList? list = _data.Open(parse) ?? (model.DataHash is { } hash ? Presets.ByHash(hash) : null);
        if (list is not null)
            return DataOptions.Read(list, model.Alphabet, model.Slots);
        if (model.DataHash is null && model.Alphabet.Equals(Alphabet.English))
            return NameSet.LoadBuiltIn(model.Alphabet, model.Slots);
        string file = source.Weights.Metadata.GetValueOrDefault(WeightsMetadata.DataSource) ?? "data of your own";
        throw CommandException.Usage($"{source.Title} was trained on {file}; name that file with --data");
    }

    private WeightsSource[] Sources(ParseResult parse, bool forReport)
    {
        if (parse.GetValue(_weights) is { Length: > 0 } files)
            return [.. files.Select(WeightsSource.File)];
        if (parse.GetValue(_denoiser) is { } name)
            return [WeightsSource.BuiltIn(name)];
        return forReport
            ? [.. DenoiserCatalog.BuiltIn.Select(kind => WeightsSource.BuiltIn(kind.Name))]
            : [WeightsSource.BuiltIn(DenoiserCatalog.Default)];
    }
}
