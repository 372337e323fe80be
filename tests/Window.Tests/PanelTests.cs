using System.Globalization;
using Unmask.Toy.Window.Ui;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The Play scene's panel, by clicks and by keys, and what is remembered of it.</summary>
public sealed class PanelTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Order_steps_remasking_and_strength_are_set_by_clicks_and_are_there_at_the_next_start()
    {
        using (LiveWindow window = LiveWindow.OpenAtHome(_home))
        {
            string order = window.Field("order");
            Forward(window, window.Place("order"));
            window.Until("another order", () => window.Field("order") != order);
            // While nothing is remasked there is nothing that could be stronger.
            window.Click(Along(window.Place("strength"), 0.9f));
            window.Click(Along(window.Place("pace"), 0.3f));
            window.Until("fewer steps", () => int.Parse(window.Field("steps"), CultureInfo.InvariantCulture) < 10);
            Assert.Equal("0.50", window.Field("strength"));
            foreach (string remasking in (string[])["cap", "rescale", "confidence", "introspective", "none", "cap"])
            {
                Forward(window, window.Place("remasking"));
                window.Until(remasking, () => window.Field("remasking") == remasking);
            }
            window.Click(window.Place("remasking").Left(12).BottomPart(20));
            window.Until("back", () => window.Field("remasking") == "none");
            window.Click(window.Place("remasking").Left(12).BottomPart(20));
            window.Until("back from the first to the last", () => window.Field("remasking") == "introspective");
            window.Click(Along(window.Place("strength"), 0.9f));
            window.Until("a strength", () => window.Field("strength") == "0.90");
            window.Keep("remasking");
            window.Until("the settings on disk", () => Settings().Contains("\"strength\": 0.9", StringComparison.Ordinal));
        }
        using LiveWindow again = LiveWindow.OpenProgram(_home, ["--seed", "7"]);
        Assert.Equal("introspective 0.90", $"{again.Field("remasking")} {again.Field("strength")}");
    }

    [Fact]
    public void Every_control_of_the_panel_is_reached_with_Tab_and_changed_with_arrows()
    {
        using LiveWindow window = LiveWindow.Open();
        // Step, Run, Again, Clear, denoiser, order.
        window.Press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab");
        string order = window.Field("order");
        window.Press("Right");
        window.Until("another order", () => window.Field("order") != order);
        window.Press("Tab", "Left");
        window.Until("a step fewer", () => window.Field("steps") == "19");
        window.Press("Tab", "Right");
        window.Until("warmer", () => window.Field("temperature") == "0.85");
        window.Press("Tab", "Right");
        window.Until("a remasking", () => window.Field("remasking") == "cap");
        window.Press("Tab", "Left");
        window.Until("a weaker one", () => window.Field("strength") == "0.45");
        window.Keep("focused");
    }

    [Fact]
    public void Under_entropy_the_pace_is_the_doubt_that_letters_revealed_together_may_have()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home);
        foreach (string order in (string[])["sampled", "margin", "entropy"])
        {
            Forward(window, window.Place("order"));
            window.Until(order, () => window.Field("order") == order);
        }
        window.Click(Along(window.Place("pace"), 0.5f));
        window.Until("more doubt", () => float.Parse(window.Field("gamma"), CultureInfo.InvariantCulture) is > 2.2f and < 2.8f);
        Assert.Equal("20", window.Field("steps"));
        window.Keep("doubt");
        window.Until("the settings on disk", () => Settings().Contains("\"gamma\": 2.", StringComparison.Ordinal));
        // With so much doubt allowed, the whole row comes in a few steps.
        window.Click(window.Place("Step"));
        window.Until("several letters at once", () => int.Parse(window.Field("masked"), CultureInfo.InvariantCulture) < 11);
    }

    [Fact]
    public void A_code_brings_the_remasking_back()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        Forward(window, window.Place("remasking"));
        Forward(window, window.Place("remasking"));
        window.Click(Along(window.Place("strength"), 1));
        window.Until("a remasking", () => window.Field("remasking") == "rescale" && window.Field("strength") == "1.00");
        window.Click(window.Place("Run"));
        window.Until("a name", () => window.Field("masked") == "0" && window.Field("playing") == "False");
        string name = window.Row;
        window.Press("ctrl+c", "ctrl+r");
        window.Until("a new game", () => window.Field("masked") != "0");
        window.Click(window.Place("remasking").Left(12).BottomPart(20));
        window.Until("another remasking", () => window.Field("remasking") == "cap");
        window.Press("ctrl+v");
        window.Until("the same game", () => window.Row == name && window.Field("playing") == "False");
        Assert.Equal("rescale 1.00", $"{window.Field("remasking")} {window.Field("strength")}");
    }

    private static void Forward(LiveWindow window, Box stepper) => window.Click(stepper.RightPart(12).BottomPart(20));

    /// <summary>A point on a slider's track.</summary>
    private static System.Numerics.Vector2 Along(Box slider, float share) => new(slider.X + 8 + (slider.Width - 16) * share, slider.Y + 40);

    private string Settings() => File.Exists(Path.Combine(_home, "settings.json")) ? File.ReadAllText(Path.Combine(_home, "settings.json")) : "";
}
