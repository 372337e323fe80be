using Unmask.Model.Files.Onnx;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Architectures;

/// <summary>
/// Denoisers as ONNX models that any runtime of that format can run. Inputs: <c>rows</c>, int64 <c>[n, slots]</c> for any n, and
/// <c>time</c>, t/T as a float32 scalar, unless the weights are those of a time-free variant. Output: <c>logits</c>, float32 <c>[n, slots, symbols]</c>, MASK's included. The weights stand in
/// the file under their own names and in their own layout; the metadata say what a program must know to use it.
/// </summary>
public static class OnnxModel
{
    /// <summary>The file's bytes.</summary>
    /// <exception cref="WeightsException">The weights do not fit the architecture.</exception>
    public static byte[] ToBytes(Architecture architecture, Alphabet alphabet, WeightSet weights)
    {
        var graph = new OnnxGraph();
        int slots;
        try
        {
            slots = architecture.Graph(graph, weights, alphabet);
        }
        catch (ArgumentException e)
        {
            throw new WeightsException(e.Message, e);
        }
        Dictionary<string, string> metadata = new(weights.Metadata)
        {
            [WeightsMetadata.Architecture] = architecture.Name,
            [WeightsMetadata.Alphabet] = alphabet.Letters,
            [WeightsMetadata.Slots] = $"{slots}",
        };
        metadata.TryAdd(WeightsMetadata.Timesteps, $"{architecture.Timesteps ?? slots}");
        return OnnxWriter.ToBytes(graph, architecture.Name, metadata);
    }
}
