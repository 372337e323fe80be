using System.Numerics;
using Unmask.Bench.Measuring;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>Draws the Engine scene.</summary>
internal sealed class EngineView(Canvas canvas, Stage stage, EngineScene scene)
{
    public const string Keys = "Left, right: another kernel. Up, down, Shift+left, Shift+right: read its code. Tab: 1 or 64 rows.";

    private static readonly string[] Contenders = ["plain loops", "TensorPrimitives", "generated", "ONNX Runtime"];

    public EngineFigures Figures { get; set; } = null!;

    /// <summary>The race of names as it is drawn.</summary>
    public NameRaceState Race { get; set; } = NameRaceState.Empty;

    /// <summary>Bars, race and code are those of a batch of rows.</summary>
    public bool ManyRows { get; set; }

    /// <summary>The name of the kernel whose code is shown.</summary>
    public string Kernel { get; set; } = "";

    public EngineCode Code { get; } = new(canvas);

    private Theme Theme => stage.Theme;

    private EngineLayout Layout => scene.Layout;

    public void Draw(string? controlHint, Vector2 mouse)
    {
        DrawDenoisers();
        DrawRace();
        DrawKernel();
        string hint = stage.IsAlone ? "Resting. Move the mouse, and it goes on measuring."
            : controlHint is not null ? controlHint
            : Layout.Bars.Contains(mouse) ? "Shorter is faster: a bar twice as long takes twice the time."
            : Layout.Race.Contains(mouse) ? "Both take turns on one thread and get the same time, for the same names."
            : Keys;
        if (!stage.IsHintTaken)
            canvas.TextCentered(TextStyle.Hint, hint, Layout.Hint, Theme.Quiet);
    }

    private void DrawDenoisers()
    {
        canvas.Fill(Layout.Bars, Pixels(12), Theme.Surface);
        Span<char> text = stackalloc char[64];
        ReadOnlySpan<char> peak = Figures.PeakFlops > 0 ? text.Write($"{Figures.PeakFlops / 1e9:0} GFLOP/s a core · linear bars") : "Measuring this machine…";
        canvas.Text(TextStyle.HintStrong, peak, Layout.Head.X, Layout.Head.Center.Y, Theme.Text);
        for (int i = 0; i < Layout.Groups.Length; i++)
            DrawGroup(Layout.Groups[i], ManyRows ? Figures.Batch[i] : Figures.Single[i], named: true);
    }

    /// <summary>A title and a bar for each contender.</summary>
    private void DrawGroup(in Box group, EngineLine line, bool named)
    {
        Span<char> text = stackalloc char[64];
        Box title = Layout.GroupTitle(group);
        canvas.Text(TextStyle.HintStrong, named ? line.What : line.On, title.X, title.Center.Y, Theme.Text);
        if (line.Times is not { } times)
        {
            canvas.TextRight(TextStyle.Hint, line.IsAlone ? "no other implementation" : "measuring…", title.Right, title.Center.Y, Theme.Quiet);
            return;
        }
        double faster = times.Loops / times.Generated, share = 100 * Math.Min(1, times.Share);
        ReadOnlySpan<char> gain = faster < 10 ? text.Write($"{faster:0.0} × faster, {share:0}% of the peak") : text.Write($"{faster:0} × faster, {share:0}% of the peak");
        canvas.TextRight(TextStyle.Hint, gain, title.Right, title.Center.Y, Theme.Quiet);
        for (int i = 0; i < Contenders.Length; i++)
            DrawContender(group, i, times);
    }

    private void DrawContender(in Box group, int contender, ComparedTimes times)
    {
        Box bar = Layout.Bar(group, contender);
        double? seconds = contender switch { 0 => times.Loops, 1 => times.TensorPrimitives, 2 => times.Generated, _ => times.OnnxRuntime };
        bool ours = contender == 2;
        canvas.Text(TextStyle.Hint, Contenders[contender], group.X, bar.Center.Y, ours ? Theme.Text : Theme.Quiet);
        if (seconds is not { } value)
        {
            canvas.Text(TextStyle.Hint, "get it: ./unmask benchmark", bar.X, bar.Center.Y, Theme.Quiet);
            return;
        }
        double slowest = Math.Max(Math.Max(times.Generated, times.TensorPrimitives), Math.Max(times.Loops, times.OnnxRuntime ?? 0));
        // A linear scale: twice the time is twice the length.
        float share = (float)(value / slowest);
        canvas.Fill(bar.Left(MathF.Max(Pixels(2), MathF.Round(bar.Width * share))), Pixels(3), ours ? Theme.Player : Theme.Denoiser);
        Span<char> text = stackalloc char[24];
        double micros = value * 1e6;
        ReadOnlySpan<char> time = micros < 10 ? text.Write($"{micros:0.00} µs") : micros < 100 ? text.Write($"{micros:0.0} µs") : text.Write($"{micros:N0} µs");
        canvas.TextRight(TextStyle.Hint, time, group.Right, bar.Center.Y, Theme.Text);
    }

    private void DrawRace()
    {
        canvas.Fill(Layout.Race, Pixels(12), Theme.Surface);
        Span<char> text = stackalloc char[48];
        double ratio = Race.Ratio;
        ReadOnlySpan<char> number = ratio <= 0 ? "…" : ratio < 10 ? text.Write($"{ratio:0.0} ×") : text.Write($"{ratio:0} ×");
        float after = canvas.Text(TextStyle.Title, number, Layout.RaceTitle.X, Layout.RaceTitle.Center.Y, Theme.Text);
        canvas.Text(TextStyle.Hint, "the names in the same time, on one core", after + Pixels(10), Layout.RaceTitle.Center.Y, Theme.Quiet);
        DrawSide(0, "plain loops", Race.Plain, Theme.Denoiser);
        DrawSide(1, "generated", Race.Generated, Theme.Player);
    }

    /// <summary>A side's names, compactly: letters, and fog where one is hidden.</summary>
    private void DrawSide(int number, string name, RaceSide side, Raylib_cs.Color color)
    {
        Box head = Layout.Sides[number];
        Span<char> text = stackalloc char[32];
        canvas.Text(TextStyle.HintStrong, name, head.X, head.Center.Y, color);
        canvas.TextRight(TextStyle.Hint, text.Write($"{side.Names:N0} names"), head.Right, head.Center.Y, Theme.Text);
        for (int row = 0; row < Math.Min(side.Boards.Count, Layout.Rows[number].Length); row++)
        {
            Board board = side.Boards[row];
            Box line = Layout.Rows[number][row];
            float cell = MathF.Floor(line.Width / board.Slots);
            for (int slot = 0; slot < Math.Min(board.End, board.Slots); slot++)
            {
                var box = new Box(line.X + slot * cell, line.Y, cell - 1, line.Height);
                if (board.IsMasked(slot))
                {
                    canvas.Fill(box, Pixels(3), Theme.Fade(Theme.Fog, 0.45f));
                    continue;
                }
                ReadOnlySpan<char> letter = [board.Alphabet.CharacterOf(board[slot].Symbol)];
                canvas.TextCentered(TextStyle.Code, letter, box, Theme.Text);
            }
        }
    }

    private void DrawKernel()
    {
        canvas.Fill(Layout.Code, Pixels(12), Theme.Surface);
        if (Figures.Kernel is { } line && line.What == Kernel)
            DrawGroup(Layout.KernelGroup, line, named: false);
        Code.Draw(Theme, Layout);
    }

    private float Pixels(float units) => Layout.Shell.Pixels(units);
}
