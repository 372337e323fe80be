using Raylib_cs;

namespace Unmask.Toy.Window.Keys;

/// <summary>
/// Which letter or digit is printed on a key. raylib names keys by their place on a US keyboard; a player reads what his own shows: Z is beside T on a
/// German keyboard, M beside L on a French one, and Dvorak's letters are nearly all elsewhere.
/// </summary>
internal static class PrintedKeys
{
    /// <summary>Keys beside the letters and digits that some layouts print letters on: two that US keyboards lack among them.</summary>
    private static readonly KeyboardKey[] Others =
    [
        KeyboardKey.Apostrophe, KeyboardKey.Comma, KeyboardKey.Minus, KeyboardKey.Period, KeyboardKey.Slash, KeyboardKey.Semicolon, KeyboardKey.Equal,
        KeyboardKey.LeftBracket, KeyboardKey.Backslash, KeyboardKey.RightBracket, KeyboardKey.Grave, (KeyboardKey)161, (KeyboardKey)162,
    ];

    private static readonly KeyboardKey[] Keys =
    [
        .. Enumerable.Range('A', 26).Select(c => (KeyboardKey)c), .. Enumerable.Range('0', 10).Select(c => (KeyboardKey)c), .. Others,
    ];

    /// <summary>
    /// A letter from A to Z or a digit; '\0' if the key has neither. A letter that no key of the layout prints (all of them on a Russian keyboard, the
    /// digits on a French one) is where US keyboards have it.
    /// </summary>
    /// <param name="key">The key, by its place.</param>
    /// <param name="label">What the layout prints on a key, null if that is not known.</param>
    public static char On(KeyboardKey key, Func<KeyboardKey, string?> label)
    {
        if (Array.IndexOf(Keys, key) < 0)
            return '\0';
        if (Simple(label(key)) is var printed and not '\0')
            return printed;
        char place = char.IsAsciiLetterOrDigit((char)key) ? (char)key : '\0';
        foreach (KeyboardKey other in Keys)
        {
            if (place != '\0' && Simple(label(other)) == place)
                return '\0';
        }
        return place;
    }

    private static char Simple(string? label) => label is [var c] && char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '\0';
}
