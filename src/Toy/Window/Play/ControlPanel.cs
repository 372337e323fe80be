using System.Numerics;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>What of the panel a point or the keyboard is on.</summary>
internal enum Control
{
    None,
    Denoiser,
    Order,

    /// <summary>How much is revealed at once: steps or, under the order entropy, γ.</summary>
    Pace,
    Temperature,
    Remasking,
    Strength,
    Seed,
    Step,
    Run,
    Again,
    Like,
    Shelf,
    Copy,
    Paste,
    Gif,
    Png,

    /// <summary>On or off; its button is the shell's.</summary>
    Sound,
}

/// <summary>How the denoiser goes on: order, steps, temperature, remasking, seed, and the three big buttons.</summary>
internal static class ControlPanel
{
    private static readonly Control[] All = Enum.GetValues<Control>();

    private static readonly string LikeSummary = With("Keep this name on your shelf", Intent.Like), CopySummary = With("Copy a code of this game", Intent.Copy),
        PasteSummary = With("Paste a code, watch its game", Intent.Paste), GifSummary = With("Save how it came about, animated", Intent.Gif),
        PngSummary = With("Save what you see", Intent.Png);

    private static string With(string summary, Intent intent) => $"{summary} ({Shortcuts.KeysOf(intent, SceneKind.Play)})";

    public static Control At(PlayLayout layout, Vector2 point)
    {
        foreach (Control control in All)
        {
            if (BoxOf(layout, control).Contains(point))
                return control;
        }
        return Control.None;
    }

    public static Box BoxOf(PlayLayout layout, Control control) => control switch
    {
        Control.Denoiser => layout.DenoiserStepper,
        Control.Order => layout.OrderStepper,
        Control.Pace => layout.PaceSlider,
        Control.Temperature => layout.TemperatureSlider,
        Control.Remasking => layout.RemaskingStepper,
        Control.Strength => layout.StrengthSlider,
        Control.Seed => layout.SeedLabel,
        Control.Step => layout.StepButton,
        Control.Run => layout.RunButton,
        Control.Again => layout.AgainButton,
        Control.Like => layout.LikeButton,
        Control.Shelf => layout.ShelfButton,
        Control.Copy => layout.CopyButton,
        Control.Paste => layout.PasteButton,
        Control.Gif => layout.GifButton,
        Control.Png => layout.PngButton,
        _ => default,
    };

    /// <summary>What a control does, in seven words or fewer.</summary>
    public static string? Summary(Control control, PlayTable table) => control switch
    {
        Control.Order => Knobs.Order.Hint(table),
        Control.Pace => Knobs.Pace(table.Board.Settings).Hint(table.Board.Settings),
        Control.Temperature => Knobs.Temperature.Hint(table.Board.Settings),
        Control.Remasking => Knobs.Remasking.Hint(table),
        Control.Strength => Knobs.Strength.Hint(table.Board.Settings),
        Control.Seed => "Same seed, same letters; Again changes it",
        Control.Step => "Reveal the next few letters",
        Control.Run => "Reveal all the rest",
        Control.Again => "Mask all but yours, draw anew",
        Control.Denoiser => Knobs.Denoiser.Hint(table),
        Control.Like => LikeSummary,
        Control.Shelf => "The names that you liked",
        Control.Copy => CopySummary,
        Control.Paste => PasteSummary,
        Control.Gif => GifSummary,
        Control.Png => PngSummary,
        _ => null,
    };

    public static void Draw(PlayView view, Control hovered, Control focused, Vector2 mouse)
    {
        (Canvas canvas, Theme theme, PlayLayout layout, PlayTable table) = (view.Canvas, view.Theme, view.Layout, view.Table);
        canvas.Fill(layout.Panel, view.Pixels(12), theme.Surface);
        Choose(Knobs.Denoiser, Control.Denoiser);
        Choose(Knobs.Order, Control.Order);
        Choose(Knobs.Remasking, Control.Remasking);
        Slide(Knobs.Pace(table.Board.Settings), Control.Pace);
        Slide(Knobs.Temperature, Control.Temperature);
        Slide(Knobs.Strength, Control.Strength);
        Button.Draw(canvas, theme, layout.StepButton, "Step", State(Control.Step));
        Button.Draw(canvas, theme, layout.RunButton, "Run", State(Control.Run), primary: true);
        Button.Draw(canvas, theme, layout.AgainButton, "Again", State(Control.Again));

        WidgetState State(Control control) => new(hovered == control, focused == control);

        void Choose(Choice knob, Control control)
        {
            Box box = BoxOf(layout, control);
            Stepper.Draw(canvas, theme, box, knob.Label, knob.Value(table), hovered == control ? Stepper.ArrowAt(box, layout.Unit, mouse) : 0, focused == control);
        }

        void Slide(Scale knob, Control control)
        {
            Span<char> text = stackalloc char[24];
            int length = knob.Write(table.Board.Settings, text);
            WidgetState state = State(control) with { Enabled = knob.Missing(table.Board.Settings) is null };
            Slider.Draw(canvas, theme, BoxOf(layout, control), knob.Label, text[..length], knob.Share(table), state);
        }
    }

    /// <summary>The seed, where the hint leaves room.</summary>
    public static void DrawSeed(PlayView view)
    {
        Span<char> text = stackalloc char[32];
        "seed ".CopyTo(text);
        WriteSeed(view.Board.Seed, text[5..], out int length);
        view.Canvas.TextRight(TextStyle.Hint, text[..(5 + length)], view.Layout.SeedLabel.Right, view.Layout.SeedLabel.Center.Y, view.Theme.Quiet);
    }

    /// <summary>The buttons at the foot of the facts.</summary>
    public static void DrawErrands(PlayView view, Control hovered, Control focused, bool liked, bool shelf)
    {
        PlayLayout layout = view.Layout;
        Draw(layout.LikeButton, liked ? "Liked" : "Like", Control.Like, liked);
        Draw(layout.ShelfButton, "Shelf", Control.Shelf, shelf);
        Draw(layout.CopyButton, "Copy", Control.Copy, false);
        Draw(layout.PasteButton, "Paste", Control.Paste, false);
        Draw(layout.GifButton, "GIF", Control.Gif, false);
        Draw(layout.PngButton, "PNG", Control.Png, false);

        void Draw(in Box box, string label, Control control, bool on) =>
            Chip.Draw(view.Canvas, view.Theme, box, label, new WidgetState(hovered == control, focused == control), on);
    }

    /// <summary>A short seed as it is; a long one by the digits that tell it from others.</summary>
    private static void WriteSeed(ulong seed, Span<char> text, out int length)
    {
        if (seed < 10_000_000)
            text.TryWrite($"{seed}", out length);
        else
            text.TryWrite($"…{seed % 1_000_000:000000}", out length);
    }
}
