using System.CommandLine;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Learning;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary>The options of <c>train</c> for a teacher, and the names that it makes.</summary>
internal sealed class TeacherOptions
{
    private const int UsualNames = 500_000, MostNames = 10_000_000;

    public Option<string?> Teacher { get; } = new("--teacher")
    {
        Description = $"One name in {TaughtNames.OneIn} is made by another denoiser: {string.Join(", ", DenoiserCatalog.BuiltIn.Select(one => one.Name))}, or a .safetensors file",
        HelpName = "D",
        CompletionSources = { OptionParsers.Words(DenoiserCatalog.BuiltIn.Select(one => one.Name)) },
    };

    public Option<int> Names { get; } = new Option<int>("--taught")
    {
        Description = "How many names the teacher makes, before the first step",
        HelpName = "N",
        DefaultValueFactory = _ => UsualNames,
    }.Within(1, MostNames);

    /// <summary>Lets the teacher make its names, as it would in evaluation: in random order, one slot at a time, at temperature 1. Null without a teacher.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="learner">Gives slots and alphabet; longer names are left out.</param>
    /// <param name="seed">Of the names.</param>
    /// <param name="error">Told of progress.</param>
    /// <exception cref="CommandException">The teacher does not know the learner's letters, or makes no name that fits.</exception>
    public TaughtNames? Make(ParseResult parse, ITrainableDenoiser learner, ulong seed, TextWriter error)
    {
        if (parse.GetValue(Teacher) is not { } chosen)
            return null;
        IDenoiser teacher = DenoiserCatalog.BuiltIn.Any(one => one.Name == chosen) ? DenoiserCatalog.LoadBuiltIn(chosen) : DenoiserCatalog.Load(chosen);
        if (!teacher.Alphabet.Equals(learner.Alphabet))
            throw CommandException.Usage($"'{chosen}' cannot teach, because its letters are {teacher.Alphabet} and those of the names {learner.Alphabet}");

        var sampler = new SamplerSettings(teacher.IsCausal ? RevealOrders.LeftToRight : RevealOrders.Random, teacher.Timesteps, Temperature: 1);
        var batch = new NameBatch(teacher, own => new Board(teacher.Alphabet, teacher.Slots, sampler, own), seed, withLikelihood: false);
        int count = parse.GetValue(Names), made = 0;
        List<byte> rows = [];
        byte[] row = new byte[learner.Slots];
        using (var notice = new WaitNotice(error, "names of the teacher", count, Tty.ErrorIsTerminal))
        {
            foreach (GeneratedName name in batch.Generate(count))
            {
                if (learner.Alphabet.TryEncode(name.Name, row))
                    rows.AddRange(row);
                notice.Report(++made);
            }
        }
        return rows.Count > 0 ? new TaughtNames(teacher.Fingerprint!, [.. rows])
            : throw CommandException.Failure($"none of the {count:N0} names of '{chosen}' fits {learner.Slots} slots; let it make more, with --taught");
    }
}
