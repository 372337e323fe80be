using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Unmask.Model.Text;

/// <summary>From a list's bytes to its lines, whichever program wrote them: UTF-8 or, behind a byte-order mark, UTF-16; any line ends.</summary>
internal static class ListText
{
    /// <summary>Bytes that are UTF-16 by their mark.</summary>
    private static readonly (byte[] Mark, Encoding Encoding)[] Wide = [([0xFF, 0xFE], Encoding.Unicode), ([0xFE, 0xFF], Encoding.BigEndianUnicode)];

    /// <summary>The text without byte-order marks.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="NameFileException">It is empty, binary, or in another encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.IsEmpty)
            throw new NameFileException($"{source}: the file is empty.");
        foreach ((byte[] mark, Encoding encoding) in Wide)
        {
            if (bytes.StartsWith(mark))
                return encoding.GetString(bytes) is var wide && !wide.Contains('\0') ? wide.Trim('\uFEFF') : throw Binary(bytes, source);
        }
        if (bytes.Contains((byte)0))
            throw Binary(bytes, source);
        if (!Utf8.IsValid(bytes))
        {
            int offset = FirstInvalid(bytes), line = bytes[..offset].Count((byte)'\n') + 1;
            throw new NameFileException($"{source}: not UTF-8 text (a bad byte at offset {offset:N0}, in line {line:N0}); save it as UTF-8.");
        }
        return Encoding.UTF8.GetString(bytes).Trim('\uFEFF');
    }

    /// <summary>The lines, without their ends.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
                continue;
            yield return text[start..i];
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                i++;
            start = i + 1;
        }
        if (start < text.Length)
            yield return text[start..];
    }

    /// <summary>A line without blanks at its end and without characters that nobody sees.</summary>
    /// <param name="line">A line of the file.</param>
    /// <param name="isCleaned">Whether something else than a plain blank was left out.</param>
    public static string Clean(string line, out bool isCleaned)
    {
        string clean = (HasInvisible(line) ? string.Concat(line.Where(c => !IsInvisible(c))) : line).TrimEnd();
        isCleaned = clean.AsSpan().Trim().Length != line.AsSpan().Trim(" \t").Length;
        return clean;
    }

    /// <summary>A loop of its own: it runs for every line of a long list.</summary>
    private static bool HasInvisible(string line)
    {
        foreach (char c in line)
        {
            if (c > '~' && IsInvisible(c))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Unicode's default-ignorable characters and other formats: soft hyphens, zero-width blanks and joiners, marks of direction. They shape how
    /// a word looks and are no letters of it.
    /// </summary>
    public static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or (>= '\u180B' and <= '\u180F')
            or '\u3164' or (>= '\uFE00' and <= '\uFE0F') or '\uFFA0';

    private static NameFileException Binary(ReadOnlySpan<byte> bytes, string source) =>
        new($"{source}: binary data, not a list of names (a zero byte at offset {bytes.IndexOf((byte)0):N0}); if it is text, save it as UTF-8.");

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        int offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out int used) == System.Buffers.OperationStatus.Done)
            offset += used;
        return offset;
    }
}
