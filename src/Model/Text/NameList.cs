using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Unmask.Model.Text;

/// <summary>
/// A list of names or other words, before an alphabet is chosen: the content of a file, whatever its form, or one of the lists that come
/// with the program. Immutable and safe to read from any thread.
/// </summary>
public sealed class NameList
{
    /// <summary>Bytes of a list that needs no second look: small letters of a–z, commas, digits and line ends.</summary>
    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789,\n"u8);

    private readonly byte[] _utf8;
    private readonly Lazy<string> _hash;
    private readonly Lazy<string[]> _byteHashes;
    private readonly List<string> _notes = [];

    private readonly string[] _formerHashes;

    private NameList(string source, byte[] bytes, params string[] formerHashes)
    {
        Source = source;
        _formerHashes = formerHashes;
        _utf8 = Canonical(bytes);
        _hash = new(() => HashOf(_utf8));
        _byteHashes = new(() => ByteHashes(bytes));
    }

    /// <summary>The file's name, for messages.</summary>
    public string Source { get; }

    /// <summary>
    /// SHA-256 of the words in small letters and their counts, in lower-case hexadecimal: the same for files of the same content in
    /// different forms. Computed when first asked for.
    /// </summary>
    public string Hash => _hash.Value;

    /// <summary>Remarks for the user on how the file was read, in clauses.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Its entries, one a line, with letters and their marks composed (NFC); <c>word</c> or <c>word,count</c>.</summary>
    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>A user's file: one entry a line, or columns, with or without a heading.</summary>
    /// <exception cref="NameFileException">It cannot be read, or is no text.</exception>
    public static NameList FromFile(string path) => new(Path.GetFileName(path), NameFile.ReadAll(path));

    /// <summary>A list from memory.</summary>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="bytes">A file's content.</param>
    /// <param name="formerHashes">Hashes of earlier versions of the list.</param>
    /// <exception cref="NameFileException">It is no text.</exception>
    public static NameList FromBytes(string source, byte[] bytes, params string[] formerHashes) => new(source, bytes, formerHashes);

    /// <summary>Whether weights with this hash of their data were trained on this list. Until 0.1.0 the hash was that of the file's bytes.</summary>
    public bool Is(string? hash) => hash is not null && (_formerHashes.Contains(hash) || hash == Hash || _byteHashes.Value.Contains(hash));

    /// <summary>Counts the list's letters and lengths.</summary>
    /// <exception cref="NameFileException">It has no entry of letters alone.</exception>
    public LetterSurvey Survey() => LetterSurvey.Of(_utf8, Source);

    /// <summary>Its entries in an alphabet.</summary>
    /// <param name="alphabet">Letters in use; capitals that it lacks count as their lower-case letters.</param>
    /// <param name="slots">Slots of the row; longer entries are skipped.</param>
    /// <exception cref="NameFileException">It holds no usable entry.</exception>
    public NameSet Read(Alphabet alphabet, int slots = NameSet.LongestName) => NameSet.Read(this, alphabet, slots);

    /// <summary>The entries alone, one a line.</summary>
    private byte[] Canonical(byte[] bytes)
    {
        if (bytes.Length > 0 && !bytes.AsSpan().ContainsAnyExcept(PlainBytes) && PlainBody(bytes) is { } body)
            return body;

        string text = Composition.Of(ListText.Decode(bytes, Source));
        if (ListColumns.Unfolded(text) is { } unfolded)
        {
            text = unfolded;
            _notes.Add("all its words stand in one line");
        }
        var columns = ListColumns.Of(ListText.Lines(text).Select(line => ListText.Clean(line, out _)), Source);
        if (columns.Note is { } note)
            _notes.Add(note);
        bool isTurkic = Casing.IsTurkic(text);
        if (isTurkic && text.AsSpan().ContainsAny('I', Casing.DottedCapitalI))
            _notes.Add("capital I is read as ı and İ as i, as in Turkish, because it has such letters; write the words in small letters if that is wrong");
        var entries = new StringBuilder(text.Length);
        int cleaned = 0;
        foreach (string line in ListText.Lines(text).Skip(columns.HasHeading ? 1 : 0))
        {
            string clean = ListText.Clean(line, out bool isCleaned);
            if (clean.Length == 0)
                continue;
            cleaned += isCleaned ? 1 : 0;
            (string? field, string? count) = columns.Read(clean);
            string word = (field ?? "").Trim();
            // A comma would end the word; as another sign it is refused for what it is.
            entries.Append(Casing.LowerSpecial(word.Replace(',', ';'), isTurkic));
            if (count is not null)
                entries.Append(',').Append(ListColumns.Whole(count) is >= 0 and long number ? number.ToString(CultureInfo.InvariantCulture) : count.Trim());
            entries.Append('\n');
        }
        if (cleaned > 0)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{cleaned:N0} {(cleaned == 1 ? "entry" : "entries")} had characters that nobody sees, which were left out"));
        return Encoding.UTF8.GetBytes(entries.ToString());
    }

    /// <summary>The bytes of a plain list behind its heading; null where the first line may be a word or a heading.</summary>
    private static byte[]? PlainBody(byte[] bytes)
    {
        ReadOnlySpan<byte> first = bytes.AsSpan(0, bytes.AsSpan().IndexOf((byte)'\n') is >= 0 and int end ? end : bytes.Length);
        int comma = first.IndexOf((byte)',');
        if (comma < 0)
            return null;
        bool isHeading = first[(comma + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (isHeading && !first.SequenceEqual("name,births"u8) && !first.SequenceEqual("name,count"u8))
            return null;
        // Words with more than one comma, or a second column that holds no counts, want a second look.
        bool isCounted = bytes.AsSpan(first.Length).IndexOf(","u8) is var next && (next < 0 || char.IsAsciiDigit((char)bytes[Math.Min(first.Length + next + 1, bytes.Length - 1)]));
        if (!isCounted || first[(comma + 1)..].Contains((byte)','))
            return null;
        return isHeading ? bytes[Math.Min(first.Length + 1, bytes.Length)..] : bytes;
    }

    private static string HashOf(byte[] utf8)
    {
        ReadOnlySpan<byte> entries = utf8;
        byte[] lower = entries.ContainsAnyExcept(PlainBytes) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entries).ToLowerInvariant()) : utf8;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(lower);
        // The last line counts as one whether it is ended or not.
        if (lower.Length > 0 && lower[^1] != (byte)'\n')
            hash.AppendData("\n"u8);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hashes of the file's bytes as they are, and with either line end, because git and editors change line ends.</summary>
    private static string[] ByteHashes(byte[] bytes)
    {
        // One character a byte, so that text functions, which are fast, can do it.
        string unix = Encoding.Latin1.GetString(bytes).Replace("\r", "", StringComparison.Ordinal), windows = unix.Replace("\n", "\r\n", StringComparison.Ordinal);
        return [.. new[] { bytes, Encoding.Latin1.GetBytes(unix), Encoding.Latin1.GetBytes(windows) }.Select(version => Convert.ToHexStringLower(SHA256.HashData(version)))];
    }
}
