using System.Collections.Immutable;
using System.Numerics;
using Raylib_cs;
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
internal readonly ref struct TrainPicture(Canvas canvas, Theme theme, TrainLayout layout, TrainSnapshot? latest)
{
    /// <summary>A description of the data; null before they have been read.</summary>
    public string? About { get; init; }

    /// <summary>The step of an earlier run's checkpoint; 0 if there is none.</summary>
    public int Kept { get; init; }

    public TrainAction Action { get; init; }

    public void Draw()
    {
        DrawCurves();
        DrawSamples();
    }

    private void DrawCurves()
    {
        Box card = layout.Curves;
        canvas.Fill(card, Pixels(12), theme.Surface);
        float x = card.X + Pixels(20), right = card.Right - Pixels(20), y = card.Y + Pixels(24);
        Span<char> text = stackalloc char[96];
        if (latest is not { } shown)
        {
            ReadOnlySpan<char> nothing =
                Action == TrainAction.Pause ? "it begins to learn…"
                : Kept > 0 ? text.Write($"step {Kept:N0} is kept: Go on takes it from there")
                : "nothing learned yet";
            canvas.TextCentered(TextStyle.Fact, nothing, card, theme.Quiet);
            return;
        }
        canvas.Text(TextStyle.BodyStrong, text.Write($"step {shown.Progress.Step:N0} of {shown.Progress.Steps:N0}"), x, y, theme.Text);
        canvas.TextRight(TextStyle.Body, text.Write($"{shown.Progress.NamesPerSecond:N0} names a second"), right, y, theme.Quiet);
        if (About is { } about)
            canvas.Text(TextStyle.Hint, about, x, card.Y + Pixels(48), theme.Quiet);

        (float lowest, float highest) = Range(shown.Curve);
        Box plot = layout.Plot;
        for (int line = 0; line <= 4; line++)
        {
            float value = lowest + (highest - lowest) * line / 4, at = MathF.Round(plot.Bottom - plot.Height * line / 4);
            canvas.Fill(new Box(plot.X, at, plot.Width, 1), 0, theme.Line);
            canvas.TextRight(TextStyle.Hint, text.Write($"{value:0.0}"), plot.X - Pixels(8), at, theme.Quiet);
        }
        DrawCurve(shown.Curve, heldOut: false, lowest, highest, theme.Denoiser);
        DrawCurve(shown.Curve, heldOut: true, lowest, highest, theme.Real);

        float legend = card.Bottom - Pixels(20);
        DrawKey(plot.X, legend, theme.Denoiser);
        float after = canvas.Text(TextStyle.Hint, "loss", plot.X + Pixels(24), legend, theme.Quiet) + Pixels(24);
        if (shown.Curve.IsEmpty || float.IsNaN(shown.Curve[^1].HeldOut))
        {
            canvas.Text(TextStyle.Hint, "too few words to hold any out", after, legend, theme.Quiet);
            return;
        }
        DrawKey(after, legend, theme.Real);
        canvas.Text(TextStyle.Hint, text.Write($"words held out: {shown.Curve[^1].HeldOut:0.00} nats each"), after + Pixels(24), legend, theme.Quiet);
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
        canvas.Line(new Vector2(x, middle), new Vector2(x + Pixels(16), middle), Pixels(3), color);

    private void DrawCurve(ImmutableArray<CurvePoint> curve, bool heldOut, float lowest, float highest, Color color)
    {
        Box plot = layout.Plot;
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
                canvas.Line(i == 0 ? at : before, at, Pixels(2), color);
            before = at;
        }
    }

    private void DrawSamples()
    {
        canvas.Fill(layout.Samples, Pixels(12), theme.Surface);
        float x = layout.Samples.X + Pixels(20);
        canvas.Text(TextStyle.BodyStrong, "Eight names, now", x, layout.Samples.Y + Pixels(24), theme.Text);
        if (latest is not { } shown)
        {
            canvas.TextCentered(TextStyle.Fact, "noise, until you press Start", layout.Samples, theme.Quiet);
            return;
        }
        for (int i = 0; i < shown.Samples.Length; i++)
            MiniRow.Draw(canvas, theme, layout.Rows[i], shown.Samples[i]);
    }

    private float Pixels(float units) => layout.Shell.Pixels(units);
}
