using Raylib_cs;

namespace Unmask.Window.Tests;

/// <summary>
/// What was last found good, picture by picture. UNMASK_GOLDEN=write draws the pictures anew; look at them before they are committed.
/// </summary>
internal static class Golden
{
    private const int Tolerance = 1;

    /// <summary>What differs from the picture of that name, in one line; null if nothing does.</summary>
    public static string? Difference(Image image, string name)
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
