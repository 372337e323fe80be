using System.Globalization;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Train;
using Unmask.Toy.Window.Ui;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>Shortcuts on real keyboards of several countries: the letter that is printed on a key decides.</summary>
public sealed class KeyboardTests : IDisposable
{
    /// <summary>Where US keyboards have their letters and digits, by the numbers that X has for keys.</summary>
    private const string Row1 = "1234567890", Row2 = "QWERTYUIOP", Row3 = "ASDFGHJKL", Row4 = "ZXCVBNM";

    private const string AltGr = "108";

    private readonly string _home = Directory.CreateTempSubdirectory("unmask-keys-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("us -variant dvorak")]
    [InlineData("ru")]
    [InlineData("gr,us")]
    public void Every_shortcut_of_every_scene_hangs_on_the_letter_that_is_printed(string layout)
    {
        bool isLatin = layout is not ("ru" or "gr,us");
        using LiveWindow window = LiveWindow.OpenAtHome(_home);
        window.UseKeyboard(layout);
        foreach (Shortcut shortcut in Shortcuts.All)
        {
            SceneKind scene = shortcut.Scene ?? SceneKind.Race;
            if (window.SceneField("name") != scene.ToString())
            {
                window.Press(scene == SceneKind.Play ? "F7" : $"F{(int)scene + 1}");
                window.Until($"{scene} for {shortcut.Keys}", () => window.SceneField("name") == scene.ToString());
            }
            if (shortcut.WhenFree)
                window.Press("Escape");
            int before = Commands(window);
            window.Press(Pressed(shortcut, isLatin));
            window.Until($"{shortcut.Keys} for {shortcut.Intent} under {layout}", () => Commands(window) > before);
            Assert.Equal((layout, shortcut.Keys, shortcut.Intent.ToString()), (layout, shortcut.Keys, window.SceneField("found")));
            if (shortcut.Intent == Intent.FullScreen)
                window.Press("F11");
        }
    }

    [Theory]
    [InlineData("de", "ctrl+z", "ctrl+y")]
    [InlineData("fr", "ctrl+z", "ctrl+y")]
    [InlineData("us -variant dvorak", "ctrl+z", "ctrl+shift+z")]
    [InlineData("us,ru", "ctrl+z", "ctrl+y")]
    [InlineData("ru", "ctrl+52", "ctrl+29")]
    public void Undo_and_redo_do_what_they_say(string layout, string undo, string redo)
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.UseKeyboard(layout);
        window.Press("space");
        window.Until("a step", () => window.Origins.Contains('r'));
        string row = window.Row;
        window.Press(undo);
        window.Until("the row before", () => window.Row == "ma__________");
        window.Press(redo);
        window.Until("the row again", () => window.Row == row);
    }

    [Fact]
    public void AltGr_types_and_asks_for_nothing()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.UseKeyboard("de");
        window.Press("Right");
        window.Hold(AltGr);
        window.Press("24");
        window.Until("@ is typed", () => window.Field("message") == "'@' is no letter of this alphabet.");
        window.Press("27", "46", "54", "55");
        window.Hold("ctrl");
        window.Press("29", "27", "46");
        window.LetGo("ctrl");
        window.LetGo(AltGr);
        window.Press("n");
        window.Until("a letter", () => window.Row.Contains('n'));
        Assert.Equal(0, Commands(window));
        Assert.Equal("Play", window.SceneField("name"));
    }

    [Fact]
    public void Every_click_of_the_wheel_counts()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("l", "u", "x");
        window.Until("three letters", () => window.Row == "lux_________");
        Box past = window.Layout.Timeline with { Width = 2 };
        window.Turn(past, 4, 4, 4);
        window.Until("three moments back", () => window.Row == "____________");
        window.Turn(past, 5, 5, 5, 4);
        window.Until("three forward and one back", () => window.Row == "lu__________");
        window.Turn(past, 5, 4, 5);
        window.Until("one forward", () => window.Row == "lux_________");
    }

    [Fact]
    public void Reset_asks_before_it_forgets_what_was_learned()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home, ["--scene=Train"]);
        window.Until("the scene", () => window.SceneField("name") == "Train");
        var layout = new TrainLayout(window.Shell);
        window.Press("space");
        window.Until("steps", () => int.Parse(window.SceneField("step"), CultureInfo.InvariantCulture) > 0);
        window.Press("space");
        window.Until("a pause", () => window.SceneField("running") == "False");
        window.Until("a checkpoint", () => Checkpoints == 1);
        window.Press("r");
        Thread.Sleep(300);
        Assert.Equal(1, Checkpoints);
        window.Press("ctrl+r");
        window.Until("a question", () => window.SceneField("asks") == "True");
        window.Keep("asked");
        window.Press("Right");
        window.Until("no question", () => window.SceneField("asks") == "False");
        window.Press("Left");
        window.Click(layout.ResetButton);
        window.Until("the kept steps", () => window.SceneField("kept") != "0" || window.SceneField("asks") == "True");
        if (window.SceneField("asks") == "False")
            window.Click(layout.ResetButton);
        window.Until("another question", () => window.SceneField("asks") == "True");
        Assert.Equal(1, Checkpoints);
        Thread.Sleep(700);
        window.Click(layout.ResetButton);
        window.Until("nothing kept", () => Checkpoints == 0);
        Assert.Empty(window.Said);
    }

    [Fact]
    public void A_window_of_any_size_goes_on_in_every_scene()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        foreach (SceneKind scene in Enum.GetValues<SceneKind>())
        {
            window.Chord(scene == SceneKind.Play ? "F7" : $"F{(int)scene + 1}");
            window.Until(scene.ToString(), () => window.SceneField("name") == scene.ToString());
            foreach ((int width, int height) in ((int, int)[])[(1200, 80), (1, 1), (60, 700), (320, 240), (700, 450)])
            {
                window.Resize(width, height);
                window.Chord("Tab", "Down", "Page_Down");
            }
            window.Keep(scene.ToString());
            window.Resize(1280, 720);
            Assert.True(window.IsAlive, $"{scene} did not survive: {string.Join('\n', window.Said)}");
        }
        window.Chord("F7");
        window.Until("home", () => window.SceneField("name") == "Play" && window.SceneField("size") == "1280x720");
        Assert.Empty(window.Said);
    }

    private int Checkpoints => Directory.Exists(Path.Combine(_home, "models")) ? Directory.GetFiles(Path.Combine(_home, "models"), "*.checkpoint").Length : 0;

    private static int Commands(LiveWindow window) => int.Parse(window.SceneField("commands"), CultureInfo.InvariantCulture);

    private static string Pressed(Shortcut shortcut, bool isLatin)
    {
        string modifiers = (shortcut.Control ? "ctrl+" : "") + (shortcut.Shift ? "shift+" : "");
        if (shortcut.Letter == '\0')
            return shortcut.Keys;
        // Digits need Shift on a French keyboard, so they are pressed where they are.
        bool isByPlace = !isLatin || char.IsAsciiDigit(shortcut.Letter);
        return modifiers + (isByPlace ? Place(shortcut.Letter).ToString(CultureInfo.InvariantCulture) : char.ToLowerInvariant(shortcut.Letter).ToString());
    }

    private static int Place(char letter)
    {
        foreach ((string row, int first) in ((string, int)[])[(Row1, 10), (Row2, 24), (Row3, 38), (Row4, 52)])
        {
            if (row.IndexOf(letter) is >= 0 and int at)
                return first + at;
        }
        throw new ArgumentException($"no key {letter}");
    }
}
