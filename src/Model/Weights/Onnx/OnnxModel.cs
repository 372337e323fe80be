using Unmask.Model.Names;

namespace Unmask.Model.Weights.Onnx;

/// <summary>
/// Denoisers as ONNX models that any runtime of that format can run. Inputs: <c>rows</c>, int64 <c>[n, slots]</c> for any n, and
/// <c>time</c>, t/T as a float32 scalar, unless the weights are those of a time-free variant. Output: <c>logits</c>, float32 <c>[n, slots, symbols]</c>, MASK's included. The weights stand in
/// the file under their own names and in their own layout; the metadata say what a program must know to use it.
/// </summary>
public static class OnnxModel
{
    private static readonly Dictionary<string, Architecture> Known = new()
    {
        ["mlp"] = new(MlpGraph.Build, Timesteps: 40),
        ["residual"] = new(MlpGraph.BuildResidual, Timesteps: 40),
        ["transformer"] = new(TransformerGraph.Build, Timesteps: 50),
        ["gpt"] = new(TransformerGraph.BuildCausal, Timesteps: null),
        ["microgpt"] = new(TransformerGraph.BuildCausal, Timesteps: null),
    };

    /// <summary>Adds an architecture's computation to a graph, and says how many slots its rows have.</summary>
    private delegate int GraphBuilder(OnnxGraph graph, WeightSet weights, int symbols);

    /// <summary>The architectures that can be exported.</summary>
    public static IReadOnlyCollection<string> Architectures => Known.Keys;

    /// <summary>The file's bytes.</summary>
    /// <exception cref="WeightsException">The architecture cannot be exported, or the weights do not fit it.</exception>
    public static byte[] ToBytes(string architecture, Alphabet alphabet, WeightSet weights)
    {
        if (!Known.TryGetValue(architecture, out Architecture? known))
            throw new WeightsException($"'{architecture}' cannot be written as ONNX; these can: {string.Join(", ", Architectures)}.");
        var graph = new OnnxGraph();
        int slots = known.Build(graph, weights, alphabet.Symbols);
        Dictionary<string, string> metadata = new(weights.Metadata)
        {
            [WeightsMetadata.Architecture] = architecture,
            [WeightsMetadata.Alphabet] = alphabet.Letters,
            [WeightsMetadata.Slots] = $"{slots}",
        };
        metadata.TryAdd(WeightsMetadata.Timesteps, $"{known.Timesteps ?? slots}");
        return OnnxWriter.ToBytes(graph, architecture, metadata);
    }

    /// <param name="Build">Builds its graph.</param>
    /// <param name="Timesteps">T of its noise schedule, where the weights' metadata do not say; null for one step per slot.</param>
    private sealed record Architecture(GraphBuilder Build, int? Timesteps);
}
