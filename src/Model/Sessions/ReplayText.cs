using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Unmask.Model.Sessions;

/// <summary>
/// A replay code's bytes as text that survives chats, links and file names: a prefix with the version, then Base64Url of the bytes and of
/// the first four bytes of their SHA-256.
/// </summary>
internal static class ReplayText
{
    /// <summary>A longer text is refused before anything is made of it.</summary>
    public const int MaxLength = 8192;

    private const string Name = "unmask", Prefix = Name + "1-";

    private const int ChecksumBytes = 4, MostEmphasis = 3;

    /// <summary>Characters at the end of a damaged code that are shown, to be found again.</summary>
    private const int ShownEnd = 12;

    public static string Encode(byte[] payload) => Prefix + Base64Url.EncodeToString([.. payload, .. Checksum(payload)]);

    public static bool IsMeant(string text) => new PastedText(text).Kept.Contains(Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds the code in what somebody pasted: it may be folded, quoted, in the middle of a sentence.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? payload, [NotNullWhen(false)] out string? reason)
    {
        var pasted = new PastedText(text);
        string kept = pasted.Kept;
        reason = null;
        for (int start = Find(0), next; start >= 0; start = next)
        {
            // A code ends before the next one: a text full of beginnings takes no longer than another.
            next = Find(start + Prefix.Length);
            if (TryDecodeAt(pasted, start + Prefix.Length, next < 0 ? kept.Length : next, out payload, out string? problem))
            {
                reason = null;
                return true;
            }
            reason ??= problem;
        }
        payload = null;
        reason ??= OtherVersion(kept) is { } version
            ? $"this replay code is of version {version}, and this program reads version 1; use the program that made it"
            : $"this is no replay code: one begins with {Prefix}";
        return false;

        int Find(int from) => kept.IndexOf(Prefix, from, StringComparison.Ordinal);
    }

    /// <summary>Reads the code whose body begins at a place. It ends where the checksum says so, at the latest where no code can go on.</summary>
    private static bool TryDecodeAt(PastedText pasted, int start, int limit, [NotNullWhen(true)] out byte[]? payload, [NotNullWhen(false)] out string? reason)
    {
        string kept = pasted.Kept;
        int end = start;
        payload = null;
        // What follows after white space may be the rest of a folded code, or the next sentence.
        while (end < limit && IsCode(kept[end]) && end - start <= MaxLength - Prefix.Length)
        {
            end++;
            if ((pasted.IsBrokenBefore(end) || end == limit || !IsCode(kept[end])) && TryRead(kept.AsSpan(start, end - start), out payload))
            {
                reason = null;
                return true;
            }
        }
        reason = end - start > MaxLength - Prefix.Length
            ? $"this replay code is longer than the {MaxLength} characters that one can have"
            : $"this replay code is damaged: of the {Prefix.Length + end - start} characters up to “{kept[Math.Max(start - Prefix.Length, end - ShownEnd)..end]}” one is missing, added or changed, or the rest is missing; copy it again";
        return false;
    }

    private static bool TryRead(ReadOnlySpan<char> body, [NotNullWhen(true)] out byte[]? payload)
    {
        payload = null;
        byte[] bytes = new byte[Base64Url.GetMaxDecodedLength(body.Length)];
        // Written again it must be the same text: there is one way to write a code. Underscores and dashes behind it are somebody's emphasis.
        for (int trimmed = 0; trimmed <= MostEmphasis && body.Length > trimmed; trimmed++)
        {
            ReadOnlySpan<char> code = body[..^trimmed];
            if (trimmed > 0 && body[^trimmed] is not ('_' or '-'))
                return false;
            if (!Base64Url.IsValid(code) || !Base64Url.TryDecodeFromChars(code, bytes, out int length) || length <= ChecksumBytes
                || !code.SequenceEqual(Base64Url.EncodeToString(bytes.AsSpan(0, length))))
                continue;
            byte[] content = bytes[..(length - ChecksumBytes)];
            if (!Checksum(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length, ChecksumBytes)))
                continue;
            payload = content;
            return true;
        }
        return false;
    }

    private static bool IsCode(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    /// <summary>The version of a code that another program made; null if there is none.</summary>
    private static string? OtherVersion(string kept)
    {
        for (int start = kept.IndexOf(Name, StringComparison.Ordinal); start >= 0; start = kept.IndexOf(Name, start + 1, StringComparison.Ordinal))
        {
            int digits = start + Name.Length, end = digits;
            while (end < kept.Length && char.IsAsciiDigit(kept[end]))
                end++;
            if (end > digits && end < kept.Length && kept[end] == '-')
                return Shorten(kept.AsSpan(digits, end - digits));
        }
        return null;
    }

    private static string Shorten(ReadOnlySpan<char> version) => version.Length <= 9 ? version.ToString() : $"{version[..9]}…";

    private static byte[] Checksum(byte[] payload) => SHA256.HashData(payload)[..ChecksumBytes];
}
