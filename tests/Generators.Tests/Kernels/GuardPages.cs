using System.Runtime.InteropServices;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Memory between two pages that nobody may touch: reading or writing beside it ends the process. Linux only.</summary>
internal sealed unsafe partial class GuardPages : IDisposable
{
    private const int ReadWrite = 3, PrivateAnonymous = 0x22;

    private readonly nuint _length;
    private readonly byte* _start;
    private readonly int _inside;

    /// <param name="bytes">How many bytes can be used.</param>
    public GuardPages(int bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint inside = ((nuint)bytes + page - 1) / page * page;
        _length = inside + (2 * page);
        _start = Map(null, _length, ReadWrite, PrivateAnonymous, -1, 0);
        if (_start == (byte*)unchecked((nuint)(-1)) || Protect(_start, page, 0) != 0 || Protect(_start + page + inside, page, 0) != 0)
            throw new InvalidOperationException("No guarded memory.");
        _inside = (int)inside;
    }

    /// <summary>The first or the last elements of the memory, as a copy of <paramref name="values"/>.</summary>
    public Span<T> Fill<T>(ReadOnlySpan<T> values, bool atEnd)
        where T : unmanaged
    {
        var all = new Span<T>(_start + Environment.SystemPageSize, _inside / sizeof(T));
        Span<T> place = atEnd ? all[^values.Length..] : all[..values.Length];
        values.CopyTo(place);
        return place;
    }

    public void Dispose() => _ = Unmap(_start, _length);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
