using Unmask.Model.Files.Onnx;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>The graph of the denoisers without attention, <c>mlp</c> and <c>residual</c>: a row gather, then dense layers.</summary>
internal static class PerceptronGraph
{
    /// <summary>h = relu([onehot(row), t/T] · W1 + b1); h += relu(h · W + b) for every layer between the first and the last; logits = h · W + b.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="symbols">Symbols of the alphabet.</param>
    /// <returns>The number of slots.</returns>
    public static int Build(OnnxGraph graph, PerceptronWeights weights, int symbols)
    {
        int slots = weights.Shape.Slots;
        IReadOnlyList<NamedTensor> tensors = weights.ToSet().Tensors;
        string hidden = FirstLayer(graph, tensors[0], tensors[1], slots, symbols);                    // [n, width]
        for (int i = 2; i < tensors.Count - 2; i += 2)
            hidden = graph.Add(graph.Relu(Dense(graph, hidden, tensors[i], tensors[i + 1])), hidden); // [n, width]
        string logits = Dense(graph, hidden, tensors[^2], tensors[^1]);                               // [n, slots · symbols]
        graph.Reshape(logits, graph.Constant("logits_shape", -1, slots, symbols));                    // [n, slots, symbols]
        graph.OutputLatest("logits", OnnxType.Float32, OnnxGraph.AnyRows, slots, symbols);
        return slots;
    }

    /// <summary>
    /// The product of a one-hot row is a sum of weight rows: one for each slot's symbol, and t/T times the last. A time-free variant has no
    /// last row.
    /// </summary>
    private static string FirstLayer(OnnxGraph graph, NamedTensor matrix, NamedTensor bias, int slots, int symbols)
    {
        (string w1, string b1) = (graph.Weight(matrix), graph.Weight(bias));
        string rows = graph.Input("rows", OnnxType.Int64, OnnxGraph.AnyRows, slots);

        long[] firstRows = [.. Enumerable.Range(0, slots).Select(slot => (long)slot * symbols)];
        string chosen = graph.Gather(w1, graph.Add(rows, graph.Constant("first_row_of_slot", firstRows))); // [n, slots, width]
        string sum = graph.ReduceSum(chosen, graph.Constant("slot_axis", 1));                              // [n, width]
        string offset = b1;                                                                                // [width]
        if (matrix.Shape[0] > slots * symbols)
        {
            string time = graph.Input("time", OnnxType.Float32);
            offset = graph.Add(graph.Multiply(graph.Gather(w1, graph.Index("time_row", slots * symbols)), time), b1);
        }
        return graph.Relu(graph.Add(sum, offset));                                                         // [n, width]
    }

    private static string Dense(OnnxGraph graph, string input, NamedTensor matrix, NamedTensor bias) =>
        graph.Gemm(input, graph.Weight(matrix), graph.Weight(bias));
}
