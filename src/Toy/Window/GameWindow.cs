using System.Numerics;
using Raylib_cs;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Sound;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window;

/// <summary>The game's window, from opening to closing.</summary>
internal static class GameWindow
{
    /// <summary>In seconds. The longest time between frames even without changes, for systems that lose a covered window's content.</summary>
    private const double Heartbeat = 2;

    /// <summary>How long a window without changes sleeps before it looks for input, and one without input for a while.</summary>
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(8), LongNap = TimeSpan.FromMilliseconds(25);

    /// <summary>Opens the window and plays until it is closed.</summary>
    /// <returns>False, with the reason in one line, if no window can be opened.</returns>
    public static bool TryRun(WindowOptions options, out string? problem)
    {
        if (FontSearch.Find(options.Denoiser.Alphabet.Letters) is not { } faces)
        {
            problem = "no window: no font on this system can be drawn with";
            return false;
        }
        try
        {
            if (!TryOpen(options, out problem))
                return false;
        }
        catch (DllNotFoundException missing)
        {
            problem = "no window: " + missing.Message.ReplaceLineEndings(" ");
            return false;
        }

        try
        {
            Play(options, faces);
        }
        finally
        {
            Raylib.CloseWindow();
        }
        return true;
    }

    private static bool TryOpen(WindowOptions options, out string? problem)
    {
        NativeHeap.Share();
        TraceLog.Capture();
        Raylib.SetConfigFlags(ConfigFlags.ResizableWindow | ConfigFlags.HighDpiWindow);
        Raylib.InitWindow(options.Width, options.Height, "Unmask");
        if (!Raylib.IsWindowReady())
        {
            problem = Display.IsOnlyWayland
                ? "no window: only Wayland is here, and this raylib speaks X11. Start Xwayland, or name a raylib that speaks Wayland in RAYLIB_LIBRARY"
                : $"no window: no display with OpenGL 3.3 ({TraceLog.FirstComplaint ?? "no reason given"})";
            return false;
        }
#if OWN_BINDING
        Native.ButtonPresses.TryListen();
        Native.WheelTurns.TryListen();
#endif
        FitMonitor(options.Width, options.Height);
        Raylib.SetExitKey(KeyboardKey.Null);
        problem = null;
        return true;
    }

    /// <summary>A player cannot move a window larger than the monitor, and not every desktop shrinks one.</summary>
    private static void FitMonitor(int width, int height)
    {
        int monitor = Raylib.GetCurrentMonitor(), most = Raylib.GetMonitorWidth(monitor), highest = Raylib.GetMonitorHeight(monitor);
        if (most <= 0 || highest <= 0)
            (most, highest) = (width, height);
        Raylib.SetWindowMinSize(Math.Min(960, most), Math.Min(600, highest));
        if (width <= most && height <= highest)
            return;
        Raylib.SetWindowSize(Math.Min(width, most), Math.Min(height, highest));
        Vector2 corner = Raylib.GetMonitorPosition(monitor);
        Raylib.SetWindowPosition((int)corner.X, (int)corner.Y);
    }

    private static void Play(WindowOptions options, Faces faces)
    {
        string letters = options.Denoiser.Alphabet.Letters;
        using var speaker = new Speaker();
        var stage = new Stage
        {
            Layout = LayoutNow(),
            Theme = options.Memory.Settings.Theme == Theme.Light.Name ? Theme.Light : Theme.Dark,
            Memory = options.Memory,
            Denoisers = new DenoiserChoices(options.Denoisers),
            Speaker = speaker,
            Clipboard = options.Clipboard,
            Denoiser = options.Denoiser,
            Weights = options.Weights,
            Board = options.Start,
        };
        using var canvas = new Canvas();
        var shell = new Shell(stage, canvas);
        shell.Go(options.Scene);
        string? complained = null;
        canvas.Fonts = LoadFonts();
        Complain();
        var input = new Input();
        BoardTrace? trace = options.Trace ? new BoardTrace(shell, input) : null;
        FrameReport? report = options.FrameReport ? new FrameReport(shell) : null;
        double last = 0;
        Raylib.SetTargetFPS(report is null ? 60 : 0);

        while (!Raylib.WindowShouldClose() && !options.Stop.IsCancellationRequested && report is not { IsDone: true })
        {
            double now = Raylib.GetTime();
            input.Read(MouseScale());
            report?.Play(input, now);
            if (last > 0 && !input.Any && !shell.NeedsFrame(now) && !Raylib.IsWindowResized() && now < last + Heartbeat)
            {
                Thread.Sleep(stage.IsAlone ? LongNap : Nap);
                Raylib.PollInputEvents();
                continue;
            }

            foreach (KeyPress press in input.Keys)
            {
                if (Shortcuts.Find(shell.Current, press, input) == Intent.FullScreen)
                    Raylib.ToggleBorderlessWindowed();
            }
            Resize(stage);
            shell.Update(input, now);
            LoadFontsIfOthers();
            trace?.Write();
            Draw(shell, canvas, stage);
            report?.EndFrame();
            if (last == 0)
                Console.Error.WriteLine("window ready");
            last = now;
        }
        report?.Print();
        shell.Unload();
        stage.Memory.Flush();
        canvas.Fonts.Dispose();

        Fonts LoadFonts()
        {
            // Another alphabet may need other fonts. If letters are missing from all, the player is told once.
            if (!shell.AreIn(letters))
            {
                faces = FontSearch.Find(letters = shell.Letters) ?? faces;
                Complain();
            }
            return new(new Typography(faces, stage.Layout.Unit, shell.Scene.TileText), letters);
        }

        void Complain()
        {
            if (faces.Complaint is { } complaint && complaint != complained)
                stage.Say(complained = complaint);
        }

        void LoadFontsIfOthers()
        {
            Typography loaded = canvas.Fonts.Typography;
            if (loaded.Unit == stage.Layout.Unit && loaded.TileSize == shell.Scene.TileText && shell.AreIn(letters))
                return;
            canvas.Fonts.Dispose();
            canvas.Fonts = LoadFonts();
        }
    }

    private static void Draw(Shell shell, Canvas canvas, Stage stage)
    {
        Raylib.BeginDrawing();
        // Undo raylib's scaling by the screen's density: layouts are in the drawing's own pixels.
        Rlgl.LoadIdentity();
        Raylib.ClearBackground(stage.Theme.Ground);
        shell.Draw();
        canvas.Flush();
        Raylib.EndDrawing();
    }

    private static void Resize(Stage stage)
    {
        ShellLayout before = stage.Layout;
        if ((Raylib.GetRenderWidth(), Raylib.GetRenderHeight()) != before.Window || Scale() != before.Scale)
            stage.Layout = LayoutNow();
    }

    private static ShellLayout LayoutNow() => ShellLayout.For(Raylib.GetRenderWidth(), Raylib.GetRenderHeight(), Scale());

    private static float Scale()
    {
        Vector2 scale = Raylib.GetWindowScaleDPI();
        return Math.Clamp(scale.X, 1, 4);
    }

    private static float MouseScale() => (float)Raylib.GetRenderWidth() / Math.Max(1, Raylib.GetScreenWidth());
}
