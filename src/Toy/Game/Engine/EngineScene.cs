using System.Numerics;
using Raylib_cs;
using Unmask.Model.Kernels;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game.Engine;

/// <summary>What fixed shapes buy: the same denoisers in four ways, measured here and now, and the generated code that makes the difference.</summary>
internal sealed class EngineScene(Stage stage) : IScene
{
    private static readonly string[] Contenders = ["plain loops", "TensorPrimitives", "generated", "ONNX Runtime"];

    private readonly EngineWorker worker = new();
    private Canvas canvas = null!;
    private EngineLayout? layout;
    private IReadOnlyList<KernelInfo> kernels = [];
    private string[] code = [];
    private EngineLine[] shown = [];
    private int kernel, scroll;
    private Vector2 mouse;

    public EngineLayout Layout => layout?.Shell == stage.Layout ? layout : layout = new EngineLayout(stage.Layout, worker.Lines.Length);

    public int TileText => (int)stage.Layout.Pixels(56);

    public string Status => kernels.Count == 0 ? "" : $"rounds={worker.Rounds} measured={shown.Count(line => line.Times is not null)} kernel={kernels[kernel].Name} line={scroll}";

    public void Init(Canvas canvas) => this.canvas = canvas;

    public void Enter()
    {
        if (kernels.Count == 0)
        {
            kernels = KernelCatalog.All;
            Choose(0);
        }
        if (!stage.IsSynchronous)
            worker.Start();
    }

    public void Leave() => worker.Stop();

    public bool NeedsFrame(double now) => worker.Lines != shown;

    public void Update(Input input, double now)
    {
        mouse = input.Mouse;
        shown = worker.Lines;
        if (input.Wheel != 0 && Layout.IsOverCode(mouse))
            Scroll(input.Wheel > 0 ? -3 : 3);
        foreach (KeyboardKey key in input.Keys)
            Press(key);
        if (input.LeftPressed && Stepper.ArrowAt(Layout.Kernel, Layout.Shell.Unit, mouse) is not 0 and int by)
            Choose(kernel + by);
    }

    public void Draw()
    {
        DrawBars();
        DrawCode();
        canvas.TextCentered(TextStyle.Hint, "Left and right: another kernel. Up and down: read its code.", Layout.Hint, stage.Theme.Quiet);
    }

    public void Unload() => worker.Stop();

    private void Choose(int next)
    {
        kernel = (next + kernels.Count) % kernels.Count;
        code = kernels[kernel].Source.Replace("\t", "    ", StringComparison.Ordinal).Split('\n');
        scroll = 0;
    }

    private void Scroll(int by) => scroll = Math.Clamp(scroll + by, 0, Math.Max(0, code.Length - Layout.VisibleLines));

    private void Press(KeyboardKey key)
    {
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                Choose(kernel + (key == KeyboardKey.Right ? 1 : -1));
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                Scroll(key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.PageUp or KeyboardKey.PageDown:
                Scroll(key == KeyboardKey.PageDown ? Layout.VisibleLines : -Layout.VisibleLines);
                break;
        }
    }

    private void DrawBars()
    {
        Theme theme = stage.Theme;
        canvas.Fill(Layout.Bars, Layout.Shell.Pixels(12), theme.Surface);
        Span<char> text = stackalloc char[96];
        int length;
        if (worker.Roofline is { } roofline)
            text.TryWrite($"one core here: {roofline.FlopsPerSecond / 1e9:0} GFLOP/s at best", out length);
        else
            text.TryWrite($"measuring what one core can do…", out length);
        canvas.Text(TextStyle.BodyStrong, text[..length], Layout.Bars.X + Layout.Shell.Pixels(20), Layout.Bars.Y + Layout.Shell.Pixels(24), theme.Text);
        for (int i = 0; i < shown.Length; i++)
            DrawGroup(i, shown[i], text);
    }

    private void DrawGroup(int group, EngineLine line, Span<char> text)
    {
        Theme theme = stage.Theme;
        Box box = Layout.Groups[group];
        float head = box.Y + Layout.Shell.Pixels(8);
        canvas.Text(TextStyle.HintStrong, line.What, box.X, head, theme.Text);
        if (line.Times is not { } times)
        {
            canvas.TextRight(TextStyle.Hint, "waiting", box.Right, head, theme.Quiet);
            return;
        }
        text.TryWrite($"{times.Loops / times.Generated:0} × faster, {times.Share:P0} of the best", out int length);
        canvas.TextRight(TextStyle.Hint, text[..length], box.Right, head, theme.Quiet);
        for (int i = 0; i < Contenders.Length; i++)
        {
            Box bar = Layout.Bar(group, i);
            double? seconds = i switch { 0 => times.Loops, 1 => times.TensorPrimitives, 2 => times.Generated, _ => times.OnnxRuntime };
            canvas.Text(TextStyle.Hint, Contenders[i], box.X, bar.Center.Y, theme.Quiet);
            if (seconds is not { } value)
            {
                canvas.Text(TextStyle.Hint, "not on this system", bar.X, bar.Center.Y, theme.Quiet);
                continue;
            }
            // Each factor of ten is as long as the next.
            float share = (float)Math.Clamp(Math.Log10(value / times.Generated * 1.6) / Math.Log10(times.Loops / times.Generated * 1.6), 0.02, 1);
            canvas.Fill(bar.Left(bar.Width * share), Layout.Shell.Pixels(3), i == 2 ? theme.Player : theme.Denoiser);
            double micros = value * 1e6;
            if (micros < 100)
                text.TryWrite($"{micros:0.0} µs", out length);
            else
                text.TryWrite($"{micros:N0} µs", out length);
            canvas.TextRight(TextStyle.Hint, text[..length], box.Right, bar.Center.Y, theme.Text);
        }
    }

    private void DrawCode()
    {
        if (kernels.Count == 0)
            return;
        Theme theme = stage.Theme;
        canvas.Fill(Layout.Code, Layout.Shell.Pixels(12), theme.Surface);
        Stepper.Draw(canvas, theme, Layout.Kernel, "generated code", kernels[kernel].Name, Stepper.ArrowAt(Layout.Kernel, Layout.Shell.Unit, mouse), false);
        float y = Layout.Text.Y + Layout.LineHeight / 2;
        for (int i = scroll; i < Math.Min(code.Length, scroll + Layout.VisibleLines); i++, y += Layout.LineHeight)
            DrawLine(code[i], y);
    }

    /// <summary>One line, indented by columns and cut where the card ends.</summary>
    private void DrawLine(ReadOnlySpan<char> line, float y)
    {
        ReadOnlySpan<char> words = line.TrimStart(' ').TrimEnd();
        float x = Layout.Text.X + (line.Length - line.TrimStart(' ').Length) * Layout.Shell.Pixels(4);
        float room = Layout.Text.Right - x;
        while (words.Length > 0 && canvas.Measure(TextStyle.Hint, words) > room)
            words = words[..^1];
        bool comment = words.StartsWith("//", StringComparison.Ordinal);
        canvas.Text(TextStyle.Hint, words, x, y, comment ? stage.Theme.Denoiser : stage.Theme.Text);
    }
}
