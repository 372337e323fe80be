using System.Numerics;
using Unmask.Model.Diffusion;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game.Play;

/// <summary>What of the panel a point or the keyboard is on.</summary>
internal enum Control
{
    None,
    Order,
    Steps,
    Temperature,
    Step,
    Run,
    Again,
}

/// <summary>How the denoiser goes on: order, steps, temperature, seed, and the three big buttons.</summary>
internal static class ControlPanel
{
    public const float HottestShown = 2f;

    public static Control At(PlayLayout layout, Vector2 point) =>
        layout.OrderStepper.Contains(point) ? Control.Order
        : layout.StepsSlider.Contains(point) ? Control.Steps
        : layout.TemperatureSlider.Contains(point) ? Control.Temperature
        : layout.StepButton.Contains(point) ? Control.Step
        : layout.RunButton.Contains(point) ? Control.Run
        : layout.AgainButton.Contains(point) ? Control.Again
        : Control.None;

    /// <summary>What a control does, in seven words or fewer.</summary>
    public static string? Summary(Control control, in SamplerSettings settings) => control switch
    {
        Control.Order => settings.Order.Summary,
        Control.Steps => "How many steps a whole name takes",
        Control.Temperature => "Low plays safe, high takes risks",
        Control.Step => "Reveal the next few letters",
        Control.Run => "Reveal all the rest",
        Control.Again => "Mask all but yours, draw anew",
        _ => null,
    };

    public static SamplerSettings WithOrder(in SamplerSettings settings, int by)
    {
        IReadOnlyList<IRevealOrder> all = RevealOrders.All;
        int index = 0;
        while (index < all.Count - 1 && all[index] != settings.Order)
            index++;
        return settings with { Order = all[(index + by + all.Count) % all.Count] };
    }

    public static SamplerSettings WithSteps(in SamplerSettings settings, float share, int most) =>
        settings with { Steps = 1 + (int)MathF.Round(share * (most - 1)) };

    /// <summary>Temperatures come in twentieths, so that the same one can be found again.</summary>
    public static SamplerSettings WithTemperature(in SamplerSettings settings, float share) =>
        settings with { Temperature = MathF.Max(1, MathF.Round(share * HottestShown * 20)) / 20 };

    public static void Draw(PlayView view, Control hovered, Control focused, Vector2 mouse, int mostSteps)
    {
        (Canvas canvas, Theme theme, PlayLayout layout) = (view.Canvas, view.Theme, view.Layout);
        SamplerSettings settings = view.Game.Board.Settings;
        canvas.Fill(layout.Panel, view.Pixels(12), theme.Surface);
        Stepper.Draw(canvas, theme, layout.OrderStepper, "order", settings.Order.Name,
            hovered == Control.Order ? Stepper.ArrowAt(layout.OrderStepper, layout.Unit, mouse) : 0, focused == Control.Order);

        Span<char> text = stackalloc char[24];
        text.TryWrite($"{settings.Steps}", out int length);
        float share = (settings.Steps - 1) / (float)Math.Max(1, mostSteps - 1);
        Slider.Draw(canvas, theme, layout.StepsSlider, "steps", text[..length], Math.Min(1, share), State(Control.Steps));
        text.TryWrite($"{settings.Temperature:0.00}", out length);
        Slider.Draw(canvas, theme, layout.TemperatureSlider, "temperature", text[..length],
            Math.Clamp(settings.Temperature / HottestShown, 0, 1), State(Control.Temperature));

        canvas.Text(TextStyle.Hint, "seed", layout.SeedLabel.X, layout.SeedLabel.Y + view.Pixels(14), theme.Quiet);
        WriteSeed(view.Game.Board.Seed, text, out length);
        canvas.Text(TextStyle.HintStrong, text[..length], layout.SeedLabel.X, layout.SeedLabel.Y + view.Pixels(42), theme.Text);

        Button.Draw(canvas, theme, layout.StepButton, "Step", State(Control.Step));
        Button.Draw(canvas, theme, layout.RunButton, "Run", State(Control.Run), primary: true);
        Button.Draw(canvas, theme, layout.AgainButton, "Again", State(Control.Again));

        WidgetState State(Control control) => new(hovered == control, focused == control);
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
