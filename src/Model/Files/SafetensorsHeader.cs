using System.Text.Json;
using Unmask.Model.Tensors;

namespace Unmask.Model.Files;

/// <summary>One tensor as the header announces it.</summary>
/// <param name="Name">Unique within the file.</param>
/// <param name="Shape">Dimensions, none negative; empty for a single value.</param>
/// <param name="Bytes">What the shape needs: at most <see cref="Array.MaxLength"/> float32 values.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">Past the last byte.</param>
internal sealed record TensorEntry(string Name, int[] Shape, long Bytes, long Begin, long End);

/// <summary>The JSON header of a safetensors file: an object of tensors, and under <c>__metadata__</c> an object of texts.</summary>
internal sealed class SafetensorsHeader
{
    private readonly List<TensorEntry> _tensors = [];
    private readonly Dictionary<string, string> _metadata = [];
    private readonly string _source;

    private SafetensorsHeader(string source) => _source = source;

    /// <summary>In the order of the header.</summary>
    public IReadOnlyList<TensorEntry> Tensors => _tensors;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <exception cref="WeightsException">It is no JSON, or not of this form.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string source)
    {
        SafetensorsHeader header = new(source);
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 4 });
        try
        {
            header.Read(ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-8 or holds half a surrogate pair.
            throw SafetensorsReader.Damaged(source, "the header is no valid JSON", e);
        }
        return header;
    }

    private void Read(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        HashSet<string> names = [];
        while (NextProperty(ref reader, out string name))
        {
            if (!names.Add(name))
                throw Fault($"'{name}' stands twice in the header");
            if (name == "__metadata__")
                ReadMetadata(ref reader);
            else
                ReadTensor(ref reader, name);
        }
        // The reader itself throws if anything but white space follows.
        reader.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (NextProperty(ref reader, out string key))
        {
            Expect(ref reader, JsonTokenType.String, $"metadata '{key}'");
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw Fault($"metadata '{key}' stands twice");
        }
    }

    private void ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string what = $"tensor '{name}'";
        Expect(ref reader, JsonTokenType.StartObject, what);
        string? dtype = null;
        List<long>? shape = null, offsets = null;
        while (NextProperty(ref reader, out string field))
        {
            if (field == "dtype" && dtype is null)
            {
                Expect(ref reader, JsonTokenType.String, $"dtype of {what}");
                dtype = reader.GetString();
            }
            else if (field == "shape" && shape is null)
            {
                shape = ReadNumbers(ref reader, $"shape of {what}");
            }
            else if (field == "data_offsets" && offsets is null)
            {
                offsets = ReadNumbers(ref reader, $"data_offsets of {what}");
            }
            else
            {
                throw Fault($"{what} has an unknown or repeated field '{field}'");
            }
        }

        if (dtype is null || shape is null || offsets is not [long begin, long end])
            throw Fault($"{what} lacks a dtype, a shape or a pair of data_offsets");
        if (dtype != "F32")
            throw new WeightsException($"{_source}: {what} is {dtype}, only F32 is supported; convert the file to float32.");
        if (end < begin)
            throw Fault($"{what} ends before it begins");
        long bytes = BytesOf(shape, what);
        _tensors.Add(new TensorEntry(name, [.. shape.Select(dimension => (int)dimension)], bytes, begin, end));
    }

    private long BytesOf(List<long> shape, string what)
    {
        long values = 1;
        foreach (long dimension in shape)
        {
            // Both factors stay below 2³¹, so the product cannot overflow.
            if (dimension > Array.MaxLength || (values *= dimension) > Array.MaxLength)
                throw Fault($"{what} of shape [{string.Join(", ", shape)}] is too large");
        }
        return values * sizeof(float);
    }

    private List<long> ReadNumbers(ref Utf8JsonReader reader, string what)
    {
        Expect(ref reader, JsonTokenType.StartArray, what);
        List<long> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Fault($"{what} holds something else than whole numbers");
            numbers.Add(number);
        }
        return numbers;
    }

    private static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        bool more = reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
        name = more ? reader.GetString()! : "";
        return more;
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            string expected = type switch
            {
                JsonTokenType.StartObject => "object",
                JsonTokenType.StartArray => "list",
                _ => "text",
            };
            throw Fault($"{what} is no {expected}");
        }
    }

    private WeightsException Fault(string fault) => SafetensorsReader.Damaged(_source, fault);
}
