using System.Numerics;
using Raylib_cs;
using Unmask.Bench.Measuring;
using Unmask.Model.Kernels;
using Unmask.Toy.Play.Crowd;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>Draws the Engine scene.</summary>
internal sealed class EngineView(Canvas canvas, Stage stage, EngineScene scene)
{
    private const string Cut = "…";

    private static readonly string[] Contenders = ["plain loops", "TensorPrimitives", "generated", "ONNX Runtime"];

    private string[] _code = [];

    public EngineFigures Figures { get; set; } = null!;

    public CrowdSnapshot? Crowd { get; set; }

    /// <summary>The bars are those for a batch of rows.</summary>
    public bool ManyRows { get; set; }

    /// <summary>The first visible line of code.</summary>
    public int Scroll { get; private set; }

    /// <summary>The name of the kernel whose code is shown.</summary>
    public string Kernel { get; private set; } = "";

    private Theme Theme => stage.Theme;

    private EngineLayout Layout => scene.Layout;

    public void Show(KernelInfo shown)
    {
        Kernel = shown.Name;
        _code = shown.Source.Replace("\t", "    ", StringComparison.Ordinal).Split('\n');
        // Skip the head that all files share.
        Scroll = Math.Max(0, Array.FindIndex(_code, line => line.StartsWith("namespace", StringComparison.Ordinal)));
    }

    /// <summary>Scrolls the code.</summary>
    public void Move(int by) => Scroll = Math.Clamp(Scroll + by, 0, Math.Max(0, _code.Length - Layout.VisibleLines));

    public void Draw(string? controlHint, Vector2 mouse)
    {
        DrawDenoisers();
        DrawCrowd();
        DrawKernel();
        string hint = stage.IsAlone ? "Resting. Move the mouse, and it goes on measuring."
            : controlHint is not null ? controlHint
            : Layout.Bars.Contains(mouse) ? "Shorter is faster: a bar twice as long takes twice the time."
            : "Left and right: another kernel. Up and down: read its code. K: who computes.";
        if (!stage.IsHintTaken)
            canvas.TextCentered(TextStyle.Hint, hint, Layout.Hint, Theme.Quiet);
    }

    private void DrawDenoisers()
    {
        canvas.Fill(Layout.Bars, Pixels(12), Theme.Surface);
        Span<char> text = stackalloc char[64];
        ReadOnlySpan<char> peak = Figures.PeakFlops > 0 ? text.Write($"One core here: {Figures.PeakFlops / 1e9:0} GFLOP/s") : "Measuring this machine…";
        canvas.Text(TextStyle.BodyStrong, peak, Layout.Head.X, Layout.Head.Center.Y, Theme.Text);
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

    private void DrawCrowd()
    {
        canvas.Fill(Layout.Crowd, Pixels(12), Theme.Surface);
        if (scene.Crowd is not { Version: > 0 } crowd)
            return;
        for (int i = 0; i < Layout.Rows.Length; i++)
            MiniRow.Draw(canvas, Theme, Layout.Rows[i], crowd.Boards[i]);
    }

    /// <summary>The crowd's kernels and speed.</summary>
    public ReadOnlySpan<char> Speed(Span<char> text)
    {
        string name = KernelChoices.NameOf(stage.Kernels);
        return scene.Crowd is { NamesPerSecond: > 0 } fast ? text.Write($"{name}: {fast.NamesPerSecond:N0} names/s") : name;
    }

    private void DrawKernel()
    {
        canvas.Fill(Layout.Code, Pixels(12), Theme.Surface);
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
        int fitting = canvas.Fonts.Typography.Fitting(TextStyle.Hint, words, room);
        if (fitting < words.Length)
        {
            // Mark that the line is cut.
            canvas.TextRight(TextStyle.Hint, Cut, Layout.Text.Right, y, Theme.Quiet);
            fitting = canvas.Fonts.Typography.Fitting(TextStyle.Hint, words, room - canvas.Measure(TextStyle.Hint, Cut) - Pixels(2));
        }
        canvas.Text(TextStyle.Hint, words[..fitting], x, y, color);
    }

    private float Pixels(float units) => Layout.Shell.Pixels(units);
}
