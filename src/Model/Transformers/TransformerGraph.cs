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
    /// <summary>Added to the mean square before its root.</summary>
    private const float NormEpsilon = 1e-8f;

    private readonly OnnxGraph _graph;
    private readonly TransformerShape _shape;
    private readonly Dictionary<string, NamedTensor> _tensors;

    private TransformerGraph(OnnxGraph graph, TransformerTensors weights)
    {
        _graph = graph;
        _shape = weights.Shape;
        _tensors = weights.ToSet().Tensors.ToDictionary(tensor => tensor.Name);
    }

    /// <returns>The number of slots.</returns>
    public static int Build(OnnxGraph graph, TransformerTensors weights)
    {
        new TransformerGraph(graph, weights).Build(weights.TakesTime);
        return weights.Shape.Slots;
    }

    private void Build(bool takesTime)
    {
        (int slots, int symbols) = (_shape.Slots, _shape.Symbols);
        string rows = _graph.Input("rows", OnnxType.Int64, OnnxGraph.AnyRows, slots);
        if (_shape.IsCausal)
            rows = _graph.Pad(rows, _graph.Constant("shift", 0, 1, 0, -1), _graph.Index("start", symbols - 1)); // MASK, then all but the last
        string place = Weight("pos_emb.weight");                                                              // [slots, width]
        if (takesTime)
            place = _graph.Add(place, TimeEmbedding(_graph.Input("time", OnnxType.Float32)));
        string x = _graph.Add(_graph.Gather(Weight("tok_emb.weight"), rows), place);                          // [n, slots, width]
        for (int block = 0; block < _shape.Blocks; block++)
        {
            x = _graph.Add(x, Attention(Norm(x, $"blocks.{block}.norm1"), $"blocks.{block}.attn"));
            x = _graph.Add(x, Mlp(Norm(x, $"blocks.{block}.norm2"), $"blocks.{block}.mlp"));
        }
        Linear(Norm(x, "norm_f"), "lm_head");                                                                 // [n, slots, symbols]
        _graph.OutputLatest("logits", OnnxType.Float32, OnnxGraph.AnyRows, slots, symbols);
    }

    /// <summary>t/T → [width].</summary>
    private string TimeEmbedding(string time)
    {
        string column = _graph.Reshape(time, _graph.Constant("time_shape", 1, 1));
        string hidden = Gelu(_graph.Add(Linear(column, "time_mlp.0"), Weight("time_mlp.0.bias")));
        return _graph.Add(Linear(hidden, "time_mlp.2"), Weight("time_mlp.2.bias"));                           // [1, width]
    }

    /// <summary>Every slot looks at every slot, or at those up to its own, head by head: [n, slots, width] → the same.</summary>
    private string Attention(string x, string layer)
    {
        int slots = _shape.Slots, width = _shape.Width, size = width / _shape.Heads;
        string shape = _graph.Constant("heads_shape", 0, slots, _shape.Heads, size);
        string scale = _graph.Scalar("attention_scale", 1 / MathF.Sqrt(size));
        string qkv = Linear(x, $"{layer}.qkv");
        (string q, string k, string v) = _graph.SplitLastInThree(qkv, _graph.Constant("qkv_lengths", width, width, width));
        string queries = _graph.Transpose(_graph.Reshape(q, shape), 0, 2, 1, 3);                              // [n, heads, slots, size]
        string keys = _graph.Transpose(_graph.Reshape(k, shape), 0, 2, 3, 1);                                 // [n, heads, size, slots]
        string values = _graph.Transpose(_graph.Reshape(v, shape), 0, 2, 1, 3);                               // [n, heads, slots, size]
        string scores = _graph.Multiply(_graph.MatMul(queries, keys), scale);                                 // [n, heads, slots, slots]
        if (_shape.IsCausal)
            scores = _graph.Add(scores, LaterSlots());
        string attention = _graph.SoftmaxOfLast(scores);                                                      // [n, heads, slots, slots]
        string mixed = _graph.Transpose(_graph.MatMul(attention, values), 0, 2, 1, 3);                        // [n, slots, heads, size]
        return Linear(_graph.Reshape(mixed, _graph.Constant("joined_shape", 0, slots, width)), $"{layer}.proj");
    }

    /// <summary>−∞ for the keys of later slots than the query's: [query, key].</summary>
    private string LaterSlots()
    {
        int slots = _shape.Slots;
        float[] values = [.. Enumerable.Range(0, slots * slots).Select(i => i % slots > i / slots ? float.NegativeInfinity : 0)];
        return _graph.Weight("later_slots", values, slots, slots);
    }

    private string Mlp(string x, string layer) => Linear(Gelu(Linear(x, $"{layer}.fc1")), $"{layer}.fc2");

    /// <summary>x / √(mean(x²) + ε) · scale over the last axis.</summary>
    private string Norm(string x, string layer)
    {
        string meanSquare = _graph.MeanOfLast(_graph.Power(x, _graph.Scalar("two", 2)));
        string root = _graph.SquareRoot(_graph.Add(meanSquare, _graph.Scalar("norm_epsilon", NormEpsilon)));
        return _graph.Multiply(_graph.Divide(x, root), Weight($"{layer}.scale"));
    }

    /// <summary>x · (1 + erf(x / √2)) / 2.</summary>
    private string Gelu(string x)
    {
        string erf = _graph.Erf(_graph.Divide(x, _graph.Scalar("sqrt_two", MathF.Sqrt(2))));
        return _graph.Multiply(_graph.Multiply(x, _graph.Add(erf, _graph.Scalar("one", 1))), _graph.Scalar("half", 0.5f));
    }

    /// <summary>The weights stay [out, in] in the file; a runtime transposes them once, when it loads them.</summary>
    private string Linear(string x, string layer) => _graph.MatMul(x, _graph.Transpose(Weight($"{layer}.weight"), 1, 0));

    private string Weight(string name) => _graph.Weight(_tensors[name]);
}
