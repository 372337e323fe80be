using System.CommandLine;
using System.CommandLine.Parsing;
using Unmask.Model.Names;

namespace Unmask.Toy.Commands;

/// <summary>The options of <c>train</c> and <c>evaluate</c> that say which names they work on.</summary>
internal sealed class DataOptions
{
    private const string All = "all";

    private readonly string[] splits;

    /// <param name="use">What becomes of the names, for the help text.</param>
    /// <param name="usual">The split that is used if a list is long enough to hold names out.</param>
    /// <param name="others">The other splits that can be chosen; <c>all</c> always can.</param>
    public DataOptions(string use, Split usual, params Split[] others)
    {
        Usual = usual;
        splits = [Splits.NameOf(usual), .. others.Select(split => Splits.NameOf(split)), All];
        Split = new("--split")
        {
            Description = $"Which of the names are {use}: {string.Join(", ", splits)} [default: {splits[0]}; all of a list under {NameSet.LeastToHoldOut:N0} names]",
            HelpName = "S",
            CustomParser = Parse,
            CompletionSources = { OptionParsers.Words(splits) },
        };
    }

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "A UTF-8 file, one name a line or name,births [default: the built-in U.S. names]",
        HelpName = "F",
    };

    public Option<string?> Split { get; }

    private Split Usual { get; }

    /// <exception cref="NameFileException">The file cannot be used.</exception>
    /// <exception cref="CommandException">None of its names is in the training set.</exception>
    public NameSet Load(ParseResult parse, Alphabet alphabet, int slots)
    {
        if (parse.GetValue(Data) is not { } file)
            return NameSet.LoadBuiltIn(alphabet, slots);
        NameSet names = NameSet.Load(file, alphabet, slots);
        return names.TrainingCount > 0
            ? names
            : throw CommandException.Failure($"{names.Source}: no usable name among its first {NameSet.TrainingLimit} entries, which are trained on");
    }

    /// <summary>The split that was asked for, or else the usual one; null for all of the training set.</summary>
    public Split? Choose(ParseResult parse, NameSet names) => parse.GetValue(Split) switch
    {
        null => names.HoldsOut ? Usual : null,
        string name => Splits.Find(name),
    };

    private string? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        if (splits.Contains(text))
            return text;
        result.AddError($"unknown split '{text}'{OptionParsers.Hint(text, splits)}");
        return null;
    }
}
