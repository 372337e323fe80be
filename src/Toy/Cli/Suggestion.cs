using Unmask.Model.Text;

namespace Unmask.Toy.Cli;

/// <summary>"Did you mean": the known word nearest to a mistyped one.</summary>
internal static class Suggestion
{
    /// <summary>A question to append to an error message; empty if no word is near.</summary>
    public static string For(string typed, IEnumerable<string> words)
    {
        string? nearest = Nearest(typed, words);
        return nearest is null ? "" : $"; did you mean '{nearest}'?";
    }

    /// <summary>The nearest word that differs from <paramref name="typed"/> in at most a third of its letters, or one letter, or that begins with it; the same word is nearer than a longer one.</summary>
    public static string? Nearest(string typed, IEnumerable<string> words)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string word in words)
        {
            int distance = typed.Length >= 2 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? Math.Min(1, word.Length - typed.Length) : Distance(typed, word);
            if (distance < least && distance <= Math.Max(1, Math.Max(word.Length, typed.Length) / 3))
                (nearest, least) = (word, distance);
        }
        return nearest;
    }

    private static int Distance(string a, string b) =>
        a.Length is 0 or > EditDistance.MaxLetters ? int.MaxValue : new EditDistance(Symbols(a), stackalloc ulong[EditDistance.TableLength]).To(Symbols(b));

    /// <summary>Letters as small numbers for <see cref="EditDistance"/>, regardless of case.</summary>
    private static byte[] Symbols(string word) =>
        [.. word.Select(c => (byte)(char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' : c == '-' ? 26 : 27))];
}
