using System.Numerics;

namespace Unmask.Toy.Window.Ui;

/// <summary>A widget's state of use.</summary>
internal readonly record struct WidgetState(bool Hovered, bool Focused, bool Enabled = true);

/// <summary>A button: one word, one key, one box.</summary>
internal static class Button
{
    public static void Draw(Canvas canvas, Theme theme, in Box box, string label, WidgetState state, bool primary = false)
    {
        float radius = MathF.Round(10 * canvas.Unit);
        primary &= state.Enabled;
        Raylib_cs.Color fill = primary ? theme.Text : state.Hovered ? theme.Line : theme.Raised;
        if (primary && state.Hovered)
            fill = Theme.Mix(theme.Text, theme.Ground, 0.12f);
        canvas.Fill(box, radius, Theme.Fade(fill, state.Enabled ? 1 : 0.5f));
        if (state.Focused)
            canvas.Stroke(box.Inset(-3 * canvas.Unit), radius + 3 * canvas.Unit, MathF.Round(2 * canvas.Unit), theme.Text);
        canvas.TextCentered(TextStyle.BodyStrong, label, box, primary ? theme.Ground : state.Enabled ? theme.Text : theme.Quiet);
    }
}

/// <summary>A small button that can be on.</summary>
internal static class Chip
{
    public static void Draw(Canvas canvas, Theme theme, in Box box, string label, WidgetState state, bool on = false)
    {
        float radius = MathF.Round(8 * canvas.Unit);
        canvas.Fill(box, radius, state.Hovered ? theme.Line : theme.Raised);
        if (on)
            canvas.Stroke(box, radius, MathF.Round(2 * canvas.Unit), theme.Player);
        if (state.Focused)
            canvas.Stroke(box.Inset(-3 * canvas.Unit), radius + 3 * canvas.Unit, MathF.Round(2 * canvas.Unit), theme.Text);
        canvas.TextCentered(TextStyle.Hint, label, box, theme.Text);
    }
}

/// <summary>A labelled value on a line. Label and value stand above the track.</summary>
internal static class Slider
{
    public static void Draw(Canvas canvas, Theme theme, in Box box, string label, ReadOnlySpan<char> value, float share, WidgetState state)
    {
        float knob = MathF.Round(16 * canvas.Unit), line = MathF.Round(4 * canvas.Unit);
        float middle = box.Y + 14 * canvas.Unit;
        Raylib_cs.Color voice = state.Enabled ? theme.Player : theme.Line;
        canvas.Text(TextStyle.Hint, label, box.X, middle, theme.Quiet);
        canvas.TextRight(TextStyle.HintStrong, value, box.Right, middle, state.Enabled ? theme.Text : theme.Quiet);
        Box track = Track(box, canvas.Unit);
        canvas.Fill(track, line / 2, theme.Line);
        float x = track.X + track.Width * share;
        canvas.Fill(track.Left(x - track.X), line / 2, voice);
        var head = new Box(MathF.Round(x - knob / 2), track.Center.Y - knob / 2, knob, knob);
        canvas.MarkFill(head, knob / 2, voice);
        if (state.Focused || state.Hovered && state.Enabled)
            canvas.MarkStroke(head.Inset(-3 * canvas.Unit), knob / 2 + 3 * canvas.Unit, MathF.Round(2 * canvas.Unit), state.Focused ? theme.Text : theme.Player);
    }

    /// <summary>How far along the track a point is, 0 to 1.</summary>
    public static float ShareAt(in Box box, float unit, Vector2 point)
    {
        Box track = Track(box, unit);
        return Math.Clamp((point.X - track.X) / track.Width, 0, 1);
    }

    private static Box Track(in Box box, float unit)
    {
        float knob = MathF.Round(16 * unit), line = MathF.Round(4 * unit);
        return new Box(box.X + knob / 2, MathF.Round(box.Y + 40 * unit - line / 2), box.Width - knob, line);
    }
}

/// <summary>A labelled choice with an arrow on either side.</summary>
internal static class Stepper
{
    public static void Draw(Canvas canvas, Theme theme, in Box box, string label, string value, int hovered, bool focused)
    {
        canvas.Text(TextStyle.Hint, label, box.X, box.Y + 14 * canvas.Unit, theme.Quiet);
        (Box back, Box forward) = Arrows(box, canvas.Unit);
        float radius = MathF.Round(8 * canvas.Unit);
        var field = new Box(box.X, back.Y, box.Width, back.Height);
        canvas.Fill(field, radius, theme.Raised);
        if (focused)
            canvas.Stroke(field.Inset(-3 * canvas.Unit), radius + 3 * canvas.Unit, MathF.Round(2 * canvas.Unit), theme.Text);
        if (hovered != 0)
            canvas.Fill(hovered < 0 ? back : forward, radius, theme.Line);
        canvas.TextCentered(TextStyle.BodyStrong, "‹", back, theme.Text);
        canvas.TextCentered(TextStyle.BodyStrong, "›", forward, theme.Text);
        DrawValue(canvas, theme, field.Inset(back.Width, 0), value);
    }

    /// <summary>As much of the value as fits: file names can be long.</summary>
    private static void DrawValue(Canvas canvas, Theme theme, in Box room, string value)
    {
        Span<char> text = stackalloc char[32];
        int length = Math.Min(value.Length, text.Length);
        value.AsSpan(0, length).CopyTo(text);
        while (length > 1 && canvas.Measure(TextStyle.HintStrong, text[..length]) > room.Width)
            text[--length - 1] = '…';
        canvas.TextCentered(TextStyle.HintStrong, text[..length], room, theme.Text);
    }

    /// <summary>−1 over the arrow back, 1 over the arrow forward, 0 elsewhere.</summary>
    public static int ArrowAt(in Box box, float unit, Vector2 point)
    {
        (Box back, Box forward) = Arrows(box, unit);
        return back.Contains(point) ? -1 : forward.Contains(point) ? 1 : 0;
    }

    private static (Box Back, Box Forward) Arrows(in Box box, float unit)
    {
        float size = MathF.Round(28 * unit);
        Box field = box.BottomPart(size);
        return (field.Left(MathF.Round(24 * unit)), field.RightPart(MathF.Round(24 * unit)));
    }
}
