using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Unmask.Model.Tensors;

namespace Unmask.Model.Files;

/// <summary>
/// The safetensors format: the header's length (8 bytes, little-endian), a JSON header padded with spaces to a multiple of 8 bytes, then
/// the tensors' values. Tensors keep their order; metadata is sorted by key; so equal weights give equal files.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Header bytes are padded to this, so that the values lie aligned in a mapped file.</summary>
    private const int Alignment = 8;

    /// <summary>Writes the whole file.</summary>
    public static void Write(Stream stream, WeightSet weights)
    {
        ArrayBufferWriter<byte> header = new();
        WriteHeader(header, weights);
        int padding = -header.WrittenCount & Alignment - 1;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
        foreach (NamedTensor tensor in weights.Tensors)
            WriteValues(stream, tensor.Values);
    }

    private static void WriteHeader(ArrayBufferWriter<byte> header, WeightSet weights)
    {
        using Utf8JsonWriter json = new(header);
        json.WriteStartObject();
        if (weights.Metadata.Count > 0)
        {
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in weights.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();
        }
        long offset = 0;
        foreach (NamedTensor tensor in weights.Tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            foreach (int dimension in tensor.Shape)
                json.WriteNumberValue(dimension);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += (long)tensor.Values.Length * sizeof(float));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteValues(Stream stream, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes<float>(values));
            return;
        }
        int[] swapped = new int[values.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(values), swapped);
        stream.Write(MemoryMarshal.AsBytes<int>(swapped));
    }
}
