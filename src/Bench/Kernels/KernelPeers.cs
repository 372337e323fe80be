using Unmask.Bench.Layers;
using Unmask.Bench.OnnxRuntime;
using Unmask.Model.Files.Onnx;
using Unmask.Model.Perceptrons;
using Unmask.Model.Transformers;

namespace Unmask.Bench.Kernels;

/// <summary>One kernel's contenders. All read the same inputs and write to the same output.</summary>
internal sealed class KernelPeers
{
    private const int Tokens = 16, Width = 64, Heads = 4, Units256 = 256;

    private delegate void Product(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> start, Span<float> output);

    private delegate void Pack(ReadOnlySpan<float> weights, Span<float> packed);

    private readonly OnnxGraph _graph = new();
    private readonly Random _random = new(1);

    private KernelPeers(string what, int units, int outputs)
    {
        (What, Units) = (what, units);
        Output = new float[outputs];
    }

    /// <summary>A call's input, in words.</summary>
    public string What { get; }

    /// <summary>The number of the kernel's units (rows, slots, elements) in that input.</summary>
    public int Units { get; }

    public bool HasWeights { get; private init; }

    public List<GraphInput> Inputs { get; } = [];

    public float[] Output { get; }

    /// <summary>The output's dimensions.</summary>
    public int[] OutputShape { get; private set; } = [];

    public byte[] Model => OnnxWriter.ToBytes(_graph, "kernel", new Dictionary<string, string>());

    public Action Loops { get; private set; } = null!;

    public Action TensorPrimitives { get; private set; } = null!;

    public Action Generated { get; private set; } = null!;

    /// <summary>The contenders of the kernel with this name; null if there is no other implementation.</summary>
    public static KernelPeers? Of(string kernel) => kernel switch
    {
        "NamesPerceptron.Project" => Linear(NamesPerceptron.Project, 12 * 28),
        "NamesPerceptron.Mix" => Linear(NamesPerceptron.Mix, Units256),
        "NameTransformer.ProjectQkv" => Projection((x, w, _, y) => NameTransformer.ProjectQkv(x, w, y), Width, 3 * Width, NameTransformer.ProjectQkvPack),
        "NameTransformer.Expand" => Projection((x, w, _, y) => NameTransformer.Expand(x, w, y), Width, Units256, NameTransformer.ExpandPack),
        "NameTransformer.ProjectLogits" => Projection((x, w, _, y) => NameTransformer.ProjectLogits(x, w, y), Width, 28),
        "NameTransformer.Mix" => ResidualProjection(NameTransformer.Mix, Width, NameTransformer.MixPack),
        "NameTransformer.Contract" => ResidualProjection(NameTransformer.Contract, Units256, NameTransformer.ContractPack),
        "NameTransformer.Normalize" => Norm(),
        "NameTransformer.Attend" => Attention(),
        "NameTransformer.Embed" => Embedding(),
        "NamesPerceptron.Gather" => RowGather(),
        "Activation.Gelu" => Gelu(),
        "NamesPerceptron.Activate" => Relu(),
        _ => null,
    };

    /// <summary>output [1, out] = input [1, 256] · weights + bias.</summary>
    private static KernelPeers Linear(Product generated, int outputs)
    {
        var peers = new KernelPeers("1 row", 1, outputs) { HasWeights = true };
        float[] x = peers.Input("x", 1, Units256), w = peers.Values(Units256 * outputs), b = peers.Values(outputs);
        peers._graph.Add(peers._graph.MatMul("x", peers._graph.Weight("w", w, Units256, outputs)), peers._graph.Weight("b", b, outputs));
        return peers.Ends(() => generated(x, w, b, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, 1, outputs);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            b.CopyTo(peers.Output.AsSpan());
            TLayers.AddProduct(x, w, peers.Output);
        }
    }

    /// <summary>output [16, out] = input [16, in] · weights.</summary>
    private static KernelPeers Projection(Product generated, int inputs, int outputs, Pack? pack = null)
    {
        var peers = new KernelPeers("16 slots", Tokens, Tokens * outputs) { HasWeights = true };
        float[] x = peers.Input("x", Tokens, inputs), w = peers.Values(inputs * outputs), packed = Packed(w, pack);
        peers._graph.MatMul("x", peers._graph.Weight("w", w, inputs, outputs));
        return peers.Ends(() => generated(x, packed, default, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, Tokens, outputs);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            peers.Output.AsSpan().Clear();
            for (int token = 0; token < Tokens; token++)
                TLayers.AddProduct(x.AsSpan(token * inputs, inputs), w, peers.Output.AsSpan(token * outputs, outputs));
        }
    }

    /// <summary>output [16, 64] = residual + input [16, in] · weights.</summary>
    private static KernelPeers ResidualProjection(Product generated, int inputs, Pack pack)
    {
        var peers = new KernelPeers("16 slots", Tokens, Tokens * Width) { HasWeights = true };
        float[] x = peers.Input("x", Tokens, inputs), r = peers.Input("r", Tokens, Width), w = peers.Values(inputs * Width), packed = Packed(w, pack);
        peers._graph.Add("r", peers._graph.MatMul("x", peers._graph.Weight("w", w, inputs, Width)));
        return peers.Ends(() => generated(x, packed, r, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, Tokens, Width);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            r.CopyTo(peers.Output.AsSpan());
            for (int token = 0; token < Tokens; token++)
                TLayers.AddProduct(x.AsSpan(token * inputs, inputs), w, peers.Output.AsSpan(token * Width, Width));
        }
    }

    private static KernelPeers Norm()
    {
        const float Epsilon = 1e-8f;
        var peers = new KernelPeers("16 slots", Tokens, Tokens * Width);
        float[] x = peers.Input("x", Tokens, Width), scale = peers.Values(Width);
        OnnxGraph graph = peers._graph;
        string mean = graph.MeanOfLast(graph.Power("x", graph.Scalar("two", 2)));
        string root = graph.SquareRoot(graph.Add(mean, graph.Scalar("epsilon", Epsilon)));
        graph.Multiply(graph.Divide("x", root), graph.Weight("scale", scale, Width));
        return peers.Ends(() => NameTransformer.Normalize(x, scale, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, Tokens, Width);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            for (int token = 0; token < Tokens; token++)
                TLayers.RmsNorm(x.AsSpan(token * Width, Width), scale, Epsilon, peers.Output.AsSpan(token * Width, Width));
        }
    }

    private static KernelPeers Gelu()
    {
        var peers = new KernelPeers("16 slots", Tokens * Units256, Tokens * Units256);
        float[] x = peers.Input("x", Tokens, Units256);
        OnnxGraph graph = peers._graph;
        string erf = graph.Erf(graph.Divide("x", graph.Scalar("sqrt_two", MathF.Sqrt(2))));
        graph.Multiply(graph.Multiply("x", graph.Add(erf, graph.Scalar("one", 1))), graph.Scalar("half", 0.5f));
        return peers.Ends(() => Activation.Gelu(x, peers.Output), All<LoopLayers>, All<TensorPrimitivesLayers>, Tokens, Units256);

        void All<TLayers>()
            where TLayers : struct, ILayers
        {
            x.CopyTo(peers.Output.AsSpan());
            TLayers.Gelu(peers.Output);
        }
    }

    /// <summary>In place, so every contender has to copy first.</summary>
    private static KernelPeers Relu()
    {
        var peers = new KernelPeers("1 row", 1, Units256);
        float[] x = peers.Input("x", 1, Units256);
        peers._graph.Relu("x");
        return peers.Ends(
            () =>
            {
                x.CopyTo(peers.Output.AsSpan());
                NamesPerceptron.Activate(peers.Output);
            },
            All<LoopLayers>,
            All<TensorPrimitivesLayers>,
            1,
            Units256);

        void All<TLayers>()
            where TLayers : struct, ILayers
        {
            x.CopyTo(peers.Output.AsSpan());
            TLayers.Relu(peers.Output);
        }
    }

    /// <summary>output [1, 256] = bias + the rows of the weights that belong to 12 symbols.</summary>
    private static KernelPeers RowGather()
    {
        const int Slots = 12, Symbols = 28;
        var peers = new KernelPeers("1 row", 1, Units256) { HasWeights = true };
        float[] w = peers.Values(Slots * Symbols * Units256), b = peers.Values(Units256);
        byte[] row = [.. Enumerable.Range(0, Slots).Select(slot => (byte)(slot * 7 % Symbols))];
        OnnxGraph graph = peers._graph;
        peers.Symbols("rows", [.. row.Select((symbol, slot) => (long)(slot * Symbols) + symbol)], 1, Slots);
        string rows = graph.Gather(graph.Weight("w", w, Slots * Symbols, Units256), "rows");
        graph.Add(graph.ReduceSum(rows, graph.Constant("axes", 1)), graph.Weight("b", b, Units256));
        return peers.Ends(() => NamesPerceptron.Gather(row, w, b, peers.Output), Sum<LoopLayers>, Sum<TensorPrimitivesLayers>, 1, Units256);

        void Sum<TLayers>()
            where TLayers : struct, ILayers
        {
            b.CopyTo(peers.Output.AsSpan());
            for (int slot = 0; slot < Slots; slot++)
                TLayers.Add(w.AsSpan((slot * Symbols + row[slot]) * Units256, Units256), peers.Output);
        }
    }

    private static KernelPeers Embedding()
    {
        const int Symbols = 28;
        var peers = new KernelPeers("1 row", 1, Tokens * Width) { HasWeights = true };
        float[] vectors = peers.Values(Symbols * Width), places = peers.Values(Tokens * Width);
        byte[] row = [.. Enumerable.Range(0, Tokens).Select(slot => (byte)(slot * 7 % Symbols))];
        OnnxGraph graph = peers._graph;
        peers.Symbols("rows", [.. row.Select(symbol => (long)symbol)], Tokens);
        graph.Add(graph.Gather(graph.Weight("vectors", vectors, Symbols, Width), "rows"), graph.Weight("places", places, Tokens, Width));
        return peers.Ends(() => NameTransformer.Embed(row, vectors, places, peers.Output), Sum<LoopLayers>, Sum<TensorPrimitivesLayers>, Tokens, Width);

        void Sum<TLayers>()
            where TLayers : struct, ILayers
        {
            places.CopyTo(peers.Output.AsSpan());
            for (int slot = 0; slot < Tokens; slot++)
                TLayers.Add(vectors.AsSpan(row[slot] * Width, Width), peers.Output.AsSpan(slot * Width, Width));
        }
    }

    /// <summary>4 heads over 16 slots; each slot holds its query, key and value side by side.</summary>
    private static KernelPeers Attention()
    {
        const int Size = Width / Heads, Stride = 3 * Width;
        var peers = new KernelPeers("1 row", 1, Tokens * Width);
        float[] qkv = peers.Input("x", Tokens, Stride), probabilities = new float[Tokens * Tokens * Heads], attention = new float[Tokens];
        float scale = 1 / MathF.Sqrt(Size);
        OnnxGraph graph = peers._graph;
        (string q, string k, string v) = graph.SplitLastInThree("x", graph.Constant("lengths", Width, Width, Width));
        string shape = graph.Constant("heads", Tokens, Heads, Size);
        string queries = graph.Transpose(graph.Reshape(q, shape), 1, 0, 2), keys = graph.Transpose(graph.Reshape(k, shape), 1, 2, 0);
        string values = graph.Transpose(graph.Reshape(v, shape), 1, 0, 2);
        string fit = graph.SoftmaxOfLast(graph.Multiply(graph.MatMul(queries, keys), graph.Scalar("scale", scale)));
        graph.Reshape(graph.Transpose(graph.MatMul(fit, values), 1, 0, 2), graph.Constant("joined", Tokens, Width));
        return peers.Ends(() => NameTransformer.Attend(qkv, probabilities, peers.Output), Mix<LoopLayers>, Mix<TensorPrimitivesLayers>, Tokens, Width);

        void Mix<TLayers>()
            where TLayers : struct, ILayers
        {
            peers.Output.AsSpan().Clear();
            for (int slot = 0; slot < Tokens; slot++)
            {
                for (int head = 0; head < Width; head += Size)
                {
                    for (int other = 0; other < Tokens; other++)
                        attention[other] = scale * TLayers.Dot(qkv.AsSpan(slot * Stride + head, Size), qkv.AsSpan(other * Stride + Width + head, Size));
                    TLayers.Softmax(attention);
                    for (int other = 0; other < Tokens; other++)
                        TLayers.AddScaled(qkv.AsSpan(other * Stride + 2 * Width + head, Size), attention[other], peers.Output.AsSpan(slot * Width + head, Size));
                }
            }
        }
    }

    private float[] Input(string name, params int[] shape)
    {
        float[] values = Values(shape.Aggregate(1, (a, b) => a * b));
        Inputs.Add(new GraphInput(name, shape, values));
        _graph.Input(name, OnnxType.Float32, shape);
        return values;
    }

    private void Symbols(string name, long[] symbols, params int[] shape)
    {
        Inputs.Add(new GraphInput(name, shape, null, symbols));
        _graph.Input(name, OnnxType.Int64, shape);
    }

    /// <summary>Arbitrary numbers, positive and negative.</summary>
    private float[] Values(int length)
    {
        float[] values = new float[length];
        foreach (ref float value in values.AsSpan())
            value = _random.NextSingle() - 0.5f;
        return values;
    }

    /// <summary>The weights as the generated kernel reads them.</summary>
    private static float[] Packed(float[] weights, Pack? pack)
    {
        if (pack is null)
            return weights;
        float[] packed = new float[weights.Length];
        pack(weights, packed);
        return packed;
    }

    private KernelPeers Ends(Action generated, Action loops, Action tensorPrimitives, params int[] shape)
    {
        _graph.OutputLatest("output", OnnxType.Float32, OutputShape = shape);
        (Generated, Loops, TensorPrimitives) = (generated, loops, tensorPrimitives);
        return this;
    }
}
