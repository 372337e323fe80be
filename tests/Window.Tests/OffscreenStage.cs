using System.Numerics;
using Raylib_cs;
using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
using Unmask.Native;
using Unmask.Toy.Facts;
using Unmask.Toy.Game;
using Unmask.Toy.Game.Play;
using Unmask.Toy.Game.Ui;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The Play scene drawn without any display, and played by made-up input at made-up times, so that every run draws the same.</summary>
internal sealed class OffscreenStage : IDisposable
{
    private readonly Stage stage;
    private readonly Canvas canvas;
    private readonly PlayScene scene;
    private double now;

    public OffscreenStage(IDenoiser denoiser, int width, int height, Theme theme)
    {
        Assert.True(OffscreenContext.TryRequest(out string problem), problem);
        TraceLog.Capture();
        Raylib.InitWindow(width, height, "Unmask");
        Assert.True(Raylib.IsWindowReady(), TraceLog.FirstComplaint);
        (FontFile regular, FontFile strong) = FontSearch.Find(denoiser.Alphabet.Letters)!.Value;
        stage = new Stage { Layout = PlayLayout.For(width, height, 1, denoiser.Slots, denoiser.Symbols - 1), Theme = theme };
        var typography = new Typography(regular, strong, stage.Layout.Unit, stage.Layout.TileText);
        canvas = new Canvas { Fonts = new Fonts(typography, denoiser.Alphabet.Letters) };
        var start = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
        scene = new PlayScene(stage, denoiser, new FactBook(denoiser), start);
        scene.Init(canvas);
        Rest();
    }

    public PlayLayout Layout => stage.Layout;

    public PlayGame Game => scene.Game;

    public void Type(string text)
    {
        var input = new Input();
        foreach (char character in text)
            input.Type(character);
        scene.Update(input, now);
        Rest();
    }

    public void Press(KeyboardKey key)
    {
        var input = new Input();
        input.Press(key);
        scene.Update(input, now);
        Rest();
    }

    public void Point(Vector2 at)
    {
        scene.Update(new Input { Mouse = at, MouseMoved = true }, now);
        Rest(at);
    }

    /// <summary>Draws a frame and reads it back.</summary>
    public Image Draw()
    {
        Raylib.BeginDrawing();
        Raylib.ClearBackground(stage.Theme.Ground);
        scene.Draw();
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
        stage.Elapsed = (float)elapsed;
        scene.Update(input, now);
        Raylib.BeginDrawing();
        Raylib.ClearBackground(stage.Theme.Ground);
        scene.Draw();
        canvas.Flush();
        Raylib.EndDrawing();
    }

    public void Dispose()
    {
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
            scene.Update(idle, now);
            if (scene.NeedsFrame(now) || scene.IsWaiting)
            {
                calm = 0;
                Thread.Sleep(1);
            }
        }
    }
}
