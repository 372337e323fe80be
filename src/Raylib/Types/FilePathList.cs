namespace Raylib_cs;

public unsafe struct FilePathList
{
    public uint Count;
    public byte** Paths;

    public readonly string this[uint i] =>
        i < Count ? Utf8Text.Read((sbyte*)Paths[i]) : throw new IndexOutOfRangeException();
}
