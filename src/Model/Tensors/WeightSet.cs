using System.Globalization;
using Unmask.Model.Text;

namespace Unmask.Model.Tensors;

/// <summary>One tensor of a weights file: row-major float32 values under the seed's own name.</summary>
public sealed record NamedTensor(string Name, int[] Shape, float[] Values);

/// <summary>What a weights file holds: tensors in file order, and text metadata (architecture, alphabet, slots, recipe, seed, data hash).</summary>
public sealed class WeightSet(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; } = tensors;

    /// <summary>By the keys of <see cref="WeightsMetadata"/>; files of other programs may have others, or none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;

    /// <summary>
    /// 16 hexadecimal digits that stand for names, shapes and values of all tensors, whatever their order and metadata: what a replay code
    /// holds to know its weights again. The first 64 bits of a SHA-256; computed when first asked for.
    /// </summary>
    public string Fingerprint => field ??= WeightsFingerprint.Of(Tensors);

    /// <summary>The alphabet of the metadata; a–z if they have none, as in files of the seed's scripts.</summary>
    /// <exception cref="WeightsException">It is no alphabet.</exception>
    public Alphabet ReadAlphabet()
    {
        if (!Metadata.TryGetValue(WeightsMetadata.Alphabet, out string? letters))
            return Alphabet.English;
        try
        {
            return new Alphabet(letters);
        }
        catch (ArgumentException e)
        {
            throw new WeightsException($"the alphabet in its metadata is none: {e.Message}", e);
        }
    }

    /// <summary>Far beyond any weight that was trained, and little enough for every layer's sums to stay finite.</summary>
    private const float Largest = 10_000;

    /// <summary>The values of the tensor called <paramref name="name"/>, after checking its shape and that every value is one that a layer can bear.</summary>
    /// <exception cref="WeightsException">It is missing, has another shape, or holds a NaN, an infinity or a value beyond ±10,000.</exception>
    public float[] Get(string name, params ReadOnlySpan<int> shape)
    {
        NamedTensor tensor = Find(name);
        if (!shape.SequenceEqual(tensor.Shape))
            throw new WeightsException($"tensor '{name}' has shape [{string.Join(", ", tensor.Shape)}], expected [{string.Join(", ", shape.ToArray())}]");
        int bad = tensor.Values.AsSpan().IndexOfAnyExceptInRange(-Largest, Largest);
        if (bad >= 0)
            throw new WeightsException(string.Create(CultureInfo.InvariantCulture, $"tensor '{name}' holds {tensor.Values[bad]} at index {bad}"));
        return tensor.Values;
    }

    /// <summary>The shape of the tensor called <paramref name="name"/>, for readers that take their sizes from it.</summary>
    /// <exception cref="WeightsException">It is missing, or a single number.</exception>
    public ReadOnlySpan<int> ShapeOf(string name) =>
        Find(name).Shape is { Length: > 0 } shape ? shape : throw new WeightsException($"tensor '{name}' has no dimensions");

    /// <summary>Whether there is a tensor called <paramref name="name"/>: some belong to variants of an architecture only.</summary>
    public bool Contains(string name) => Tensors.Any(tensor => tensor.Name == name);

    private NamedTensor Find(string name) =>
        Tensors.FirstOrDefault(tensor => tensor.Name == name) ?? throw new WeightsException($"tensor '{name}' is missing");
}

/// <summary>Weights that cannot be used, with the reason in one line.</summary>
public sealed class WeightsException(string message, Exception? inner = null) : Exception(message, inner);
