using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

/// <summary>What is asked of every scene's layout, at every size and scale.</summary>
internal static class SceneLayouts
{
    private static readonly Faces Files =
        FontSearch.Find("abcdefghijklmnopqrstuvwxyz") ?? throw new InvalidOperationException("no font");

    public static void ForAll(Action<ShellLayout> check)
    {
        foreach (float scale in (float[])[1, 1.5f, 2])
        {
            foreach ((int width, int height) in ((int, int)[])[(960, 600), (1280, 720), (1920, 1080), (2560, 1440), (3840, 2160)])
                check(ShellLayout.For((int)Math.Max(width, 960 * scale), (int)Math.Max(height, 600 * scale), scale));
        }
    }

    /// <summary>The real fonts at this layout's size.</summary>
    public static Typography Typography(ShellLayout shell) => new(Files, shell.Unit, (int)shell.Pixels(56));

    public static void AssertApart(ShellLayout shell, params ReadOnlySpan<Box> boxes)
    {
        AssertWithin(new Box(0, shell.Brand.Bottom, shell.Width, shell.Height - shell.Brand.Bottom), boxes);
    }

    /// <summary>None is empty, none overlaps another, all are inside.</summary>
    public static void AssertWithin(in Box outer, params ReadOnlySpan<Box> boxes)
    {
        for (int i = 0; i < boxes.Length; i++)
        {
            Assert.True(boxes[i].Width > 0 && boxes[i].Height > 0, $"{boxes[i]} is empty in {outer}");
            Assert.True(outer.Contains(boxes[i]), $"{boxes[i]} leaves {outer}");
            for (int j = 0; j < i; j++)
                Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} overlaps {boxes[j]} in {outer}");
        }
    }

    public static void AssertFits(Typography text, TextStyle style, string words, float width) =>
        Assert.True(text.Measure(style, words) <= width, $"'{words}': {text.Measure(style, words)} in {width} at unit {text.Unit}");
}
