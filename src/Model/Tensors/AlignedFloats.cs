using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unmask.Model.Tensors;

/// <summary>Floats that start on a cache line, so that no vector of a kernel straddles two.</summary>
public sealed class AlignedFloats
{
    private const int LineBytes = 64;

    private readonly float[] _pinned;
    private readonly int _offset;

    /// <summary>Zeros.</summary>
    public AlignedFloats(int length)
    {
        Length = length;
        _pinned = GC.AllocateArray<float>(length + (LineBytes / sizeof(float)) - 1, pinned: true);
        nint address = Address(_pinned);
        _offset = (int)(-address & (LineBytes - 1)) / sizeof(float);
    }

    /// <summary>A copy of values.</summary>
    public AlignedFloats(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>All floats.</summary>
    public Span<float> Span => _pinned.AsSpan(_offset, Length);

    private static unsafe nint Address(float[] array) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
}
