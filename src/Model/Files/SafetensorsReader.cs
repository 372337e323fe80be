using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Unmask.Model.Tensors;

namespace Unmask.Model.Files;

/// <summary>
/// Reads safetensors from anywhere and trusts nothing: header, dtypes, shapes and offsets are checked against the length of the
/// file before memory for a single value is allocated.
/// </summary>
public static class SafetensorsReader
{
    /// <summary>A header of this program's models has some 10 KB.</summary>
    private const int MaxHeaderBytes = 1 << 20;

    /// <summary>Far more than any weights or checkpoint of this program.</summary>
    private const long MaxFileBytes = 64 << 20;

    private static readonly string[] Wrappers = ["_orig_mod.", "module."];

    private const string CopyAgain = "copy the file again or train new weights";

    /// <summary>Reads a whole file.</summary>
    /// <param name="stream">The whole file; it must know its length.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="WeightsException">The content is no usable set of float32 tensors.</exception>
    public static WeightSet Read(Stream stream, string source)
    {
        long length = stream.Length;
        RefuseForeign(stream, source);
        if (length < sizeof(ulong))
            throw Damaged(source, $"{length} bytes are too few for a safetensors file");
        if (length > MaxFileBytes)
            throw new WeightsException($"{source}: {length >> 20:N0} MB; {MaxFileBytes >> 20} MB is the most for weights; is this another program's file?");
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > MaxHeaderBytes)
            throw Damaged(source, $"a header of {headerLength:N0} bytes is announced, {MaxHeaderBytes:N0} are the most");
        long data = sizeof(ulong) + (long)headerLength;
        if (data > length)
            throw Damaged(source, $"the file ends inside its header, after {length:N0} of {data:N0} bytes");

        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        SafetensorsHeader header = SafetensorsHeader.Parse(json, source);
        CheckOffsets(header, length - data, source);

        NamedTensor[] tensors = new NamedTensor[header.Tensors.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            TensorEntry entry = header.Tensors[i];
            stream.Position = data + entry.Begin;
            tensors[i] = new NamedTensor(entry.Name, entry.Shape, ReadValues(stream, entry));
        }
        return new WeightSet(Unwrapped(tensors), header.Metadata);
    }

    /// <summary>Every safetensors file has a brace at byte 8; where there is none, it is told what the file is instead.</summary>
    private static void RefuseForeign(Stream stream, string source)
    {
        byte[] start = new byte[ForeignContent.Looked];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        bool canBe = count > sizeof(ulong) && start[sizeof(ulong)] == (byte)'{';
        if (!canBe && ForeignContent.Describe(start.AsSpan(0, count)) is { } what)
            throw new WeightsException($"{source}: {what}.");
        if (!canBe && BinaryPrimitives.ReadUInt64LittleEndian(start) > MaxHeaderBytes)
            throw Damaged(source, "this is no safetensors file, which begins with a header");
    }

    /// <summary>The tensors by their own names, without what PyTorch's wrappers (torch.compile, DataParallel) put before all of them.</summary>
    private static NamedTensor[] Unwrapped(NamedTensor[] tensors)
    {
        while (Wrappers.FirstOrDefault(wrapper => tensors.Length > 0 && tensors.All(tensor => tensor.Name.StartsWith(wrapper, StringComparison.Ordinal))) is { } found)
            tensors = [.. tensors.Select(tensor => tensor with { Name = tensor.Name[found.Length..] })];
        return tensors;
    }

    /// <summary>
    /// Laid side by side, the tensors must be as long as their shapes say and fill the data exactly: no overlap, no hole, no rest.
    /// </summary>
    private static void CheckOffsets(SafetensorsHeader header, long dataLength, string source)
    {
        long end = 0;
        foreach (TensorEntry entry in header.Tensors.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin < end)
                throw Damaged(source, $"tensor '{entry.Name}' overlaps another one at byte {entry.Begin:N0}");
            if (entry.Begin > end)
                throw Damaged(source, $"there is a hole before tensor '{entry.Name}' at byte {end:N0}");
            if (entry.End > dataLength)
                throw Damaged(source, $"tensor '{entry.Name}' ends at byte {entry.End:N0} of the data, which has {dataLength:N0}");
            if (entry.End - entry.Begin != entry.Bytes)
            {
                string shape = string.Join(", ", entry.Shape);
                throw Damaged(source, $"tensor '{entry.Name}' of shape [{shape}] has {entry.End - entry.Begin:N0} bytes, not {entry.Bytes:N0}");
            }
            end = entry.End;
        }
        if (end != dataLength)
            throw Damaged(source, $"{dataLength - end:N0} bytes follow the last tensor");
    }

    private static float[] ReadValues(Stream stream, TensorEntry entry)
    {
        float[] values = GC.AllocateUninitializedArray<float>(checked((int)(entry.Bytes / sizeof(float))));
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        return values;
    }

    internal static WeightsException Damaged(string source, string fault, Exception? inner = null) =>
        new($"{source}: {fault}; {CopyAgain}.", inner);
}
