using Raylib_cs;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

public class GameThemeTests
{
    public static TheoryData<string> Themes => ["dark", "light"];

    [Theory, MemberData(nameof(Themes))]
    public void Text_stands_out_from_everything_it_is_written_on(string name)
    {
        Theme theme = name == "dark" ? Theme.Dark : Theme.Light;
        foreach (Color ground in (Color[])[theme.Ground, theme.Surface, theme.Raised])
        {
            AssertReadable(theme.Text, ground);
            AssertReadable(theme.Quiet, ground);
        }
        // Buttons, chips and arrows under the mouse, the primary button, a notice.
        AssertReadable(theme.Text, theme.Line);
        AssertReadable(theme.Ground, theme.Text);
        AssertReadable(theme.Ground, Theme.Mix(theme.Text, theme.Ground, 0.12f));
        foreach (Color ground in (Color[])[theme.Ground, theme.Surface])
        {
            // Disabled buttons, and the small tiles that a filter has sent to the back.
            AssertReadable(theme.Quiet, Theme.Mix(ground, theme.Raised, 0.5f));
            AssertReadable(theme.Quiet, Theme.Mix(ground, Theme.Mix(theme.Raised, theme.Denoiser, 0.36f), 0.22f));
            AssertReadable(theme.Quiet, Theme.Mix(ground, Theme.Mix(theme.Raised, theme.Player, 0.2f), 0.22f));
            // The voices as words: both of the duel, the crowd's and the race's real and new, the code's comments.
            foreach (Color word in (Color[])[theme.Denoiser, theme.Player, theme.Real, theme.Novel])
                AssertReadable(word, ground);
        }
        // Tiles: forced, large and small; revealed with any probability, large and small.
        AssertReadable(theme.Text, Theme.Mix(theme.Raised, theme.Player, 0.16f));
        AssertReadable(theme.Text, Theme.Mix(theme.Raised, theme.Player, 0.2f));
        for (float share = 0.06f; share <= 0.361f; share += 0.06f)
            AssertReadable(theme.Text, Theme.Mix(theme.Raised, theme.Denoiser, share));
        foreach (Color badge in (Color[])[theme.Denoiser, theme.Real, theme.Novel])
            AssertReadable(badge, Theme.Mix(theme.Surface, badge, 0.16f));
        AssertReadable(theme.Player, Theme.Mix(theme.Surface, theme.Ground, 0.86f));
    }

    /// <summary>A tile's origin also shows by shape: fog, ring, thick edge with a pin.</summary>
    [Theory, MemberData(nameof(Themes))]
    public void The_three_origins_differ_for_every_kind_of_colour_vision(string name)
    {
        Theme theme = name == "dark" ? Theme.Dark : Theme.Light;
        (string Name, Color Color)[] origins = [("masked", Theme.Mix(theme.Surface, theme.Fog, 0.62f)), ("revealed", theme.Denoiser), ("forced", theme.Player)];
        foreach (double[] vision in ColorVision.All)
        {
            for (int i = 0; i < origins.Length; i++)
            {
                (string Name, Color Color) one = origins[i], other = origins[(i + 1) % origins.Length];
                double apart = ColorVision.Distance(one.Color, other.Color, vision);
                Assert.True(apart > 0.3, $"{one.Name} and {other.Name} are {apart:0.00} apart");
            }
        }
    }

    private static void AssertReadable(Color text, Color ground)
    {
        double a = Luminance(text), b = Luminance(ground);
        double contrast = (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
        Assert.True(contrast >= 4.5, $"{text} on {ground}: {contrast:0.00}");
    }

    private static double Luminance(Color color) =>
        0.2126 * ColorVision.Linear(color.R) + 0.7152 * ColorVision.Linear(color.G) + 0.0722 * ColorVision.Linear(color.B);
}

/// <summary>Dichromats' colours (protanopia, deuteranopia, tritanopia) by the matrices of Machado, Oliveira and Fernandes (2009), in linear RGB.</summary>
internal static class ColorVision
{
    public static IReadOnlyList<double[]> All { get; } =
    [
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    public static double Linear(byte value)
    {
        double x = value / 255.0;
        return x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
    }

    public static double Distance(Color a, Color b, double[] vision)
    {
        double sum = 0;
        for (int row = 0; row < 3; row++)
        {
            double difference = vision[3 * row] * (Linear(a.R) - Linear(b.R)) + vision[3 * row + 1] * (Linear(a.G) - Linear(b.G)) + vision[3 * row + 2] * (Linear(a.B) - Linear(b.B));
            sum += difference * difference;
        }
        return Math.Sqrt(sum);
    }
}
