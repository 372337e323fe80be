using Raylib_cs;

namespace Unmask.Toy.Window.Keys;

/// <summary>
/// Which letter or digit is printed on a key. raylib names keys by their place on a US keyboard; players read their own keyboard: Z is beside T on a
/// German keyboard, M beside L on a French one, and Dvorak's letters are nearly all elsewhere.
/// </summary>
internal static class PrintedKeys
{
    /// <summary>Other keys on which some layouts print letters, including two that US keyboards lack.</summary>
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
    /// A letter from A to Z or a digit; '\0' if the key has neither. A letter or digit that no key of the layout shows (all letters on a Russian keyboard, the
    /// digits on a French one) is placed as on US keyboards.
    /// </summary>
    /// <param name="key">The key, by its place.</param>
    /// <param name="label">The layout's label of a key; null if unknown.</param>
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
