using System.Runtime.CompilerServices;

namespace Unmask.Toy.Window.Ui;

/// <summary>Text for one frame, without allocation.</summary>
internal static class SpanText
{
    /// <summary>Formats a text into a buffer.</summary>
    /// <returns>The part of the buffer with the text; empty if the buffer is too short.</returns>
    public static ReadOnlySpan<char> Write(
        this Span<char> buffer, [InterpolatedStringHandlerArgument(nameof(buffer))] scoped ref MemoryExtensions.TryWriteInterpolatedStringHandler text) =>
        buffer.TryWrite(ref text, out int length) ? buffer[..length] : [];
}
