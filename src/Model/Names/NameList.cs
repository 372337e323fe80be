using System.Security.Cryptography;
using System.Text;

namespace Unmask.Model.Names;

/// <summary>
/// A list of names or other words before an alphabet is settled: a file's bytes, or one of the lists that come with the program.
/// Immutable and safe to read from any thread.
/// </summary>
public sealed class NameList
{
    private readonly byte[] _utf8;
    private readonly Lazy<string> _hash;

    private NameList(string source, byte[] bytes)
    {
        Source = source;
        _utf8 = Composed(bytes);
        _hash = new(() => Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Where it comes from, for messages: a file's name.</summary>
    public string Source { get; }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal; computed when first asked for.</summary>
    public string Hash => _hash.Value;

    /// <summary>The file with letters and their marks composed (NFC).</summary>
    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>A user's UTF-8 file: one entry a line, or <c>entry,count</c> with or without a header line.</summary>
    /// <exception cref="NameFileException">It cannot be read.</exception>
    public static NameList FromFile(string path) => new(Path.GetFileName(path), NameFile.ReadAll(path));

    /// <summary>A list from memory.</summary>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="bytes">Its UTF-8 bytes.</param>
    public static NameList FromBytes(string source, byte[] bytes) => new(source, bytes);

    /// <summary>The letters and lengths that it has.</summary>
    /// <exception cref="NameFileException">It is empty, binary, not UTF-8, or has no entry of letters alone.</exception>
    public LetterSurvey Survey() => LetterSurvey.Of(_utf8, Source);

    /// <summary>Its entries in an alphabet.</summary>
    /// <param name="alphabet">Letters in use; capitals that it lacks count as their lower-case letters.</param>
    /// <param name="slots">Slots of the row; longer entries are skipped.</param>
    /// <exception cref="NameFileException">It is empty, binary, not UTF-8, or holds no usable entry.</exception>
    public NameSet Read(Alphabet alphabet, int slots = NameSet.LongestName) => NameSet.Read(this, alphabet, slots);

    private static byte[] Composed(byte[] bytes)
    {
        // Bytes that are no UTF-8 are refused later, with their place in the file.
        if (Ascii.IsValid(bytes) || !System.Text.Unicode.Utf8.IsValid(bytes))
            return bytes;
        string text = Encoding.UTF8.GetString(bytes);
        return Compositions.HasMarks(text) ? Encoding.UTF8.GetBytes(Compositions.Compose(text)) : bytes;
    }
}
