using System.CommandLine;
using System.CommandLine.Parsing;
using Unmask.Model.Text;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary>The options of <c>train</c> and <c>evaluate</c> for their names.</summary>
internal sealed class DataOptions
{
    private const string All = "all";

    private readonly string[] _splits;

    /// <param name="defaultData">The default list, for the help text.</param>
    /// <param name="use">The use of the names, for the help text.</param>
    /// <param name="usual">The default split of a list that is long enough to hold names out.</param>
    /// <param name="others">The other splits to choose from, besides <c>all</c>.</param>
    public DataOptions(string defaultData, string use, Split usual, params Split[] others)
    {
        Usual = usual;
        Data = new("--data")
        {
            Description = $"A UTF-8 file, one word a line or word,count; or a list that comes with the program: {string.Join(", ", Presets.Names)} [default: {defaultData}]",
            HelpName = "F",
        };
        _splits = [Splits.NameOf(usual), .. others.Select(split => Splits.NameOf(split)), All];
        Split = new("--split")
        {
            Description = $"Which of the names are {use}: {string.Join(", ", _splits)} [default: {_splits[0]}; all of a list under {NameSet.LeastToHoldOut:N0} names]",
            HelpName = "S",
            CustomParser = Parse,
            CompletionSources = { OptionParsers.Words(_splits) },
        };
    }

    public Option<string?> Data { get; }

    public Option<string?> Split { get; }

    private Split Usual { get; }

    /// <summary>The chosen list; null if none was given.</summary>
    /// <exception cref="NameFileException">It cannot be read.</exception>
    public NameList? Open(ParseResult parse) => parse.GetValue(Data) is { } data ? Presets.OpenAny(data) : null;

    /// <summary>Reads the names of a list in an alphabet.</summary>
    /// <exception cref="NameFileException">It cannot be used.</exception>
    /// <exception cref="CommandException">None of its names is in the training set.</exception>
    public static NameSet Read(NameList list, Alphabet alphabet, int slots)
    {
        NameSet names = list.Read(alphabet, slots);
        return names.TrainingCount > 0
            ? names
            : throw CommandException.Failure($"{names.Source}: no usable name among its first {NameSet.TrainingLimit} entries, which are trained on");
    }

    /// <summary>The chosen split, or else the usual one; null for the whole training set.</summary>
    public Split? Choose(ParseResult parse, NameSet names) => parse.GetValue(Split) switch
    {
        null => names.HoldsOut ? Usual : null,
        string name => Splits.Find(name),
    };

    private string? Parse(ArgumentResult result) => OptionParsers.OneOf(result, "split", _splits);
}
