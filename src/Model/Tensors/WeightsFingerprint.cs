using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Unmask.Model.Tensors;

/// <summary>A short, stable hash of what weights compute: every tensor's name, shape and values, in the order of their names.</summary>
internal static class WeightsFingerprint
{
    private const int Digits = 16;

    public static string Of(IReadOnlyList<NamedTensor> tensors)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[1 << 14];
        foreach (NamedTensor tensor in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            // A zero byte and the rank part name from shape, so that no two sets of tensors give the same bytes.
            hash.AppendData(Encoding.UTF8.GetBytes(tensor.Name + '\0'));
            AppendInt32(hash, tensor.Shape.Length);
            foreach (int dimension in tensor.Shape)
                AppendInt32(hash, dimension);
            for (ReadOnlySpan<float> rest = tensor.Values; !rest.IsEmpty;)
            {
                int count = Math.Min(rest.Length, chunk.Length / sizeof(float));
                for (int i = 0; i < count; i++)
                    BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(i * sizeof(float)), rest[i]);
                hash.AppendData(chunk, 0, count * sizeof(float));
                rest = rest[count..];
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    private static void AppendInt32(IncrementalHash hash, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
