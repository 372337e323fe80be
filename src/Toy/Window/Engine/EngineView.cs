using System.Numerics;
using Raylib_cs;
using Unmask.Bench.Measuring;
using Unmask.Model.Kernels;
using Unmask.Toy.Play.Crowd;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>Draws the Engine scene.</summary>
internal sealed class EngineView
{
    private const string Cut = "…";

    private static readonly string[] Contenders = ["plain loops", "TensorPrimitives", "generated", "ONNX Runtime"];

    private string[] _code = [];

    public Canvas Canvas { get; set; } = null!;

    public EngineLayout Layout { get; set; } = null!;

    public Theme Theme { get; set; } = Theme.Dark;

    public Vector2 Mouse { get; set; } = new(-1, -1);

    public EngineFigures Figures { get; set; } = null!;

    public CrowdSnapshot? Crowd { get; set; }

    public KernelChoice Kernels { get; set; }

    /// <summary>Nothing is measured, because there was no input for a while.</summary>
    public bool Rests { get; set; }

    /// <summary>The bars are those for a batch of rows.</summary>
    public bool ManyRows { get; set; }

    /// <summary>The first visible line of code.</summary>
    public int Scroll { get; private set; }

    /// <summary>The name of the kernel whose code is shown.</summary>
    public string Kernel { get; private set; } = "";

    /// <summary>The hint of the control under the mouse; null if there is none.</summary>
    public string? ControlHint { get; set; }

    public void Show(KernelInfo shown)
    {
        Kernel = shown.Name;
        _code = shown.Source.Replace("\t", "    ", StringComparison.Ordinal).Split('\n');
        // Skip the head that all files share.
        Scroll = Math.Max(0, Array.FindIndex(_code, line => line.StartsWith("namespace", StringComparison.Ordinal)));
    }

    /// <summary>Scrolls the code.</summary>
    public void Move(int by) => Scroll = Math.Clamp(Scroll + by, 0, Math.Max(0, _code.Length - Layout.VisibleLines));

    public void Draw()
    {
        DrawDenoisers();
        DrawCrowd();
        DrawKernel();
        Canvas.TextCentered(TextStyle.Hint, Hint, Layout.Hint, Theme.Quiet);
    }

    private string Hint =>
        Rests ? "Resting. Move the mouse, and it goes on measuring."
        : ControlHint is { } what ? what
        : Layout.Bars.Contains(Mouse) ? "Shorter is faster. A bar twice as long is ten times as slow."
        : "Left and right: another kernel. Up and down: read its code. K: who computes.";

    private void DrawDenoisers()
    {
        Canvas.Fill(Layout.Bars, Pixels(12), Theme.Surface);
        Span<char> text = stackalloc char[64];
        int length;
        if (Figures.PeakFlops > 0)
            text.TryWrite($"One core here: {Figures.PeakFlops / 1e9:0} GFLOP/s", out length);
        else
            text.TryWrite($"Measuring this machine…", out length);
        Canvas.Text(TextStyle.BodyStrong, text[..length], Layout.Head.X, Layout.Head.Center.Y, Theme.Text);
        for (int i = 0; i < Layout.Groups.Length; i++)
            DrawGroup(Layout.Groups[i], ManyRows ? Figures.Batch[i] : Figures.Single[i], named: true);
    }

    /// <summary>A title and a bar for each contender.</summary>
    private void DrawGroup(in Box group, EngineLine line, bool named)
    {
        Span<char> text = stackalloc char[64];
        Box title = Layout.GroupTitle(group);
        int length;
        if (named)
            text.TryWrite($"{line.What}", out length);
        else
            text.TryWrite($"{line.On}", out length);
        Canvas.Text(TextStyle.HintStrong, text[..length], title.X, title.Center.Y, Theme.Text);
        if (line.Times is not { } times)
        {
            Canvas.TextRight(TextStyle.Hint, line.IsAlone ? "no other implementation" : "measuring…", title.Right, title.Center.Y, Theme.Quiet);
            return;
        }
        double faster = times.Loops / times.Generated, share = 100 * Math.Min(1, times.Share);
        if (faster < 10)
            text.TryWrite($"{faster:0.0} × faster, {share:0}% of the peak", out length);
        else
            text.TryWrite($"{faster:0} × faster, {share:0}% of the peak", out length);
        Canvas.TextRight(TextStyle.Hint, text[..length], title.Right, title.Center.Y, Theme.Quiet);
        for (int i = 0; i < Contenders.Length; i++)
            DrawContender(group, i, times);
    }

    private void DrawContender(in Box group, int contender, ComparedTimes times)
    {
        Box bar = Layout.Bar(group, contender);
        double? seconds = contender switch { 0 => times.Loops, 1 => times.TensorPrimitives, 2 => times.Generated, _ => times.OnnxRuntime };
        bool ours = contender == 2;
        Canvas.Text(TextStyle.Hint, Contenders[contender], group.X, bar.Center.Y, ours ? Theme.Text : Theme.Quiet);
        if (seconds is not { } value)
        {
            Canvas.Text(TextStyle.Hint, "get it: ./unmask benchmark", bar.X, bar.Center.Y, Theme.Quiet);
            return;
        }
        double slowest = Math.Max(Math.Max(times.Generated, times.TensorPrimitives), Math.Max(times.Loops, times.OnnxRuntime ?? 0));
        // A linear scale: twice the time is twice the length.
        float share = (float)(value / slowest);
        Canvas.Fill(bar.Left(MathF.Max(Pixels(2), MathF.Round(bar.Width * share))), Pixels(3), ours ? Theme.Player : Theme.Denoiser);
        Span<char> text = stackalloc char[24];
        double micros = value * 1e6;
        int length;
        if (micros < 10)
            text.TryWrite($"{micros:0.00} µs", out length);
        else if (micros < 100)
            text.TryWrite($"{micros:0.0} µs", out length);
        else
            text.TryWrite($"{micros:N0} µs", out length);
        Canvas.TextRight(TextStyle.Hint, text[..length], group.Right, bar.Center.Y, Theme.Text);
    }

    private void DrawCrowd()
    {
        Canvas.Fill(Layout.Crowd, Pixels(12), Theme.Surface);
        if (Crowd is not { Version: > 0 } crowd)
            return;
        for (int i = 0; i < Layout.Rows.Length; i++)
            MiniRow.Draw(Canvas, Theme, Layout.Rows[i], crowd.Boards[i]);
    }

    /// <summary>Writes the crowd's kernels and speed.</summary>
    /// <returns>The text's length.</returns>
    public int WriteSpeed(Span<char> text)
    {
        string name = KernelChoices.NameOf(Kernels);
        int length;
        if (Crowd is { NamesPerSecond: > 0 } fast)
            text.TryWrite($"{name}: {fast.NamesPerSecond:N0} names/s", out length);
        else
            text.TryWrite($"{name}", out length);
        return length;
    }

    private void DrawKernel()
    {
        Canvas.Fill(Layout.Code, Pixels(12), Theme.Surface);
        if (Figures.Kernel is { } line && line.What == Kernel)
            DrawGroup(Layout.KernelGroup, line, named: false);
        float y = Layout.Text.Y + Layout.LineHeight / 2;
        for (int i = Scroll; i < Math.Min(_code.Length, Scroll + Layout.VisibleLines); i++, y += Layout.LineHeight)
            DrawLine(_code[i], y);
    }

    /// <summary>One line of code, cut at the end of the card.</summary>
    private void DrawLine(ReadOnlySpan<char> line, float y)
    {
        ReadOnlySpan<char> words = line.TrimStart(' ').TrimEnd();
        float x = Layout.Text.X + (line.Length - line.TrimStart(' ').Length) * Pixels(4);
        Color color = words.StartsWith("//", StringComparison.Ordinal) ? Theme.Denoiser : Theme.Text;
        float room = Layout.Text.Right - x;
        int fitting = Canvas.Fonts.Typography.Fitting(TextStyle.Hint, words, room);
        if (fitting < words.Length)
        {
            // Mark that the line is cut.
            Canvas.TextRight(TextStyle.Hint, Cut, Layout.Text.Right, y, Theme.Quiet);
            fitting = Canvas.Fonts.Typography.Fitting(TextStyle.Hint, words, room - Canvas.Measure(TextStyle.Hint, Cut) - Pixels(2));
        }
        Canvas.Text(TextStyle.Hint, words[..fitting], x, y, color);
    }

    private float Pixels(float units) => Layout.Shell.Pixels(units);
}
