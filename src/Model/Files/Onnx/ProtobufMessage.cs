using System.Text;
using Google.Protobuf;

namespace Unmask.Model.Files.Onnx;

/// <summary>One protobuf message in the making: fields in the order in which they are added.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, long Integer, byte[]? Bytes)> _fields = [];

    public ProtobufMessage Add(int field, long value)
    {
        _fields.Add((field, value, null));
        return this;
    }

    public ProtobufMessage Add(int field, byte[] value)
    {
        _fields.Add((field, 0, value));
        return this;
    }

    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Add(int field, ProtobufMessage message) => Add(field, message.ToBytes());

    /// <summary>The message so far.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        using CodedOutputStream output = new(bytes);
        foreach ((int number, long integer, byte[]? content) in _fields)
        {
            output.WriteTag(number, content is null ? WireFormat.WireType.Varint : WireFormat.WireType.LengthDelimited);
            if (content is null)
                output.WriteInt64(integer);
            else
                output.WriteBytes(UnsafeByteOperations.UnsafeWrap(content));
        }
        output.Flush();
        return bytes.ToArray();
    }
}
