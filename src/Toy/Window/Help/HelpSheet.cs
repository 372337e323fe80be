using Raylib_cs;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Help;

/// <summary>A sheet of all keys and mouse moves, in place of the scene. The tour is behind one of its buttons.</summary>
/// <param name="stage">The state that scenes share.</param>
/// <param name="canvas">The target.</param>
/// <param name="tour">Begins the tour.</param>
internal sealed class HelpSheet(Stage stage, Canvas canvas, Action tour)
{
    public const string Title = "Keys and mouse";

    private static readonly Control<HelpSheet>[] Table =
    [
        new("Close", Look.Button) { Place = sheet => sheet.Layout.CloseButton, Act = sheet => sheet.Close() },
        new("Take the tour", Look.Primary) { Place = sheet => sheet.Layout.TourButton, Act = sheet => sheet.TakeTour() },
    ];

    /// <summary>Its lines; one without keys is a heading.</summary>
    public static (string Keys, string What)[][] Columns { get; } =
    [
        [
            ("", "The row"),
            ("click a foggy tile", "the denoiser reveals it"),
            ("a letter; .", "forces it; ends the name there"),
            ($"{Keys(Intent.Pattern)}, *", "a pattern: ma*, *beth, [^z]*"),
            ("right click, Backspace", "back into the fog"),
            ("click a candidate", "forces it; or a cell of the X-ray"),
            ("Shift+click on some", "allows only these"),
            ("Alt+click, middle click", "forbids it"),
            ("click over an X-ray column", "forbids that letter everywhere"),
            ("Space", "one step"),
            ("Enter", "the rest; then another name"),
            ("Shift+Space", "reveals the picked tile"),
            ("arrows, Home, End", "pick a tile and a candidate"),
            ("Tab", "picks a control; arrows turn it"),
            ("< >  + −  ( )", "pace, temperature, strength"),
            (Keys(Intent.Heads), "threads: by letters, or a head"),
            ("wheel, Page Up and Down", "back and forth in time"),
            ("Esc", "no tile: letters need no Ctrl"),
        ],
        [
            ("", "The name"),
            (Keys(Intent.Undo, Intent.Redo), "take back, do again"),
            (Keys(Intent.Again), "again, from fresh fog"),
            (Keys(Intent.Clear), "an empty row"),
            (Keys(Intent.Like, Intent.Shelf), "keep it; the shelf: Enter, Delete"),
            (Keys(Intent.Copy, Intent.Paste), "copy its code, paste one"),
            (Keys(Intent.Page, Intent.Gif, Intent.Png), "save a page, a film, a card"),
            ("", "Everywhere"),
            ($"{Keys(Intent.ShowPlay)}, Esc", "Play; Ctrl+1 to 6: any scene"),
            (Keys(Intent.ShowCrowd, Intent.ShowTrain, Intent.ShowRace), "Crowd, Train, Race"),
            (Keys(Intent.ShowDuel, Intent.ShowEngine), "Duel, Engine"),
            (Keys(Intent.Theme, Intent.Motion, Intent.FullScreen), "theme, calm, full screen"),
            (Keys(Intent.Sound, Intent.Help), "sound, this sheet"),
            ($"{Keys(Intent.Kernels)}; Tab", "Crowd: who; Engine: rows"),
            ($"Space, {Keys(Intent.PlayTrained, Intent.SaveTrained, Intent.Reset)}", "Train: go, play, save, forget"),
            ("1 to 4", "Race: take a name home"),
            ($"Enter, {Keys(Intent.DailyDuel, Intent.NewDuel)}", "Duel: guess it, daily, another"),
            ("drop a file", "words to Train, weights to Play"),
        ],
    ];

    public HelpLayout Layout => field?.Shell == stage.Layout ? field : field = new HelpLayout(stage.Layout);

    public bool IsOpen { get; private set; }

    private Controls<HelpSheet> Controls => field ??= new(this, Table);

    public void Toggle() => IsOpen = !IsOpen;

    public void Close() => IsOpen = false;

    public void Update(Input input)
    {
        foreach (KeyPress press in input.Keys)
        {
            if (press.Key == KeyboardKey.Escape)
                Close();
            else if (press.Key is KeyboardKey.Enter or KeyboardKey.KpEnter)
                TakeTour();
        }
        Controls.Update(input, stage.Layout.Unit);
    }

    public void Draw()
    {
        Theme theme = stage.Theme;
        canvas.Fill(Layout.Card, stage.Layout.Pixels(12), theme.Surface);
        canvas.Text(TextStyle.Title, Title, Layout.Title.X, Layout.Title.Center.Y, theme.Text);
        for (int column = 0; column < Columns.Length; column++)
        {
            for (int line = 0; line < Columns[column].Length; line++)
            {
                (string keys, string what) = Columns[column][line];
                Box left = Layout.Keys(column, line), right = Layout.What(column, line);
                if (keys.Length == 0)
                    canvas.Text(TextStyle.BodyStrong, what, left.X, left.Center.Y, theme.Text);
                canvas.Text(TextStyle.HintStrong, keys, left.X, left.Center.Y, theme.Text);
                if (keys.Length > 0)
                    canvas.Text(TextStyle.Hint, what, right.X, right.Center.Y, theme.Quiet);
            }
        }
        Controls.Draw(canvas, theme);
    }

    private static string Keys(params ReadOnlySpan<Intent> intents)
    {
        string[] keys = new string[intents.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = Shortcuts.KeysOf(intents[i]);
        return string.Join(", ", keys);
    }

    private void TakeTour()
    {
        Close();
        tour();
    }
}
