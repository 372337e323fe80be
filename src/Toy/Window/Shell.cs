using System.Numerics;
using Raylib_cs;
using Unmask.Model.Sessions;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Crowd;
using Unmask.Toy.Window.Duel;
using Unmask.Toy.Window.Engine;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Race;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Train;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window;

/// <summary>The bar at the top, and which scene is shown under it. Knows nothing of windows, so tests play it without one.</summary>
internal sealed class Shell
{
    /// <summary>Bytes that have been allocated since memory was last tidied up.</summary>
    private const long WorthTidying = 32 << 20;

    /// <summary>Files that are looked at when more are dropped at once.</summary>
    private const int MostDropped = 20;

    private static readonly string[] Titles = Enum.GetNames<SceneKind>();

    private readonly Stage stage;
    private readonly Canvas canvas;
    private readonly IScene[] scenes;
    private Vector2 mouse;
    private long tidied = GC.GetTotalAllocatedBytes();

    public Shell(Stage stage, Canvas canvas)
    {
        (this.stage, this.canvas) = (stage, canvas);
        Play = new PlayScene(stage);
        Train = new TrainScene(stage, Path.Combine(UserFolder.OfUser().Path, "models"));
        scenes =
        [
            Play,
            new CrowdScene(stage),
            Train,
            new RaceScene(stage),
            new DuelScene(stage),
            new EngineScene(stage),
        ];
        foreach (IScene scene in scenes)
            scene.Init(canvas);
        stage.Denoisers.Adopt(stage.Denoiser, stage.Weights, stage.Denoiser.Architecture);
        stage.Go = Go;
        stage.PlayWith = PlayWith;
    }

    public PlayScene Play { get; }

    private TrainScene Train { get; }

    public SceneKind Current { get; private set; }

    public IScene Scene => scenes[(int)Current];

    /// <summary>Whether all letters that may be shown are among some.</summary>
    public bool AreIn(string letters) =>
        !stage.Denoiser.Alphabet.Letters.AsSpan().ContainsAnyExcept(letters) && !Scene.Letters.AsSpan().ContainsAnyExcept(letters);

    /// <summary>All letters that may be shown.</summary>
    public string Letters => string.Concat(stage.Denoiser.Alphabet.Letters.Union(Scene.Letters));

    public bool NeedsFrame(double now) => Scene.NeedsFrame(now) || stage.IsNoticeDue;

    public void Go(SceneKind kind)
    {
        if (kind == Current)
            return;
        Scene.Leave();
        Current = kind;
        stage.Stir();
        Scene.Enter();
        TidyUp();
    }

    /// <summary>
    /// Lists and weights are large, and the collector by itself is in no hurry to give their memory back. Between two scenes nothing moves that could halt.
    /// </summary>
    private void TidyUp()
    {
        long allocated = GC.GetTotalAllocatedBytes();
        if (allocated - tidied < WorthTidying)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
        tidied = allocated;
    }

    public void Update(Input input, double now)
    {
        stage.Tick(now);
        if (input.Any)
            stage.Stir();
        mouse = input.Mouse;
        foreach (KeyPress press in input.Keys)
            Press(press, input);
        if (input.LeftPressed && stage.Layout.TabAt(mouse) is >= 0 and int tab)
            Go((SceneKind)tab);
        if (input.LeftPressed && stage.Layout.ThemeButton.Contains(mouse))
            stage.ToggleTheme();
        if (input.LeftPressed && stage.Layout.SoundButton.Contains(mouse))
            stage.ToggleSound();
        if (input.LeftPressed && stage.Layout.HelpButton.Contains(mouse))
            Help();
        if (input.Dropped.Count > 0)
            Take(input.Dropped);
        Scene.Update(input, now);
    }

    public void Draw()
    {
        Theme theme = stage.Theme;
        ShellLayout layout = stage.Layout;
        canvas.Text(TextStyle.BodyStrong, "Unmask", layout.Brand.X, layout.Brand.Center.Y, theme.Text);
        for (int i = 0; i < layout.Tabs.Length; i++)
        {
            bool shown = i == (int)Current;
            if (shown || layout.Tabs[i].Contains(mouse))
                canvas.Fill(layout.Tabs[i], layout.Pixels(10), shown ? theme.Raised : theme.Surface);
            canvas.TextCentered(TextStyle.BodyStrong, Titles[i], layout.Tabs[i], shown ? theme.Text : theme.Quiet);
        }
        Button.Draw(canvas, theme, layout.ThemeButton, theme.Name == "dark" ? "Light" : "Dark", new WidgetState(layout.ThemeButton.Contains(mouse), false));
        Button.Draw(canvas, theme, layout.SoundButton, stage.Memory.Settings.Sound ? "Sound" : "Quiet", new WidgetState(layout.SoundButton.Contains(mouse), false));
        Button.Draw(canvas, theme, layout.HelpButton, "?", new WidgetState(layout.HelpButton.Contains(mouse), false));
        Scene.Draw();
        if (stage.Notice is { } notice)
            DrawNotice(notice);
    }

    public void Unload()
    {
        foreach (IScene scene in scenes)
            scene.Unload();
    }

    /// <summary>Weights that somebody brings are there to be played with, words to be learned. One thing at a time; of others it is said that they are not used.</summary>
    private void Take(IReadOnlyList<string> paths)
    {
        DroppedFile[] files = [.. paths.Take(MostDropped).Select(DroppedFile.Look)];
        int at = Math.Max(0, Array.FindIndex(files, file => file.Kind != DroppedKind.Nothing));
        DroppedFile taken = files[at];
        string name = Path.GetFileName(taken.Path);
        string others = paths.Count switch
        {
            1 => "",
            2 => $" Not used: {Path.GetFileName(paths[1 - at].TrimEnd('/', '\\'))}.",
            _ => $" Not used: the other {paths.Count - 1}.",
        };
        switch (taken.Kind)
        {
            case DroppedKind.Weights:
                string? problem = Play.Open(taken.Path);
                if (problem is not null || others.Length > 0)
                    stage.Say((problem ?? $"{name} plays.") + others);
                break;
            case DroppedKind.Words:
                Go(SceneKind.Train);
                Train.TakeData(taken.Path);
                stage.Say($"Start teaches it the words of {name}.{others}");
                break;
            default:
                stage.Say(taken.Problem + others);
                break;
        }
    }

    /// <summary>The tour is of the Play scene.</summary>
    private void Help()
    {
        Go(SceneKind.Play);
        Play.ToggleTour();
    }

    private void Press(KeyPress press, Input input)
    {
        if (press.Key == KeyboardKey.Escape && Current != SceneKind.Play)
        {
            Go(SceneKind.Play);
            return;
        }
        switch (input.Find(Current, press))
        {
            case Intent.Tour:
                Help();
                break;
            case >= Intent.ShowPlay and <= Intent.ShowEngine and var show:
                Go(SceneKind.Play + (show - Intent.ShowPlay));
                break;
            case Intent.Theme:
                stage.ToggleTheme();
                break;
            case Intent.Sound:
                stage.ToggleSound();
                break;
        }
    }

    private void PlayWith(Session session)
    {
        // What is none of the program's, nor a file's, comes from the Train scene.
        stage.Denoisers.Adopt(session.Prediction.Denoiser, null, "trained");
        Play.Begin(session);
        Go(SceneKind.Play);
    }

    private void DrawNotice(string notice)
    {
        (Theme theme, ShellLayout layout) = (stage.Theme, stage.Layout);
        float width = canvas.Measure(TextStyle.Body, notice) + layout.Pixels(32);
        Box box = layout.Toast.Scaled(Math.Min(1, width / layout.Toast.Width), 1);
        canvas.MarkFill(box, layout.Pixels(10), theme.Text);
        canvas.TextCentered(TextStyle.Body, notice, box, theme.Ground);
    }
}
