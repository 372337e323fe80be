using System.Numerics;
using Raylib_cs;
using Unmask.Model.Sessions;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Crowd;
using Unmask.Toy.Window.Duel;
using Unmask.Toy.Window.Engine;
using Unmask.Toy.Window.Help;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Race;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Train;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window;

/// <summary>The bar at the top, and the current scene under it. Needs no window, so tests can play it.</summary>
internal sealed class Shell
{
    /// <summary>Bytes allocated since the last collection that make another one worthwhile.</summary>
    private const long WorthTidying = 32 << 20;

    /// <summary>The most dropped files to look at.</summary>
    private const int MostDropped = 20;

    private static readonly string[] Titles = Enum.GetNames<SceneKind>();

    private static readonly string[] TabTips =
    [
        .. Enum.GetValues<SceneKind>().Select(scene => $"{WhatFor(scene)} ({Shortcuts.KeysOf(Intent.ShowPlay + (int)scene)})"),
    ];

    private static readonly Control<Shell>[] Table =
    [
        new("theme", Look.Button)
        {
            Place = shell => shell._stage.Layout.ThemeButton,
            Label = shell => shell._stage.Theme == Theme.Dark ? "Light" : "Dark",
            Hint = shell => shell._stage.Theme == Theme.Dark ? "Changes to the light theme" : "Changes to the dark theme",
            Intent = Intent.Theme,
            Act = shell => shell._stage.ToggleTheme(),
        },
        new("motion", Look.Button)
        {
            Place = shell => shell._stage.Layout.MotionButton,
            Label = shell => shell._stage.ReducedMotion ? "Lively" : "Calm",
            Hint = shell => shell._stage.ReducedMotion ? "Lets fog and tiles move again" : "Stops all decorative motion",
            Intent = Intent.Motion,
            Act = shell => shell._stage.ToggleMotion(),
        },
        new("sound", Look.Button)
        {
            Place = shell => shell._stage.Layout.SoundButton,
            Label = shell => shell._stage.Memory.Settings.Sound ? "Mute" : "Unmute",
            Hint = shell => shell._stage.Memory.Settings.Sound ? "Turns the sounds off" : "Turns the sounds on",
            Intent = Intent.Sound,
            Act = shell => shell._stage.ToggleSound(),
        },
        new("?", Look.Button)
        {
            Place = shell => shell._stage.Layout.HelpButton, Hint = _ => "All keys and mouse moves, and the tour", Intent = Intent.Help, Act = shell => shell._help.Toggle(),
        },
    ];

    private readonly Stage _stage;
    private readonly Canvas _canvas;
    private readonly Controls<Shell> _controls;
    private readonly IScene[] _scenes;
    private readonly HelpSheet _help;

    /// <summary>What a scene gets while the sheet of keys is open.</summary>
    private readonly Input _nothing = new();
    private Vector2 _mouse;
    private long _tidied = GC.GetTotalAllocatedBytes();

    public Shell(Stage stage, Canvas canvas)
    {
        (_stage, _canvas, _controls) = (stage, canvas, new Controls<Shell>(this, Table));
        Play = new PlayScene(stage, canvas);
        stage.Table = Play.Table;
        Train = new TrainScene(stage, canvas, Path.Combine(UserFolder.OfUser().Path, "models"));
        _scenes = [Play, new CrowdScene(stage, canvas), Train, new RaceScene(stage, canvas), new DuelScene(stage, canvas), new EngineScene(stage, canvas)];
        stage.Denoisers.Adopt(stage.Denoiser, stage.Weights, stage.Denoiser.Architecture);
        _help = new HelpSheet(stage, canvas, TakeTour);
        stage.Go = Go;
        stage.PlayWith = PlayWith;
    }

    public PlayScene Play { get; }

    private TrainScene Train { get; }

    public SceneKind Current { get; private set; }

    public IScene Scene => _scenes[(int)Current];

    /// <summary>Whether some letters include all that may be shown.</summary>
    public bool AreIn(string letters) =>
        !_stage.Denoiser.Alphabet.Letters.AsSpan().ContainsAnyExcept(letters) && !Scene.Letters.AsSpan().ContainsAnyExcept(letters);

    /// <summary>What a scene is for, in seven words or fewer.</summary>
    private static string WhatFor(SceneKind scene) => scene switch
    {
        SceneKind.Play => "You and the denoiser make a name",
        SceneKind.Crowd => "64 names at once, under your rules",
        SceneKind.Train => "Teach a denoiser, from noise to names",
        SceneKind.Race => "Denoisers finish the same row",
        SceneKind.Duel => "Guess a hidden name, letter by letter",
        _ => "How fast it computes, and why",
    };

    /// <summary>All letters that may be shown.</summary>
    public string Letters => string.Concat(_stage.Denoiser.Alphabet.Letters.Union(Scene.Letters));

    public bool NeedsFrame(double now) => Scene.NeedsFrame(now) || _stage.IsNoticeDue;

    public void Go(SceneKind kind)
    {
        _help.Close();
        if (kind == Current)
            return;
        Scene.Leave();
        Current = kind;
        _stage.Stir();
        Scene.Enter();
        TidyUp();
    }

    /// <summary>
    /// Returns the memory of dropped lists and weights, which the collector would keep for long. Between two scenes a pause is not visible.
    /// </summary>
    private void TidyUp()
    {
        long allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _tidied < WorthTidying)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
        _tidied = allocated;
    }

    public void Update(Input input, double now)
    {
        _stage.Tick(now);
        if (input.Any)
            _stage.Stir();
        _mouse = input.Mouse;
        foreach (KeyPress press in input.Keys)
            Press(press, input);
        if (input.LeftPressed && _stage.Layout.TabAt(_mouse) is >= 0 and int tab)
            Go((SceneKind)tab);
        _controls.Update(input, _stage.Layout.Unit);
        _stage.Tip = _controls.Hint ?? (_stage.Layout.TabAt(_mouse) is >= 0 and int over && over != (int)Current ? TabTips[over] : null);
        if (input.Dropped.Count > 0)
            Take(input.Dropped);
        // The key that closes the sheet is not the scene's.
        bool isCovered = _help.IsOpen;
        if (isCovered)
            _help.Update(input);
        IScene scene = Scene;
        scene.Update(isCovered ? _nothing : input, now);
        // A scene that another one led to does not know yet where the mouse is.
        if (Scene != scene)
            Scene.Update(new Input { Mouse = input.Mouse }, now);
    }

    public void Draw()
    {
        Theme theme = _stage.Theme;
        ShellLayout layout = _stage.Layout;
        _canvas.Text(TextStyle.BodyStrong, "Unmask", layout.Brand.X, layout.Brand.Center.Y, theme.Text);
        for (int i = 0; i < layout.Tabs.Length; i++)
        {
            bool shown = i == (int)Current;
            if (shown || layout.Tabs[i].Contains(_mouse))
                _canvas.Fill(layout.Tabs[i], layout.Pixels(10), shown ? theme.Raised : theme.Surface);
            _canvas.TextCentered(TextStyle.BodyStrong, Titles[i], layout.Tabs[i], shown ? theme.Text : theme.Quiet);
        }
        _controls.Draw(_canvas, theme);
        if (_help.IsOpen)
        {
            _help.Draw();
            return;
        }
        Scene.Draw();
        if (_stage.Notice is { } notice)
            DrawNotice(notice);
        else if (_stage.Tip is { } tip)
            _canvas.TextCentered(TextStyle.Body, tip, Scene.HintPlace, theme.Quiet);
    }

    public void Unload()
    {
        foreach (IScene scene in _scenes)
            scene.Unload();
    }

    /// <summary>Plays dropped weights, or takes dropped words to Train. It uses one file, and says that others are not used.</summary>
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
                string? problem = Play.Table.Open(taken.Path);
                if (problem is null)
                    Go(SceneKind.Play);
                if (problem is not null || others.Length > 0)
                    _stage.Say((problem ?? $"{name} plays.") + others);
                break;
            case DroppedKind.Words:
                Go(SceneKind.Train);
                Train.TakeData(taken.Path);
                _stage.Say($"Start teaches it the words of {name}.{others}");
                break;
            default:
                _stage.Say(taken.Problem + others);
                break;
        }
    }

    /// <summary>Begins the tour, which is in the Play scene.</summary>
    private void TakeTour()
    {
        Go(SceneKind.Play);
        Play.BeginTour();
    }

    private void Press(KeyPress press, Input input)
    {
        if (press.Key == KeyboardKey.Escape && Current != SceneKind.Play && !_help.IsOpen)
        {
            Go(SceneKind.Play);
            return;
        }
        Intent intent = input.Find(Current, press);
        if (intent is >= Intent.ShowPlay and <= Intent.ShowEngine)
            Go(SceneKind.Play + (intent - Intent.ShowPlay));
        else
            _controls.Press(intent);
    }

    private void PlayWith(Session session)
    {
        // A denoiser that is not among the choices yet comes from the Train scene.
        _stage.Denoisers.Adopt(session.Prediction.Denoiser, null, "trained");
        Play.Table.Begin(session);
        Go(SceneKind.Play);
    }

    private void DrawNotice(string notice)
    {
        (Theme theme, ShellLayout layout) = (_stage.Theme, _stage.Layout);
        Box box = layout.Notice(Scene.HintPlace, _canvas.Measure(TextStyle.Body, notice) + layout.Pixels(32));
        _canvas.MarkFill(box, layout.Pixels(10), theme.Text);
        _canvas.TextCentered(TextStyle.Body, notice, box, theme.Ground);
    }
}
