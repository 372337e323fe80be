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

    private static readonly string[] BuiltIn = [.. DenoiserCatalog.BuiltIn.Select(one => one.Name)];

    public Option<string?> Teacher { get; } = new("--teacher")
    {
        Description = $"One name in {TaughtNames.OneIn} is made by another denoiser: {string.Join(", ", BuiltIn)}, or a .safetensors file",
        HelpName = "D",
        // A word that could be no file is a name that is misspelt.
        CustomParser = result => result.Tokens is [{ Value: var file }] && (file.Contains('.') || File.Exists(file)) ? file : OptionParsers.OneOf(result, "teacher", BuiltIn),
        CompletionSources = { OptionParsers.Words(BuiltIn) },
    };

    public Option<int> Names { get; } = new Option<int>("--taught")
    {
        Description = "How many names the teacher makes, before the first step",
        HelpName = "N",
        DefaultValueFactory = _ => UsualNames,
    }.Within(1, MostNames);

    /// <summary>The teacher's file, which must stay; null if it comes with the program, or there is none.</summary>
    public string? FileOf(ParseResult parse) => parse.GetValue(Teacher) is { } chosen && !BuiltIn.Contains(chosen) ? chosen : null;

    /// <summary>
    /// The names that the teacher makes, as a game in random order does, one slot at a time, at temperature 1; longer ones than the learner's row are left
    /// out. Null without a teacher.
    /// </summary>
    /// <param name="parse">The command line.</param>
    /// <param name="learner">Gives slots and alphabet.</param>
    /// <param name="seed">Of the names.</param>
    /// <param name="error">Told of progress.</param>
    /// <exception cref="CommandException">The teacher does not know the learner's letters; later, that no name fits.</exception>
    public TaughtNames? Choose(ParseResult parse, ITrainableDenoiser learner, ulong seed, TextWriter error)
    {
        if (parse.GetValue(Teacher) is not { } chosen)
            return null;
        IDenoiser teacher = FileOf(parse) is { } file ? DenoiserCatalog.Load(file) : DenoiserCatalog.LoadBuiltIn(chosen);
        if (!teacher.Alphabet.Equals(learner.Alphabet))
            throw CommandException.Usage($"'{chosen}' cannot teach, because its letters are {teacher.Alphabet} and those of the names {learner.Alphabet}");
        int count = parse.GetValue(Names);
        return new TaughtNames(teacher.Fingerprint!, count, () =>
        {
            byte[] rows = Make(teacher, learner, count, seed, error);
            return rows.Length > 0 ? rows : throw CommandException.Failure($"none of the {count:N0} names of '{chosen}' fits {learner.Slots} slots; let it make more, with --taught");
        });
    }

    private static byte[] Make(IDenoiser teacher, ITrainableDenoiser learner, int count, ulong seed, TextWriter error)
    {
        var sampler = new SamplerSettings(teacher.IsCausal ? RevealOrders.LeftToRight : RevealOrders.Random, teacher.Timesteps, Temperature: 1);
        var batch = new NameBatch(teacher, own => new Board(teacher.Alphabet, teacher.Slots, sampler, own), seed, withLikelihood: false);
        List<byte> rows = [];
        byte[] row = new byte[learner.Slots];
        using var notice = new WaitNotice(error, "names of the teacher", count, Tty.ErrorIsTerminal);
        foreach ((int index, GeneratedName name) in batch.Generate(count).Index())
        {
            if (learner.Alphabet.TryEncode(name.Name, row))
                rows.AddRange(row);
            notice.Report(index + 1);
        }
        return [.. rows];
    }
}
