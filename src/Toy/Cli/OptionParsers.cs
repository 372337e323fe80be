using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Unmask.Model;
using Unmask.Model.Diffusion;

namespace Unmask.Toy.Cli;

/// <summary>Parsers of option values. Their errors say what would be right. Numbers do not depend on the system's culture.</summary>
internal static class OptionParsers
{
    /// <summary>Limits <paramref name="option"/> to a range of whole numbers.</summary>
    public static Option<T> Within<T>(this Option<T> option, T least, T most)
        where T : struct, IBinaryInteger<T>
    {
        option.CustomParser = result => Number(result, least, most);
        return option;
    }

    /// <summary>The same for an optional number.</summary>
    public static Option<T?> Within<T>(this Option<T?> option, T least, T most)
        where T : struct, IBinaryInteger<T>
    {
        option.CustomParser = result => Number(result, least, most);
        return option;
    }

    /// <summary><c>--denoiser</c>.</summary>
    /// <param name="what">What it chooses, for the description.</param>
    /// <param name="usual">Its default; null for none.</param>
    public static Option<string?> NewDenoiser(string what, string? usual) => new("--denoiser", "-d")
    {
        Description = $"{what}: {string.Join(", ", DenoiserCatalog.Names)}",
        HelpName = "D",
        CustomParser = Denoiser,
        CompletionSources = { Words(DenoiserCatalog.Names) },
        DefaultValueFactory = usual is null ? null : _ => usual,
    };

    /// <summary><c>--temperature</c>.</summary>
    /// <param name="description">Its description.</param>
    /// <param name="usual">Its default.</param>
    public static Option<float> NewTemperature(string description, float usual) => new("--temperature")
    {
        Description = description,
        HelpName = "X",
        CustomParser = Temperature,
        DefaultValueFactory = _ => usual,
    };

    private static float Temperature(ArgumentResult result)
    {
        string text = Text(result);
        if (TryTemperature(text, out float value))
            return value;
        result.AddError($"{Name(result)} must be a number from {TemperatureRange}, not '{text}'");
        return 1;
    }

    /// <summary>Temperatures between commas.</summary>
    public static float[] Temperatures(ArgumentResult result)
    {
        string[] texts = Text(result).Split(',');
        float[] values = new float[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (TryTemperature(texts[i], out values[i]))
                continue;
            result.AddError($"{Name(result)} must be numbers from {TemperatureRange} with commas between them; '{texts[i]}' is none");
            return [];
        }
        return values;
    }

    /// <summary>Numbers of steps between commas; none if only the option stands there.</summary>
    public static int[] Steps(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
            return [];
        string[] texts = Text(result).Split(',');
        int[] values = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (int.TryParse(texts[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]) && values[i] is >= 1 and <= SamplerSettings.MaxSteps)
                continue;
            result.AddError($"{Name(result)} must be whole numbers from 1 to {SamplerSettings.MaxSteps} with commas between them; '{texts[i]}' is none");
            return [];
        }
        return values;
    }

    /// <summary>A reveal order's name, or slots between commas.</summary>
    public static ChosenOrder? Order(ArgumentResult result)
    {
        string text = Text(result);
        if (ChosenOrder.Names.Contains(text) && RevealOrders.TryFind(text, out IRevealOrder? order))
            return new ChosenOrder(order, default);
        if (!(text.Length > 0 && char.IsAsciiDigit(text[0])))
            result.AddError($"unknown reveal order '{text}'{Hint(text, ChosenOrder.Names)}");
        else if (SlotSequence.TryParse(text, out SlotSequence sequence, out string? problem))
            return new ChosenOrder(RevealOrders.Own, sequence);
        else
            result.AddError($"{Name(result)}: {problem}");
        return null;
    }

    public static IRemasking? Remasking(ArgumentResult result)
    {
        string text = Text(result);
        if (Remaskings.TryFind(text, out IRemasking? remasking))
            return remasking;
        result.AddError($"unknown remasking '{text}'{Hint(text, [.. Remaskings.All.Select(r => r.Name)])}");
        return null;
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static float Between(ArgumentResult result, float least, float most)
    {
        string text = Text(result);
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value >= least && value <= most)
            return value;
        result.AddError($"{Name(result)} must be a number from {least} to {most}, not '{text}'");
        return least;
    }

    public static string? Denoiser(ArgumentResult result) => OneOf(result, "denoiser", DenoiserCatalog.Names);

    /// <summary>Reads one of some words; the error lists them.</summary>
    /// <param name="result">The argument on the command line.</param>
    /// <param name="what">The kind of word, for the error.</param>
    /// <param name="words">The words.</param>
    public static string? OneOf(ArgumentResult result, string what, IEnumerable<string> words)
    {
        string text = Text(result);
        string[] names = [.. words];
        if (names.Contains(text))
            return text;
        result.AddError($"unknown {what} '{text}'{Hint(text, names)}");
        return null;
    }

    /// <summary>Reads a value of an enumeration by its name, in any case. Numbers are refused.</summary>
    public static T? OneOf<T>(ArgumentResult result, string what)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        string text = Text(result);
        foreach (T value in values)
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        OneOf(result, what, values.Select(value => value.ToString().ToLowerInvariant()));
        return null;
    }

    /// <summary>The words of an option, for completions; evaluated only on request.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> Words(IEnumerable<string> words) => _ => words.Select(word => new CompletionItem(word));

    /// <summary>The end of an error about an unknown word: the nearest known word, or all of them.</summary>
    public static string Hint(string text, string[] names) =>
        Suggestion.For(text, names) is { Length: > 0 } near ? near : $"; use {string.Join(", ", names)}";

    private static T Number<T>(ArgumentResult result, T least, T most)
        where T : struct, IBinaryInteger<T>
    {
        string text = Text(result);
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
            return value;
        result.AddError($"{Name(result)} must be a whole number from {least} to {most}, not '{text}'");
        return least;
    }

    private static string TemperatureRange =>
        $"{SamplerSettings.MinTemperature} to {SamplerSettings.MaxTemperature}";

    private static bool TryTemperature(string text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && value is >= SamplerSettings.MinTemperature and <= SamplerSettings.MaxTemperature;

    private static string Text(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    private static string Name(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
