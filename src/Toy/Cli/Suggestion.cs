using Unmask.Model.Text;

namespace Unmask.Toy.Cli;

/// <summary>"Did you mean": the known word that a mistyped one comes nearest to.</summary>
internal static class Suggestion
{
    /// <summary>A question to append to an error message, or nothing if no word is near.</summary>
    public static string For(string typed, IEnumerable<string> words)
    {
        string? nearest = Nearest(typed, words);
        return nearest is null ? "" : $"; did you mean '{nearest}'?";
    }

    /// <summary>The nearest word that a third of the letters, and at least one, tell from <paramref name="typed"/>; or one that it begins.</summary>
    public static string? Nearest(string typed, IEnumerable<string> words)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string word in words)
        {
            int distance = typed.Length >= 2 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(typed, word);
            if (distance < least && distance <= Math.Max(1, Math.Max(word.Length, typed.Length) / 3))
                (nearest, least) = (word, distance);
        }
        return nearest;
    }

    private static int Distance(string a, string b) =>
        a.Length is 0 or > EditDistance.MaxLetters ? int.MaxValue : new EditDistance(Symbols(a), stackalloc ulong[EditDistance.TableLength]).To(Symbols(b));

    /// <summary>Letters as an edit distance wants them: small numbers, whatever their case.</summary>
    private static byte[] Symbols(string word) =>
        [.. word.Select(c => (byte)(char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' : c == '-' ? 26 : 27))];
}
