using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Raylib_cs;

/// <summary>A string as C wants it: UTF-8, ended by a zero. Short ones live in the caller's buffer, long ones in a pooled array.</summary>
internal ref struct Utf8Text
{
    public const int OnStack = 512;

    private readonly Span<byte> bytes;
    private readonly byte[]? rented;

    public Utf8Text(string? text, Span<byte> buffer)
    {
        if (text is null)
            return;
        // One UTF-16 unit is three bytes of UTF-8 at most.
        int most = text.Length * 3 + 1;
        if (most > buffer.Length)
            buffer = rented = ArrayPool<byte>.Shared.Rent(most);
        int length = Encoding.UTF8.GetBytes(text, buffer);
        buffer[length] = 0;
        bytes = buffer;
    }

    // Lets `fixed` take the text; a null string becomes a null pointer.
    public readonly ref byte GetPinnableReference() => ref MemoryMarshal.GetReference(bytes);

    public readonly void Dispose()
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    public static unsafe string Read(sbyte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
