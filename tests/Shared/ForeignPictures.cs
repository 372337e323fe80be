using System.Diagnostics;
using System.Globalization;

namespace Unmask.Tests;

/// <summary>A picture as a program that is not ours reads it: ImageMagick.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Frames">Three bytes for each pixel, as a viewer shows them one after the other.</param>
/// <param name="Delays">How long each frame is shown, in hundredths of a second.</param>
internal sealed record ForeignPictures(int Width, int Height, IReadOnlyList<byte[]> Frames, IReadOnlyList<int> Delays)
{
    public static ForeignPictures Read(string path)
    {
        string[][] lines = [.. System.Text.Encoding.ASCII.GetString(Run("identify", "-format", "%W %H %T\n", path))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        int width = Number(lines[0][0]), height = Number(lines[0][1]), size = width * height * 3;
        byte[] pixels = Run("convert", path, "-coalesce", "-depth", "8", "rgb:-");
        if (pixels.Length != lines.Length * size)
            throw new InvalidDataException($"{lines.Length} frames of {width} × {height} are not {pixels.Length} bytes.");
        return new(width, height, [.. pixels.Chunk(size)], [.. lines.Select(line => Number(line[2]))]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        // A file that is read with complaints is no good either.
        if (process.ExitCode != 0 || complaints.Result.Length > 0)
            throw new InvalidDataException($"{program}: {complaints.Result}");
        return output.ToArray();
    }
}
