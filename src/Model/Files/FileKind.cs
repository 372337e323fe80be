namespace Unmask.Model.Files;

/// <summary>A kind of file that this program writes, told by its first bytes.</summary>
/// <param name="Name">As in "that file is no ONNX model".</param>
/// <param name="Begins">Whether a file of this kind can begin so; given at most <see cref="Longest"/> bytes.</param>
public sealed record FileKind(string Name, Func<byte[], bool> Begins)
{
    private const int Longest = 32;

    /// <summary>Eight bytes of length, then a JSON object.</summary>
    public static FileKind Weights { get; } = new("weights file", bytes => bytes.Length > 8 && bytes[8] == (byte)'{');

    /// <summary>A protocol buffer whose first field is the format's version.</summary>
    public static FileKind Onnx { get; } = new("ONNX model", bytes => bytes is [0x08, < 0x40, ..]);

    /// <summary>A moving picture; both versions of the format begin with <c>GIF8</c>.</summary>
    public static FileKind Gif { get; } = new("GIF", bytes => bytes.AsSpan().StartsWith("GIF8"u8));

    /// <summary>A picture in the Portable Network Graphics format.</summary>
    public static FileKind Png { get; } = new("PNG", bytes => bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..]);

    /// <summary>A plot as this program draws it, without an XML declaration.</summary>
    public static FileKind Svg { get; } = new("SVG", bytes => bytes.AsSpan().StartsWith("<svg "u8));

    /// <summary>A Markdown page with this very heading.</summary>
    public static FileKind Evaluation { get; } = new("evaluation", bytes => bytes.AsSpan().StartsWith("# Evaluation\n"u8));

    /// <summary>A web page of a game, with this very beginning.</summary>
    public static FileKind Page { get; } = new("page of a game", bytes => bytes.AsSpan().StartsWith("<!doctype html><!--unmask-->"u8));

    /// <summary>Whether the file at <paramref name="path"/> is one, as far as its beginning tells.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public bool IsAt(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[Longest];
        return Begins(bytes[..stream.ReadAtLeast(bytes, Longest, throwOnEndOfStream: false)]);
    }
}
