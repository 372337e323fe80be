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
    private readonly Stage _stage;
    private readonly Canvas _canvas;
    private readonly Shell _shell;
    private double _now;

    public OffscreenStage(IDenoiser denoiser, int width, int height, Theme theme, bool synchronous = true)
    {
        Assert.True(OffscreenContext.TryRequest(out string problem), problem);
        TraceLog.Capture();
        Raylib.InitWindow(width, height, "Unmask");
        Assert.True(Raylib.IsWindowReady(), TraceLog.FirstComplaint);
        Faces faces = FontSearch.Find(denoiser.Alphabet.Letters)!;
        _stage = new Stage
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
        _canvas = new Canvas();
        _shell = new Shell(_stage, _canvas);
        _canvas.Fonts = new Fonts(new Typography(faces, _stage.Layout.Unit, _shell.Scene.TileText), denoiser.Alphabet.Letters);
        Rest();
    }

    public ShellLayout Shell => _stage.Layout;

    /// <summary>The Play scene's.</summary>
    public PlayLayout Layout => _shell.Play.Layout;

    public PlayTable Table => _shell.Play.Table;

    public PlayGame Game => Table.Game;

    /// <summary>The scene that is shown.</summary>
    public IScene Scene => _shell.Scene;

    /// <summary>Shows another scene.</summary>
    public void Go(SceneKind kind)
    {
        _shell.Go(kind);
        Typography typography = _canvas.Fonts.Typography with { TileSize = _shell.Scene.TileText };
        _canvas.Fonts.Dispose();
        _canvas.Fonts = new Fonts(typography, _stage.Denoiser.Alphabet.Letters);
    }

    public void Type(string text)
    {
        var input = new Input();
        foreach (char character in text)
            input.Type(character);
        _shell.Update(input, _now);
        Rest();
    }

    public void Press(KeyboardKey key)
    {
        var input = new Input();
        input.Press(key);
        _shell.Update(input, _now);
        Rest();
    }

    public void Point(Vector2 at)
    {
        _shell.Update(new Input { Mouse = at, MouseMoved = true }, _now);
        Rest(at);
    }

    /// <summary>Drops a file on the window.</summary>
    /// <returns>What is said of it; null if nothing is.</returns>
    public string? Drop(string path)
    {
        _shell.Update(new Input { Dropped = [path] }, _now);
        string? said = _stage.Notice;
        Rest();
        return said;
    }

    /// <summary>What the scene that is shown says of itself.</summary>
    public string Status => _shell.Scene.Status;

    /// <summary>Draws a frame and reads it back.</summary>
    public Image Draw()
    {
        Raylib.BeginDrawing();
        Raylib.ClearBackground(_stage.Theme.Ground);
        _shell.Draw();
        _canvas.Flush();
        Rlgl.DrawRenderBatchActive();
        Image image = Raylib.LoadImageFromScreen();
        Raylib.EndDrawing();
        return image;
    }

    /// <summary>One whole frame in which the player does nothing.</summary>
    public void Frame(Input input, double elapsed)
    {
        _now += elapsed;
        _shell.Update(input, _now);
        Raylib.BeginDrawing();
        Raylib.ClearBackground(_stage.Theme.Ground);
        _shell.Draw();
        _canvas.Flush();
        Raylib.EndDrawing();
    }

    public void Dispose()
    {
        _shell.Unload();
        _canvas.Fonts.Dispose();
        _canvas.Dispose();
        Raylib.CloseWindow();
        OffscreenContext.TryWithdraw(out _);
    }

    /// <summary>Lets time pass until nothing moves and the worker has answered.</summary>
    private void Rest(Vector2? mouse = null)
    {
        var idle = new Input { Mouse = mouse ?? new Vector2(-1, -1) };
        for (int calm = 0; calm < 30; calm++)
        {
            _now += 1;
            _shell.Update(idle, _now);
            if (_shell.NeedsFrame(_now) || _shell.Play.IsWaiting)
            {
                calm = 0;
                Thread.Sleep(1);
            }
        }
    }
}
