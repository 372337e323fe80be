using System.Globalization;
using System.Text;

namespace Unmask.Model.Names;

/// <summary>
/// Puts letters and the marks behind them together where Unicode has one character for both (normalisation form C, without Hangul): the
/// program runs without the system's Unicode library, which would know how.
/// </summary>
internal static class Compositions
{
    private const string Resource = "compositions.txt";

    private static readonly Lazy<Dictionary<(char Base, char Mark), char>> Pairs = new(Load);

    /// <summary>Whether there is a mark in the text that might belong to a letter.</summary>
    public static bool HasMarks(string text) => text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF') && text.Any(IsMark);

    /// <summary>The text with letters and marks composed.</summary>
    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (composed.Length > 0 && IsMark(c) && Pairs.Value.TryGetValue((composed[^1], c), out char letter))
                composed[^1] = letter;
            else
                composed.Append(c);
        }
        return composed.ToString();
    }

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static Dictionary<(char Base, char Mark), char> Load()
    {
        using Stream stream = typeof(Compositions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        Dictionary<(char Base, char Mark), char> pairs = [];
        while (reader.ReadLine() is { } line)
        {
            char[] characters = [.. line.Split(' ').Select(code => (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            pairs[(characters[1], characters[2])] = characters[0];
        }
        return pairs;
    }
}
