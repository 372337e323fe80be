using Raylib_cs;

namespace Unmask.Toy.Window.Keys;

/// <summary>The meanings of shortcuts.</summary>
internal enum Intent
{
    None,
    Help,
    ShowPlay,
    ShowCrowd,
    ShowTrain,
    ShowRace,
    ShowDuel,
    ShowEngine,
    Theme,
    Motion,
    FullScreen,
    Sound,
    Undo,
    Redo,
    Again,
    Clear,
    Pattern,
    Like,
    Shelf,
    Copy,
    Paste,
    Gif,
    Png,
    Page,
    Heads,
    Kernels,
    Reset,
    PlayTrained,
    SaveTrained,
    NewDuel,
    DailyDuel,
}

/// <summary>
/// A key combination with an intent, as hints write it and a player presses it: Ctrl+Shift+Z, F8, K. Letters and digits are those printed on the player's
/// keyboard.
/// </summary>
/// <param name="Intent">The intent.</param>
/// <param name="Keys">Its spelling in hints.</param>
/// <param name="Scene">The scene where it works; null if everywhere.</param>
/// <param name="WhenFree">Only while no tile waits for a letter.</param>
internal sealed record Shortcut(Intent Intent, string Keys, SceneKind? Scene = null, bool WhenFree = false)
{
    public bool Control { get; } = Keys.StartsWith("Ctrl+", StringComparison.Ordinal);

    public bool Shift { get; } = Keys.Contains("Shift+", StringComparison.Ordinal);

    /// <summary>The letter or digit; '\0' for a function key.</summary>
    public char Letter { get; } = Name(Keys) is [var letter] ? letter : '\0';

    /// <summary>The function key; none for a letter.</summary>
    public KeyboardKey Function { get; } = Name(Keys) is [_, .. { Length: > 0 } number] ? KeyboardKey.F1 + int.Parse(number) - 1 : KeyboardKey.Null;

    private static string Name(string keys) => keys[(keys.LastIndexOf('+') + 1)..];

    public bool IsAskedFor(KeyPress press, Input input)
    {
        // A function key types nothing, so other held keys do not matter.
        if (Function != KeyboardKey.Null)
            return press.Key == Function;
        return press.Letter == Letter && (Control ? input.Control && (input.Shift || !Shift) : input.IsPlain);
    }
}
