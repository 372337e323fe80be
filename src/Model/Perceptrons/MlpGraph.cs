using Unmask.Model.Files.Onnx;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>The graphs of the two denoisers without attention, <c>mlp</c> and <c>residual</c>: a row gather, then dense layers.</summary>
internal static class MlpGraph
{
    /// <summary>logits = relu([onehot(row), t/T] · W1 + b1) · W2 + b2.</summary>
    /// <returns>The number of slots.</returns>
    public static int Build(OnnxGraph graph, WeightSet weights, int symbols)
    {
        (string hidden, int slots, int width) = FirstLayer(graph, weights, symbols);
        Logits(graph, weights, "W2", "b2", hidden, width, slots, symbols);
        return slots;
    }

    /// <summary>h = relu([onehot(row), t/T] · W1 + b1); logits = (relu(h · W2 + b2) + h) · W3 + b3.</summary>
    /// <returns>The number of slots.</returns>
    public static int BuildResidual(OnnxGraph graph, WeightSet weights, int symbols)
    {
        (string hidden, int slots, int width) = FirstLayer(graph, weights, symbols);
        string second = graph.Gemm(
            hidden,
            graph.Weight("W2", weights.Get("W2", width, width), width, width),
            graph.Weight("b2", weights.Get("b2", width), width));
        Logits(graph, weights, "W3", "b3", graph.Add(graph.Relu(second), hidden), width, slots, symbols);
        return slots;
    }

    /// <summary>
    /// The product of a one-hot row is a sum of weight rows: one for each slot's symbol, and t/T times the last. A time-free variant has no
    /// last row.
    /// </summary>
    private static (string Hidden, int Slots, int Width) FirstLayer(OnnxGraph graph, WeightSet weights, int symbols)
    {
        int inputs = weights.ShapeOf("W1")[0], width = weights.ShapeOf("W1")[^1];
        int slots = inputs / symbols;
        bool takesTime = inputs > slots * symbols;
        string w1 = graph.Weight("W1", weights.Get("W1", (slots * symbols) + (takesTime ? 1 : 0), width), inputs, width);
        string b1 = graph.Weight("b1", weights.Get("b1", width), width);
        string rows = graph.Input("rows", OnnxType.Int64, OnnxGraph.AnyRows, slots);

        long[] firstRows = [.. Enumerable.Range(0, slots).Select(slot => (long)slot * symbols)];
        string chosen = graph.Gather(w1, graph.Add(rows, graph.Constant("first_row_of_slot", firstRows))); // [n, slots, width]
        string sum = graph.ReduceSum(chosen, graph.Constant("slot_axis", 1));                              // [n, width]
        string offset = b1;                                                                                // [width]
        if (takesTime)
        {
            string time = graph.Input("time", OnnxType.Float32);
            offset = graph.Add(graph.Multiply(graph.Gather(w1, graph.Index("time_row", slots * symbols)), time), b1);
        }
        return (graph.Relu(graph.Add(sum, offset)), slots, width);                                         // [n, width]
    }

    private static void Logits(OnnxGraph graph, WeightSet weights, string w, string b, string hidden, int width, int slots, int symbols)
    {
        int outputs = slots * symbols;
        string logits = graph.Gemm(
            hidden,
            graph.Weight(w, weights.Get(w, width, outputs), width, outputs),
            graph.Weight(b, weights.Get(b, outputs), outputs));                       // [n, slots · symbols]
        graph.Reshape(logits, graph.Constant("logits_shape", -1, slots, symbols));    // [n, slots, symbols]
        graph.OutputLatest("logits", OnnxType.Float32, OnnxGraph.AnyRows, slots, symbols);
    }
}
