using System.Numerics;
using Unmask.Model;
using Unmask.Model.Diffusion;
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
    public const float HottestShown = 2f;

    private static readonly string LikeSummary = With("Keep this name on your shelf", Intent.Like), CopySummary = With("Copy a code of this game", Intent.Copy),
        PasteSummary = With("Paste a code, watch its game", Intent.Paste), GifSummary = With("Save how it came about, animated", Intent.Gif),
        PngSummary = With("Save what you see", Intent.Png);

    private static string With(string summary, Intent intent) => $"{summary} ({Shortcuts.KeysOf(intent, SceneKind.Play)})";

    public static Control At(PlayLayout layout, Vector2 point) =>
        layout.DenoiserStepper.Contains(point) ? Control.Denoiser
        : layout.OrderStepper.Contains(point) ? Control.Order
        : layout.PaceSlider.Contains(point) ? Control.Pace
        : layout.TemperatureSlider.Contains(point) ? Control.Temperature
        : layout.RemaskingStepper.Contains(point) ? Control.Remasking
        : layout.StrengthSlider.Contains(point) ? Control.Strength
        : layout.SeedLabel.Contains(point) ? Control.Seed
        : layout.StepButton.Contains(point) ? Control.Step
        : layout.RunButton.Contains(point) ? Control.Run
        : layout.AgainButton.Contains(point) ? Control.Again
        : layout.LikeButton.Contains(point) ? Control.Like
        : layout.ShelfButton.Contains(point) ? Control.Shelf
        : layout.CopyButton.Contains(point) ? Control.Copy
        : layout.PasteButton.Contains(point) ? Control.Paste
        : layout.GifButton.Contains(point) ? Control.Gif
        : layout.PngButton.Contains(point) ? Control.Png
        : Control.None;

    /// <summary>What a control does, in seven words or fewer.</summary>
    public static string? Summary(Control control, in SamplerSettings settings, IDenoiser denoiser) => control switch
    {
        Control.Order => settings.Order.Summary,
        Control.Pace when SamplerKnobs.PaceIsDoubt(settings) => "How unsure letters revealed together may be",
        Control.Pace => "How many steps a whole name takes",
        Control.Temperature => "Low plays safe, high takes risks",
        Control.Remasking => settings.Remasking.Summary,
        Control.Strength when settings.Remasking == Remaskings.None => "Choose a remasking first",
        Control.Strength => "How much goes back into the fog",
        Control.Seed => "Same seed, same letters; Again changes it",
        Control.Step => "Reveal the next few letters",
        Control.Run => "Reveal all the rest",
        Control.Again => "Mask all but yours, draw anew",
        Control.Denoiser => DenoiserCatalog.SummaryOf(denoiser.Architecture) ?? "Who guesses the letters",
        Control.Like => LikeSummary,
        Control.Shelf => "The names that you liked",
        Control.Copy => CopySummary,
        Control.Paste => PasteSummary,
        Control.Gif => GifSummary,
        Control.Png => PngSummary,
        _ => null,
    };

    public static void Draw(PlayView view, string denoiser, Control hovered, Control focused, Vector2 mouse, int mostSteps)
    {
        (Canvas canvas, Theme theme, PlayLayout layout) = (view.Canvas, view.Theme, view.Layout);
        SamplerSettings settings = view.Game.Board.Settings;
        canvas.Fill(layout.Panel, view.Pixels(12), theme.Surface);
        Choice(layout.DenoiserStepper, "denoiser", denoiser, Control.Denoiser);
        Choice(layout.OrderStepper, "order", settings.Order.Name, Control.Order);
        Choice(layout.RemaskingStepper, "remasking", settings.Remasking.Name, Control.Remasking);

        Span<char> text = stackalloc char[24];
        int length;
        if (SamplerKnobs.PaceIsDoubt(settings))
        {
            text.TryWrite($"{settings.Gamma:0.0}", out length);
            Slider.Draw(canvas, theme, layout.PaceSlider, "doubt", text[..length], Math.Min(1, settings.Gamma / SamplerKnobs.MostDoubt), State(Control.Pace));
        }
        else
        {
            text.TryWrite($"{settings.Steps}", out length);
            float share = (settings.Steps - 1) / (float)Math.Max(1, mostSteps - 1);
            Slider.Draw(canvas, theme, layout.PaceSlider, "steps", text[..length], Math.Min(1, share), State(Control.Pace));
        }
        text.TryWrite($"{settings.Temperature:0.00}", out length);
        Slider.Draw(canvas, theme, layout.TemperatureSlider, "temperature", text[..length],
            Math.Clamp(settings.Temperature / HottestShown, 0, 1), State(Control.Temperature));
        text.TryWrite($"{settings.Strength:0.00}", out length);
        Slider.Draw(canvas, theme, layout.StrengthSlider, "strength", text[..length], settings.Strength,
            State(Control.Strength) with { Enabled = settings.Remasking != Remaskings.None });

        Button.Draw(canvas, theme, layout.StepButton, "Step", State(Control.Step));
        Button.Draw(canvas, theme, layout.RunButton, "Run", State(Control.Run), primary: true);
        Button.Draw(canvas, theme, layout.AgainButton, "Again", State(Control.Again));

        WidgetState State(Control control) => new(hovered == control, focused == control);

        void Choice(in Box box, string label, string value, Control control) =>
            Stepper.Draw(canvas, theme, box, label, value, hovered == control ? Stepper.ArrowAt(box, layout.Unit, mouse) : 0, focused == control);
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
