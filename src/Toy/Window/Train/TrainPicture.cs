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
internal readonly ref struct TrainPicture(Canvas canvas, Theme theme, TrainLayout layout, TrainSnapshot? latest, TrainSnapshot? untrained)
{
    private const string Noise = "noise, until you press Start", Soon = "a moment…", NoCurve = "nats a word: lower is better. Pure chance stands near 40.";

    /// <summary>A description of the data; null before they have been read.</summary>
    public string? About { get; init; }

    /// <summary>What of the data cannot be used; null if that is nothing.</summary>
    public string? LeftOut { get; init; }

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
            canvas.Text(TextStyle.BodyStrong, nothing, x, y, theme.Text);
            DrawAbout(x);
            DrawAxis(0, 40);
            // Between two lines of the axis, not on one.
            canvas.TextCentered(TextStyle.Hint, NoCurve, layout.Plot.Top(layout.Plot.Height / 4).Offset(0, layout.Plot.Height / 2), theme.Quiet);
            return;
        }
        canvas.Text(TextStyle.BodyStrong, text.Write($"step {shown.Progress.Step:N0} of {shown.Progress.Steps:N0}"), x, y, theme.Text);
        canvas.TextRight(TextStyle.Body, text.Write($"{shown.Progress.NamesPerSecond:N0} names a second"), right, y, theme.Quiet);
        DrawAbout(x);
        (float lowest, float highest) = Range(shown.Curve);
        Box plot = layout.Plot;
        DrawAxis(lowest, highest);
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

    /// <summary>What the data hold, and what of them cannot be used.</summary>
    private void DrawAbout(float x)
    {
        float y = layout.Curves.Y + Pixels(48), after = x;
        if (About is { } about)
            after = canvas.Text(TextStyle.Hint, about, x, y, theme.Quiet);
        if (LeftOut is not { } without)
            return;
        bool beside = after + Pixels(16) + canvas.Measure(TextStyle.Hint, without) <= layout.Curves.Right - Pixels(20);
        canvas.Text(TextStyle.Hint, without, beside ? after + Pixels(16) : x, beside ? y : y + Pixels(20), theme.Player);
    }

    private void DrawAxis(float lowest, float highest)
    {
        Box plot = layout.Plot;
        Span<char> text = stackalloc char[16];
        for (int line = 0; line <= 4; line++)
        {
            float value = lowest + (highest - lowest) * line / 4, at = MathF.Round(plot.Bottom - plot.Height * line / 4);
            canvas.Fill(new Box(plot.X, at, plot.Width, 1), 0, theme.Line);
            canvas.TextRight(TextStyle.Hint, text.Write($"{value:0.0}"), plot.X - Pixels(8), at, theme.Quiet);
        }
    }

    /// <summary>The range of the plot's axis: both curves, without the first tenth of their steps, which would flatten the rest for ever.</summary>
    private static (float Lowest, float Highest) Range(ImmutableArray<CurvePoint> curve)
    {
        (float lowest, float highest) = (float.MaxValue, 0);
        int from = curve.IsEmpty ? 0 : curve[^1].Step / 10;
        foreach (CurvePoint point in curve)
        {
            if (point.Step < from)
                continue;
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
        if ((latest ?? untrained) is not { } shown)
        {
            canvas.TextCentered(TextStyle.Fact, Action == TrainAction.Start ? Noise : Soon, layout.Samples, theme.Quiet);
            return;
        }
        if (latest is null && Action == TrainAction.Start)
            canvas.TextRight(TextStyle.Hint, Noise, layout.Samples.Right - Pixels(20), layout.Samples.Y + Pixels(24), theme.Quiet);
        float mark = Pixels(8);
        for (int i = 0; i < shown.Samples.Length; i++)
        {
            Box row = layout.Rows[i];
            if (i < shown.Kinds.Length)
                NoveltyMark.Draw(canvas, theme, new Box(row.X - Pixels(14), MathF.Round(row.Center.Y - mark / 2), mark, mark), shown.Kinds[i]);
            MiniRow.Draw(canvas, theme, row, shown.Samples[i]);
        }
    }

    private float Pixels(float units) => layout.Shell.Pixels(units);
}
