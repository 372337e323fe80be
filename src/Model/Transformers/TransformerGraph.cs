using Unmask.Model.Files.Onnx;
using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>
/// The graph of <c>transformer</c>, <c>train.py</c> of Micro Diffusion: pre-norm blocks of bidirectional self-attention and a GELU layer. And that of
/// the autoregressive ones, whose attention is causal and whose slots take the symbols before them.
/// Norms and GELU are spelled out in the way that runtimes recognise and fuse.
/// </summary>
internal sealed class TransformerGraph
{
    private const int Heads = 4;

    /// <summary>Added to the mean square before its root.</summary>
    private const float NormEpsilon = 1e-8f;

    private readonly OnnxGraph _graph;
    private readonly WeightSet _weights;
    private readonly int _slots, _width;
    private readonly bool _causal;

    private TransformerGraph(OnnxGraph graph, WeightSet weights, bool causal)
    {
        _causal = causal;
        _graph = graph;
        _weights = weights;
        _slots = weights.ShapeOf("pos_emb.weight")[0];
        _width = weights.ShapeOf("pos_emb.weight")[^1];
    }

    /// <returns>The number of slots.</returns>
    public static int Build(OnnxGraph graph, WeightSet weights, int symbols) => Build(graph, weights, symbols, causal: false);

    /// <returns>The number of slots.</returns>
    public static int BuildCausal(OnnxGraph graph, WeightSet weights, int symbols) => Build(graph, weights, symbols, causal: true);

    private static int Build(OnnxGraph graph, WeightSet weights, int symbols, bool causal)
    {
        var transformer = new TransformerGraph(graph, weights, causal);
        transformer.Build(symbols);
        return transformer._slots;
    }

    private void Build(int symbols)
    {
        string rows = _graph.Input("rows", OnnxType.Int64, OnnxGraph.AnyRows, _slots);
        if (_causal)
            rows = _graph.Pad(rows, _graph.Constant("shift", 0, 1, 0, -1), _graph.Index("start", symbols - 1)); // MASK, then all but the last
        string place = Weight("pos_emb.weight", _slots, _width);                                              // [slots, width]
        if (_weights.Contains("time_mlp.0.weight"))
            place = _graph.Add(place, TimeEmbedding(_graph.Input("time", OnnxType.Float32)));
        string x = _graph.Add(_graph.Gather(Weight("tok_emb.weight", symbols, _width), rows), place);         // [n, slots, width]
        for (int block = 0; _weights.Contains($"blocks.{block}.norm1.scale"); block++)
        {
            x = _graph.Add(x, Attention(Norm(x, $"blocks.{block}.norm1"), $"blocks.{block}.attn"));
            x = _graph.Add(x, Mlp(Norm(x, $"blocks.{block}.norm2"), $"blocks.{block}.mlp"));
        }
        Linear(Norm(x, "norm_f"), "lm_head", _width, symbols);                                                // [n, slots, symbols]
        _graph.OutputLatest("logits", OnnxType.Float32, OnnxGraph.AnyRows, _slots, symbols);
    }

    /// <summary>t/T → [width].</summary>
    private string TimeEmbedding(string time)
    {
        string column = _graph.Reshape(time, _graph.Constant("time_shape", 1, 1));
        string hidden = Gelu(_graph.Add(Linear(column, "time_mlp.0", 1, _width), Weight("time_mlp.0.bias", _width)));
        return _graph.Add(Linear(hidden, "time_mlp.2", _width, _width), Weight("time_mlp.2.bias", _width));   // [1, width]
    }

    /// <summary>Every slot looks at every slot, or at those up to its own, head by head: [n, slots, width] → the same.</summary>
    private string Attention(string x, string layer)
    {
        int size = _width / Heads;
        string shape = _graph.Constant("heads_shape", 0, _slots, Heads, size);
        string scale = _graph.Scalar("attention_scale", 1 / MathF.Sqrt(size));
        string qkv = Linear(x, $"{layer}.qkv", _width, 3 * _width);
        (string q, string k, string v) = _graph.SplitLastInThree(qkv, _graph.Constant("qkv_lengths", _width, _width, _width));
        string queries = _graph.Transpose(_graph.Reshape(q, shape), 0, 2, 1, 3);                              // [n, heads, slots, size]
        string keys = _graph.Transpose(_graph.Reshape(k, shape), 0, 2, 3, 1);                                 // [n, heads, size, slots]
        string values = _graph.Transpose(_graph.Reshape(v, shape), 0, 2, 1, 3);                               // [n, heads, slots, size]
        string scores = _graph.Multiply(_graph.MatMul(queries, keys), scale);                                 // [n, heads, slots, slots]
        if (_causal)
            scores = _graph.Add(scores, LaterSlots());
        string attention = _graph.SoftmaxOfLast(scores);                                                      // [n, heads, slots, slots]
        string mixed = _graph.Transpose(_graph.MatMul(attention, values), 0, 2, 1, 3);                        // [n, slots, heads, size]
        return Linear(_graph.Reshape(mixed, _graph.Constant("joined_shape", 0, _slots, _width)), $"{layer}.proj", _width, _width);
    }

    /// <summary>−∞ for the keys of later slots than the query's: [query, key].</summary>
    private string LaterSlots()
    {
        float[] values = [.. Enumerable.Range(0, _slots * _slots).Select(i => i % _slots > i / _slots ? float.NegativeInfinity : 0)];
        return _graph.Weight("later_slots", values, _slots, _slots);
    }

    private string Mlp(string x, string layer)
    {
        int hidden = _weights.ShapeOf($"{layer}.fc1.weight")[0];
        return Linear(Gelu(Linear(x, $"{layer}.fc1", _width, hidden)), $"{layer}.fc2", hidden, _width);
    }

    /// <summary>x / √(mean(x²) + ε) · scale over the last axis.</summary>
    private string Norm(string x, string layer)
    {
        string meanSquare = _graph.MeanOfLast(_graph.Power(x, _graph.Scalar("two", 2)));
        string root = _graph.SquareRoot(_graph.Add(meanSquare, _graph.Scalar("norm_epsilon", NormEpsilon)));
        return _graph.Multiply(_graph.Divide(x, root), Weight($"{layer}.scale", _width));
    }

    /// <summary>x · (1 + erf(x / √2)) / 2.</summary>
    private string Gelu(string x)
    {
        string erf = _graph.Erf(_graph.Divide(x, _graph.Scalar("sqrt_two", MathF.Sqrt(2))));
        return _graph.Multiply(_graph.Multiply(x, _graph.Add(erf, _graph.Scalar("one", 1))), _graph.Scalar("half", 0.5f));
    }

    /// <summary>The weights stay [out, in] in the file; a runtime transposes them once, when it loads them.</summary>
    private string Linear(string x, string layer, int inputs, int outputs) =>
        _graph.MatMul(x, _graph.Transpose(Weight($"{layer}.weight", outputs, inputs), 1, 0));

    private string Weight(string name, params int[] shape) => _graph.Weight(name, _weights.Get(name, shape), shape);
}
