using System.Numerics;
using Raylib_cs;
using Unmask.Model.Names;
using Unmask.Toy.Game.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>
/// The scene as it was last found good, picture by picture. UNMASK_GOLDEN=write draws the pictures anew; look at them before they are
/// committed.
/// </summary>
[Collection("off-screen")]
public class GoldenTests
{
    private const int Tolerance = 1;

    public static TheoryData<string, int, int> Views => new()
    {
        { "dark", 1280, 720 },
        { "light", 1280, 720 },
        { "dark", 960, 600 },
        { "light", 1920, 1200 },
    };

    [Theory, MemberData(nameof(Views))]
    public void It_looks_as_it_did(string theme, int width, int height)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        string view = $"{theme}-{width}x{height}";
        var changed = new List<string>();
        stage.Type("ma");
        stage.Game.Restrict(4, new(0b1_0001_0001));
        stage.Game.Reveal(6);
        stage.Point(stage.Layout.Tiles[3].Center);
        Compare("playing");
        stage.Point(new Vector2(-1, -1));
        stage.Press(KeyboardKey.Enter);
        Compare("finished");
        Assert.True(changed.Count == 0, string.Join('\n', changed));

        void Compare(string moment)
        {
            Image image = stage.Draw();
            if (Difference(image, $"{view}-{moment}.png") is { } difference)
                changed.Add(difference);
            Raylib.UnloadImage(image);
        }
    }

    private static string? Difference(Image image, string name)
    {
        string golden = Path.Combine(Repository.Root, "tests", "Window.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("UNMASK_GOLDEN") == "write")
        {
            Raylib.ExportImage(image, golden);
            return null;
        }
        Image expected = Raylib.LoadImage(golden);
        int different = expected.Width == image.Width && expected.Height == image.Height ? CountDifferent(image, expected) : image.Width * image.Height;
        Raylib.UnloadImage(expected);
        if (different == 0)
            return null;
        string folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        Raylib.ExportImage(image, Path.Combine(folder, "golden-" + name));
        return $"{name}: {different} pixels differ; what was drawn is in artifacts/screenshots/golden-{name}";
    }

    private static unsafe int CountDifferent(Image a, Image b)
    {
        Color* left = Raylib.LoadImageColors(a), right = Raylib.LoadImageColors(b);
        int different = 0;
        for (int i = 0; i < a.Width * a.Height; i++)
        {
            if (Math.Abs(left[i].R - right[i].R) > Tolerance || Math.Abs(left[i].G - right[i].G) > Tolerance || Math.Abs(left[i].B - right[i].B) > Tolerance)
                different++;
        }
        Raylib.UnloadImageColors(left);
        Raylib.UnloadImageColors(right);
        return different;
    }
}
