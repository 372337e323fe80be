using System.Numerics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Native;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;
using Unmask.Toy.Window;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The game drawn without any display, and played by made-up input at made-up times, so that every run draws the same.</summary>
internal sealed class OffscreenStage : IDisposable
{
    private readonly Stage stage;
    private readonly Canvas canvas;
    private readonly Shell shell;
    private double now;

    public OffscreenStage(IDenoiser denoiser, int width, int height, Theme theme, bool synchronous = true)
    {
        Assert.True(OffscreenContext.TryRequest(out string problem), problem);
        TraceLog.Capture();
        Raylib.InitWindow(width, height, "Unmask");
        Assert.True(Raylib.IsWindowReady(), TraceLog.FirstComplaint);
        Faces faces = FontSearch.Find(denoiser.Alphabet.Letters)!;
        stage = new Stage
        {
            Layout = ShellLayout.For(width, height, 1),
            Theme = theme,
            IsSynchronous = synchronous,
            Memory = new Memory { Settings = new Settings(TourDone: true) },
            // Weights that are trained anew must not change a picture.
            Rivals = own => [own.Fork(), own.Fork()],
            Denoiser = denoiser,
            Board = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7),
        };
        canvas = new Canvas();
        shell = new Shell(stage, canvas);
        canvas.Fonts = new Fonts(new Typography(faces, stage.Layout.Unit, shell.Scene.TileText), denoiser.Alphabet.Letters);
        Rest();
    }

    public ShellLayout Shell => stage.Layout;

    /// <summary>The Play scene's.</summary>
    public PlayLayout Layout => shell.Play.Layout;

    public PlayGame Game => shell.Play.Game;

    /// <summary>The scene that is shown.</summary>
    public IScene Scene => shell.Scene;

    /// <summary>Shows another scene.</summary>
    public void Go(SceneKind kind)
    {
        shell.Go(kind);
        Typography typography = canvas.Fonts.Typography with { TileSize = shell.Scene.TileText };
        canvas.Fonts.Dispose();
        canvas.Fonts = new Fonts(typography, stage.Denoiser.Alphabet.Letters);
    }

    public void Type(string text)
    {
        var input = new Input();
        foreach (char character in text)
            input.Type(character);
        shell.Update(input, now);
        Rest();
    }

    public void Press(KeyboardKey key)
    {
        var input = new Input();
        input.Press(key);
        shell.Update(input, now);
        Rest();
    }

    public void Point(Vector2 at)
    {
        shell.Update(new Input { Mouse = at, MouseMoved = true }, now);
        Rest(at);
    }

    /// <summary>Drops a file on the window.</summary>
    /// <returns>What is said of it; null if nothing is.</returns>
    public string? Drop(string path)
    {
        shell.Update(new Input { Dropped = [path] }, now);
        string? said = stage.Notice;
        Rest();
        return said;
    }

    /// <summary>What the scene that is shown says of itself.</summary>
    public string Status => shell.Scene.Status;

    /// <summary>Draws a frame and reads it back.</summary>
    public Image Draw()
    {
        Raylib.BeginDrawing();
        Raylib.ClearBackground(stage.Theme.Ground);
        shell.Draw();
        canvas.Flush();
        Rlgl.DrawRenderBatchActive();
        Image image = Raylib.LoadImageFromScreen();
        Raylib.EndDrawing();
        return image;
    }

    /// <summary>One whole frame in which the player does nothing.</summary>
    public void Frame(Input input, double elapsed)
    {
        now += elapsed;
        shell.Update(input, now);
        Raylib.BeginDrawing();
        Raylib.ClearBackground(stage.Theme.Ground);
        shell.Draw();
        canvas.Flush();
        Raylib.EndDrawing();
    }

    public void Dispose()
    {
        shell.Unload();
        canvas.Fonts.Dispose();
        canvas.Dispose();
        Raylib.CloseWindow();
        OffscreenContext.TryWithdraw(out _);
    }

    /// <summary>Lets time pass until nothing moves and the worker has answered.</summary>
    private void Rest(Vector2? mouse = null)
    {
        var idle = new Input { Mouse = mouse ?? new Vector2(-1, -1) };
        for (int calm = 0; calm < 30; calm++)
        {
            now += 1;
            shell.Update(idle, now);
            if (shell.NeedsFrame(now) || shell.Play.IsWaiting)
            {
                calm = 0;
                Thread.Sleep(1);
            }
        }
    }
}
