namespace Unmask.Toy.Window.Keys;

/// <summary>Every shortcut with a letter, a digit or a function key. Scenes, hints and tests take them from here.</summary>
internal static class Shortcuts
{
    /// <summary>Of two shortcuts with the same letter, the one with more modifiers comes first.</summary>
    public static IReadOnlyList<Shortcut> All { get; } =
    [
        new(Intent.Help, "F1"),
        new(Intent.ShowCrowd, "F2"),
        new(Intent.ShowTrain, "F3"),
        new(Intent.ShowRace, "F4"),
        new(Intent.ShowDuel, "F5"),
        new(Intent.ShowEngine, "F6"),
        new(Intent.ShowPlay, "F7"),
        new(Intent.Theme, "F8"),
        new(Intent.Motion, "F9"),
        new(Intent.FullScreen, "F11"),
        new(Intent.ShowPlay, "Ctrl+1"),
        new(Intent.ShowCrowd, "Ctrl+2"),
        new(Intent.ShowTrain, "Ctrl+3"),
        new(Intent.ShowRace, "Ctrl+4"),
        new(Intent.ShowDuel, "Ctrl+5"),
        new(Intent.ShowEngine, "Ctrl+6"),
        new(Intent.Sound, "Ctrl+M"),

        new(Intent.Redo, "Ctrl+Shift+Z", SceneKind.Play),
        new(Intent.Undo, "Ctrl+Z", SceneKind.Play),
        new(Intent.Redo, "Ctrl+Y", SceneKind.Play),
        new(Intent.Again, "Ctrl+R", SceneKind.Play),
        new(Intent.Clear, "Ctrl+K", SceneKind.Play),
        new(Intent.Pattern, "Ctrl+F", SceneKind.Play),
        new(Intent.Like, "Ctrl+L", SceneKind.Play),
        new(Intent.Shelf, "Ctrl+T", SceneKind.Play),
        new(Intent.Copy, "Ctrl+C", SceneKind.Play),
        new(Intent.Paste, "Ctrl+V", SceneKind.Play),
        new(Intent.Gif, "Ctrl+G", SceneKind.Play),
        new(Intent.Png, "Ctrl+P", SceneKind.Play),
        new(Intent.Page, "Ctrl+H", SceneKind.Play),
        new(Intent.Heads, "Ctrl+W", SceneKind.Play),
        new(Intent.Again, "R", SceneKind.Play, WhenFree: true),
        new(Intent.Clear, "K", SceneKind.Play, WhenFree: true),
        new(Intent.Pattern, "F", SceneKind.Play, WhenFree: true),
        new(Intent.Like, "L", SceneKind.Play, WhenFree: true),
        new(Intent.Shelf, "T", SceneKind.Play, WhenFree: true),
        new(Intent.Copy, "C", SceneKind.Play, WhenFree: true),
        new(Intent.Paste, "V", SceneKind.Play, WhenFree: true),
        new(Intent.Gif, "G", SceneKind.Play, WhenFree: true),
        new(Intent.Png, "P", SceneKind.Play, WhenFree: true),
        new(Intent.Page, "H", SceneKind.Play, WhenFree: true),
        new(Intent.Heads, "W", SceneKind.Play, WhenFree: true),
        new(Intent.Sound, "M", SceneKind.Play, WhenFree: true),

        new(Intent.Kernels, "K", SceneKind.Crowd),
        new(Intent.Reset, "Ctrl+R", SceneKind.Train),
        new(Intent.PlayTrained, "P", SceneKind.Train),
        new(Intent.SaveTrained, "S", SceneKind.Train),
        new(Intent.NewDuel, "Ctrl+R", SceneKind.Duel),
        new(Intent.DailyDuel, "Ctrl+D", SceneKind.Duel),
        new(Intent.Copy, "Ctrl+C", SceneKind.Duel),
    ];

    /// <summary>The intent of a key in a scene. Shortcuts for when no tile waits are left out: they are typed characters.</summary>
    public static Intent Find(SceneKind scene, KeyPress press, Input input)
    {
        foreach (Shortcut shortcut in All)
        {
            if (!shortcut.WhenFree && (shortcut.Scene ?? scene) == scene && shortcut.IsAskedFor(press, input))
                return shortcut.Intent;
        }
        return Intent.None;
    }

    /// <summary>The intent of a typed letter while no tile waits for one.</summary>
    public static Intent FindFree(SceneKind scene, char letter)
    {
        foreach (Shortcut shortcut in All)
        {
            if (shortcut.WhenFree && shortcut.Scene == scene && shortcut.Letter == letter)
                return shortcut.Intent;
        }
        return Intent.None;
    }

    /// <summary>How hints write the first shortcut of an intent.</summary>
    public static string KeysOf(Intent intent) => All.First(shortcut => shortcut.Intent == intent && !shortcut.Shift).Keys;
}
