using System.Globalization;

namespace Unmask.Toy.Window.Ui;

/// <summary>The fonts of a window: two for the program's own words, and others for missing letters, glyph by glyph.</summary>
/// <param name="Regular">For running text.</param>
/// <param name="Strong">For letters, titles and emphasis.</param>
/// <param name="Others">For letters missing from both, in the order of trying.</param>
/// <param name="Missing">Letters that none has.</param>
internal sealed record Faces(FontFile Regular, FontFile Strong, IReadOnlyList<FontFile> Others, string Missing)
{
    /// <summary>The most fonts of one style.</summary>
    public const int Most = 8;

    /// <summary>The circle that carries a combining mark that is a letter of its own.</summary>
    public const char Circle = '◌';

    /// <summary>For code, whose columns must stand under each other; the program's own where the system has no such font.</summary>
    public FontFile Mono { get; init; } = Regular;

    public int Count => 1 + Others.Count;

    /// <summary>A font by its index: 0 is the program's own.</summary>
    public FontFile At(bool strong, int place) => place > 0 ? Others[place - 1] : strong ? Strong : Regular;

    /// <summary>The index of the first font that has a character; −1 if none has.</summary>
    public int PlaceOf(bool strong, char c)
    {
        for (int place = 0; place < Count; place++)
        {
            if (At(strong, place).Has(c))
                return place;
        }
        return -1;
    }

    /// <summary>Whether a character is drawn over another: alone it would be hard to see, or invisible.</summary>
    public static bool IsMark(char c) =>
        c > '\u02FF' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>The message about letters that cannot be drawn; null if all can.</summary>
    public string? Complaint => Missing.Length == 0 ? null
        : $"No font here has {string.Join(", ", Missing.Take(3).Select(c => $"U+{(int)c:X4}"))}{(Missing.Length > 3 ? $" and {Missing.Length - 3} more letters" : "")}. Install one that does.";
}
