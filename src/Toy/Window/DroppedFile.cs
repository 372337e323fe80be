using System.Buffers.Binary;
using Unmask.Model.Text;

namespace Unmask.Toy.Window;

/// <summary>The kind of a file that was dropped on the window.</summary>
internal enum DroppedKind
{
    Nothing,
    Words,
    Weights,
}

/// <summary>A file or folder that was dropped on the window, classified by its name, or by its content if the name does not tell.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Path">Its path; for a folder, the path of the only list in it.</param>
/// <param name="Problem">Why it cannot be used, in one sentence; else empty.</param>
internal sealed record DroppedFile(DroppedKind Kind, string Path, string Problem)
{
    private const string WeightsEnding = ".safetensors";

    /// <summary>The number of bytes to look at.</summary>
    private const int Beginning = 4096;

    /// <summary>The longest header of weights that is accepted, in bytes.</summary>
    private const ulong MostHeader = 100_000_000;

    private static readonly string[] ListEndings = [".txt", ".csv"];

    /// <summary>Classifies a file or folder; never fails.</summary>
    public static DroppedFile Look(string path)
    {
        string name = System.IO.Path.GetFileName(path.TrimEnd('/', '\\'));
        try
        {
            return Directory.Exists(path) ? LookInto(path, name) : LookAt(path, name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Nothing(path, $"{name} cannot be read.");
        }
    }

    private static DroppedFile LookInto(string folder, string name)
    {
        string[] lists = [.. Directory.EnumerateFiles(folder).Where(file => IsOf(file, ListEndings)).Take(2)];
        return lists is [var only] ? LookAt(only, System.IO.Path.GetFileName(only))
            : Nothing(folder, $"{name} is a folder. Drop a list of words (.txt or .csv) or weights ({WeightsEnding}) from it.");
    }

    private static DroppedFile LookAt(string path, string name)
    {
        if (IsOf(path, WeightsEnding))
            return new DroppedFile(DroppedKind.Weights, path, "");
        // Reading a device or a pipe might never end.
        if ((File.GetAttributes(path) & FileAttributes.Device) != 0)
            return Nothing(path, $"{name} is no file.");
        byte[] bytes = new byte[Beginning];
        int count;
        long length;
        using (FileStream file = File.OpenRead(path))
        {
            length = file.Length;
            count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        ReadOnlySpan<byte> beginning = bytes.AsSpan(0, count);
        if (beginning.IsEmpty)
            return Nothing(path, $"{name} is empty.");
        if (HoldsWeights(beginning, length))
            return new DroppedFile(DroppedKind.Weights, path, "");
        try
        {
            Presets.OpenAny(path).Survey();
            return new DroppedFile(DroppedKind.Words, path, "");
        }
        catch (NameFileException problem)
        {
            string reason = problem.Message.ReplaceLineEndings(" ");
            return Nothing(path, beginning.Contains((byte)0) ? $"{name} is neither words nor weights." : $"{name} cannot be learned: {reason.TrimEnd('.')}.");
        }
    }

    /// <summary>Safetensors begin with the length of a header in JSON, eight bytes, little-endian.</summary>
    private static bool HoldsWeights(ReadOnlySpan<byte> beginning, long length) =>
        beginning.Length > 8 && beginning[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(beginning) is var header && header <= MostHeader && (long)header <= length - 8;

    private static bool IsOf(string path, params ReadOnlySpan<string> endings) => endings.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static DroppedFile Nothing(string path, string problem) => new(DroppedKind.Nothing, path, problem);
}
