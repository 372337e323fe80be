using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Unmask.Model.Diffusion;

/// <summary>
/// A replay code's bytes as text that survives chats, links and file names: a prefix with the version, then Base64Url of the bytes and of
/// the first four bytes of their SHA-256.
/// </summary>
internal static class ReplayText
{
    /// <summary>A longer text is refused before anything is made of it.</summary>
    public const int MaxLength = 8192;

    private const string Name = "unmask", Prefix = Name + "1-";

    private const int ChecksumBytes = 4;

    public static string Encode(byte[] payload) => Prefix + Base64Url.EncodeToString([.. payload, .. Checksum(payload)]);

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? payload, [NotNullWhen(false)] out string? reason)
    {
        payload = null;
        reason = null;
        ReadOnlySpan<char> code = text.AsSpan().Trim();
        if (!code.StartsWith(Prefix, StringComparison.Ordinal))
        {
            int dash = code.IndexOf('-');
            bool isOther = dash > Name.Length && code.StartsWith(Name, StringComparison.Ordinal) && code[Name.Length..dash].IndexOfAnyExceptInRange('0', '9') < 0;
            reason = isOther
                ? $"this replay code is of version {Shorten(code[Name.Length..dash])}, and this program reads version 1; use the program that made it"
                : $"this is no replay code: one begins with {Prefix}";
            return false;
        }
        if (code.Length > MaxLength)
        {
            reason = $"this replay code is longer than the {MaxLength} characters that one can have";
            return false;
        }
        ReadOnlySpan<char> body = code[Prefix.Length..];
        byte[] bytes = new byte[Base64Url.GetMaxDecodedLength(body.Length)];
        // Written again it must be the same text: there is one way to write a code.
        if (Base64Url.IsValid(body) && Base64Url.TryDecodeFromChars(body, bytes, out int length) && length > ChecksumBytes
            && body.SequenceEqual(Base64Url.EncodeToString(bytes.AsSpan(0, length))))
        {
            byte[] content = bytes[..(length - ChecksumBytes)];
            if (Checksum(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length, ChecksumBytes)))
            {
                payload = content;
                return true;
            }
        }
        reason = "this replay code is damaged: a character is missing, added or changed; copy it again";
        return false;
    }

    private static string Shorten(ReadOnlySpan<char> version) => version.Length <= 9 ? version.ToString() : $"{version[..9]}…";

    private static byte[] Checksum(byte[] payload) => SHA256.HashData(payload)[..ChecksumBytes];
}
