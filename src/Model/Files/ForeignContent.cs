using System.Text;
using System.Text.Unicode;

namespace Unmask.Model.Files;

/// <summary>Recognises, by its first bytes, a file of another format where weights should be, and says what to do.</summary>
internal static class ForeignContent
{
    /// <summary>The most bytes that <see cref="Describe"/> makes use of.</summary>
    public const int Looked = 256;

    private const int ShownText = 40;

    private static readonly (byte[] Start, string What)[] Known =
    [
        ([.. "version https://git-lfs"u8], "this is a Git LFS pointer, not the file itself; run 'git lfs pull'"),
        ([.. "PK"u8], "this is a zip archive, as torch.save and numpy.savez write them; save the tensors as safetensors instead (docs/weights.md)"),
        ([0x80, 0x02], "this is a Python pickle; save the tensors as safetensors instead (docs/weights.md)"),
        ([0x80, 0x03], "this is a Python pickle; save the tensors as safetensors instead (docs/weights.md)"),
        ([0x80, 0x04], "this is a Python pickle; save the tensors as safetensors instead (docs/weights.md)"),
        ([0x80, 0x05], "this is a Python pickle; save the tensors as safetensors instead (docs/weights.md)"),
        ([.. "GGUF"u8], "this is a GGUF file, which this program does not read; save the tensors as safetensors instead"),
        ([0x93, .. "NUMPY"u8], "this is a NumPy array; save the tensors as safetensors instead (docs/weights.md)"),
        ([0x89, .. "HDF"u8], "this is an HDF5 file; save the tensors as safetensors instead (docs/weights.md)"),
        ([0x89, .. "PNG"u8], "this is a picture"),
        ([.. "GIF8"u8], "this is a picture"),
        ([0x1F, 0x8B], "this is compressed; unpack it first"),
        ([0xFD, .. "7zXZ"u8], "this is compressed; unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "this is compressed; unpack it first"),
        ([.. "BZh"u8], "this is compressed; unpack it first"),
        ([.. "7z"u8, 0xBC, 0xAF], "this is compressed; unpack it first"),
        ([.. "%PDF"u8], "this is a PDF document"),
        ([0xFF, 0xFE], "this is text (UTF-16); weights are a safetensors file"),
        ([0xFE, 0xFF], "this is text (UTF-16); weights are a safetensors file"),
        ([0x08, 0x07, 0x12], "this is an ONNX model, which this program writes and does not read; use the safetensors file that it was made from"),
        ([0x08, 0x08, 0x12], "this is an ONNX model, which this program writes and does not read; use the safetensors file that it was made from"),
        ([0x08, 0x09, 0x12], "this is an ONNX model, which this program writes and does not read; use the safetensors file that it was made from"),
    ];

    /// <summary>What it is, in a clause; null if nothing can be said.</summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8))
            start = start["\uFEFF"u8.Length..];
        foreach ((byte[] known, string what) in Known)
        {
            if (start.StartsWith(known))
                return what;
        }
        if (TextOf(start) is not { } text)
            return null;
        string trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (trimmed.StartsWith('<'))
            return "this is a web page or other markup, not weights; download the file itself";
        int end = trimmed.AsSpan().IndexOfAny('\r', '\n');
        string line = end < 0 ? trimmed : trimmed[..end];
        return $"this is text: “{(line.Length <= ShownText ? line : $"{line[..ShownText]}…")}”; weights are a safetensors file";
    }

    /// <summary>The bytes as text, if they are: UTF-8, possibly cut in the middle of a character, without control characters.</summary>
    private static string? TextOf(ReadOnlySpan<byte> bytes)
    {
        for (int cut = 0; cut < 4 && cut < bytes.Length; cut++)
        {
            if (!Utf8.IsValid(bytes[..^cut]))
                continue;
            string text = Encoding.UTF8.GetString(bytes[..^cut]);
            return text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f')) ? null : text;
        }
        return null;
    }
}
