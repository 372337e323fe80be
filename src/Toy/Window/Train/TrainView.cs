using System.Collections.Immutable;
using System.Numerics;
using Raylib_cs;
using Unmask.Model.Text;
using Unmask.Toy.Play.Train;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Train;

/// <summary>The action of the scene's first button.</summary>
internal enum TrainAction
{
    Start,
    Pause,
    GoOn,
    Again,
}

/// <summary>Draws the Train scene.</summary>
internal sealed class TrainView
{
    private TrainPlan _plan = new("", "");

    public Canvas Canvas { get; set; } = null!;

    public TrainLayout Layout { get; set; } = null!;

    public Theme Theme { get; set; } = Theme.Dark;

    public TrainSnapshot? Shown { get; set; }

    public TrainPlan Plan
    {
        get => _plan;
        set
        {
            if (value == _plan)
                return;
            _plan = value;
            Data = NameOf(value.Data);
        }
    }

    /// <summary>The name of the data on the stepper.</summary>
    public string Data { get; private set; } = "";

    /// <summary>A description of the data; null before they have been read.</summary>
    public string? About { get; set; }

    /// <summary>The step of an earlier run's checkpoint; 0 if there is none.</summary>
    public int Kept { get; set; }

    public TrainAction Action { get; set; }

    /// <summary>Whether Reset waits to be pressed again.</summary>
    public bool Asks { get; set; }

    /// <summary>The name of data on the stepper.</summary>
    public static string NameOf(string data) => data == Presets.Default ? "U.S. names" : Path.GetFileName(data);

    public void Draw()
    {
        DrawCurves();
        DrawSamples();
    }

    private void DrawCurves()
    {
        Box card = Layout.Curves;
        Canvas.Fill(card, Pixels(12), Theme.Surface);
        float x = card.X + Pixels(20), right = card.Right - Pixels(20), y = card.Y + Pixels(24);
        Span<char> text = stackalloc char[96];
        int length;
        if (Shown is not { } shown)
        {
            if (Action == TrainAction.Pause)
                text.TryWrite($"it begins to learn…", out length);
            else if (Kept > 0)
                text.TryWrite($"step {Kept:N0} is kept: Go on takes it from there", out length);
            else
                text.TryWrite($"nothing learned yet", out length);
            Canvas.TextCentered(TextStyle.Fact, text[..length], card, Theme.Quiet);
            return;
        }
        text.TryWrite($"step {shown.Progress.Step:N0} of {shown.Progress.Steps:N0}", out length);
        Canvas.Text(TextStyle.BodyStrong, text[..length], x, y, Theme.Text);
        text.TryWrite($"{shown.Progress.NamesPerSecond:N0} names a second", out length);
        Canvas.TextRight(TextStyle.Body, text[..length], right, y, Theme.Quiet);
        if (About is { } about)
            Canvas.Text(TextStyle.Hint, about, x, card.Y + Pixels(48), Theme.Quiet);

        (float lowest, float highest) = Range(shown.Curve);
        Box plot = Layout.Plot;
        for (int line = 0; line <= 4; line++)
        {
            float value = lowest + (highest - lowest) * line / 4, at = MathF.Round(plot.Bottom - plot.Height * line / 4);
            Canvas.Fill(new Box(plot.X, at, plot.Width, 1), 0, Theme.Line);
            text.TryWrite($"{value:0.0}", out length);
            Canvas.TextRight(TextStyle.Hint, text[..length], plot.X - Pixels(8), at, Theme.Quiet);
        }
        DrawCurve(shown.Curve, heldOut: false, lowest, highest, Theme.Denoiser);
        DrawCurve(shown.Curve, heldOut: true, lowest, highest, Theme.Real);

        float legend = card.Bottom - Pixels(20);
        DrawKey(plot.X, legend, Theme.Denoiser);
        float after = Canvas.Text(TextStyle.Hint, "loss", plot.X + Pixels(24), legend, Theme.Quiet) + Pixels(24);
        if (shown.Curve.IsEmpty || float.IsNaN(shown.Curve[^1].HeldOut))
        {
            Canvas.Text(TextStyle.Hint, "too few words to hold any out", after, legend, Theme.Quiet);
            return;
        }
        DrawKey(after, legend, Theme.Real);
        text.TryWrite($"words held out: {shown.Curve[^1].HeldOut:0.00} nats each", out length);
        Canvas.Text(TextStyle.Hint, text[..length], after + Pixels(24), legend, Theme.Quiet);
    }

    /// <summary>The range of the plot's axis: both curves, without the high values of the first steps.</summary>
    private static (float Lowest, float Highest) Range(ImmutableArray<CurvePoint> curve)
    {
        (float lowest, float highest) = (float.MaxValue, 0);
        foreach (CurvePoint point in curve)
        {
            lowest = Math.Min(lowest, float.IsNaN(point.HeldOut) ? point.Loss : Math.Min(point.Loss, point.HeldOut));
            highest = Math.Max(highest, float.IsNaN(point.HeldOut) ? point.Loss : Math.Max(point.Loss, point.HeldOut));
        }
        highest = Math.Min(highest, lowest + 16);
        lowest = MathF.Floor(lowest - 0.5f);
        // The axis has four parts; each is a multiple of half a nat.
        return (lowest, lowest + 2 * MathF.Ceiling((highest + 0.5f - lowest) / 2));
    }

    private void DrawKey(float x, float middle, Color color) =>
        Canvas.Line(new Vector2(x, middle), new Vector2(x + Pixels(16), middle), Pixels(3), color);

    private void DrawCurve(ImmutableArray<CurvePoint> curve, bool heldOut, float lowest, float highest, Color color)
    {
        Box plot = Layout.Plot;
        float last = curve.IsEmpty ? 1 : Math.Max(1, curve[^1].Step);
        Vector2 before = default;
        for (int i = 0; i < curve.Length; i++)
        {
            float value = heldOut ? curve[i].HeldOut : curve[i].Loss;
            if (float.IsNaN(value))
                return;
            float height = Math.Clamp((value - lowest) / (highest - lowest), 0, 1);
            var at = new Vector2(plot.X + curve[i].Step / last * plot.Width, plot.Bottom - height * plot.Height);
            // Values above the plot are left out.
            if (height < 1)
                Canvas.Line(i == 0 ? at : before, at, Pixels(2), color);
            before = at;
        }
    }

    private void DrawSamples()
    {
        Canvas.Fill(Layout.Samples, Pixels(12), Theme.Surface);
        float x = Layout.Samples.X + Pixels(20);
        Canvas.Text(TextStyle.BodyStrong, "Eight names, now", x, Layout.Samples.Y + Pixels(24), Theme.Text);
        if (Shown is not { } shown)
        {
            Canvas.TextCentered(TextStyle.Fact, "noise, until you press Start", Layout.Samples, Theme.Quiet);
            return;
        }
        for (int i = 0; i < shown.Samples.Length; i++)
            MiniRow.Draw(Canvas, Theme, Layout.Rows[i], shown.Samples[i]);
    }

    private float Pixels(float units) => Layout.Shell.Pixels(units);
}
