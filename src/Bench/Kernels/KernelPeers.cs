using Unmask.Bench.Layers;
using Unmask.Bench.OnnxRuntime;
using Unmask.Model.Files.Onnx;
using Unmask.Model.Perceptrons;
using Unmask.Model.Transformers;

namespace Unmask.Bench.Kernels;

/// <summary>One kernel's contenders. All read the same inputs and write to the same output.</summary>
internal sealed class KernelPeers
{
    private const int Slots = 16, Width = 64, Heads = 4, Units256 = 256;

    private delegate void Product(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> start, Span<float> output);

    private delegate void Pack(ReadOnlySpan<float> weights, Span<float> packed);

    private readonly OnnxGraph _graph = new();
    private readonly Random _random = new(1);

    private KernelPeers(int rows, int units, int outputs)
    {
        (What, Units) = (rows == 1 ? "1 row" : $"{rows} rows", units);
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

    /// <summary>The contenders of the kernel with this name on so many rows; null if there is no other implementation.</summary>
    public static KernelPeers? Of(string kernel, int rows) => kernel switch
    {
        "NamesPerceptron.Project" => Linear(rows, NamesPerceptron.Project, 12 * 28),
        "NamesPerceptron.Mix" => Linear(rows, NamesPerceptron.Mix, Units256, hasRelu: true),
        "NameTransformer.ProjectQkv" => Projection(rows, (x, w, _, y) => NameTransformer.ProjectQkv(x, w, y), Width, 3 * Width, NameTransformer.ProjectQkvPack),
        "NameTransformer.Expand" => Projection(rows, (x, w, _, y) => NameTransformer.Expand(x, w, y), Width, Units256, NameTransformer.ExpandPack),
        "NameTransformer.ProjectLogits" => Projection(rows, (x, w, _, y) => NameTransformer.ProjectLogits(x, w, y), Width, 28),
        "NameTransformer.Mix" => ResidualProjection(rows, NameTransformer.Mix, Width, NameTransformer.MixPack),
        "NameTransformer.Contract" => ResidualProjection(rows, NameTransformer.Contract, Units256, NameTransformer.ContractPack),
        "NameTransformer.Normalize" => Norm(rows),
        "NameTransformer.Attend" => Attention(rows),
        "NameTransformer.Embed" => Embedding(rows),
        "NamesPerceptron.Gather" => RowGather(rows),
        "Activation.Gelu" => Gelu(rows),
        "NamesPerceptron.Activate" => Relu(rows),
        _ => null,
    };

    /// <summary>output [n, out] = input [n, 256] · weights + bias, or max(·, 0) of it.</summary>
    private static KernelPeers Linear(int rows, Product generated, int outputs, bool hasRelu = false)
    {
        var peers = new KernelPeers(rows, rows, rows * outputs) { HasWeights = true };
        float[] x = peers.Input("x", rows, Units256), w = peers.Values(Units256 * outputs), b = peers.Values(outputs);
        string sums = peers._graph.Add(peers._graph.MatMul("x", peers._graph.Weight("w", w, Units256, outputs)), peers._graph.Weight("b", b, outputs));
        if (hasRelu)
            peers._graph.Relu(sums);
        return peers.Ends(() => generated(x, w, b, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, rows, outputs);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            for (int row = 0; row < rows; row++)
            {
                Span<float> output = peers.Output.AsSpan(row * outputs, outputs);
                b.CopyTo(output);
                TLayers.AddProduct(x.AsSpan(row * Units256, Units256), w, output);
                if (hasRelu)
                    TLayers.Relu(output);
            }
        }
    }

    /// <summary>output [16n, out] = input [16n, in] · weights.</summary>
    private static KernelPeers Projection(int rows, Product generated, int inputs, int outputs, Pack? pack = null)
    {
        int tokens = rows * Slots;
        var peers = new KernelPeers(rows, tokens, tokens * outputs) { HasWeights = true };
        float[] x = peers.Input("x", tokens, inputs), w = peers.Values(inputs * outputs), packed = Packed(w, pack);
        peers._graph.MatMul("x", peers._graph.Weight("w", w, inputs, outputs));
        return peers.Ends(() => generated(x, packed, default, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, tokens, outputs);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            peers.Output.AsSpan().Clear();
            for (int token = 0; token < tokens; token++)
                TLayers.AddProduct(x.AsSpan(token * inputs, inputs), w, peers.Output.AsSpan(token * outputs, outputs));
        }
    }

    /// <summary>output [16n, 64] = residual + input [16n, in] · weights.</summary>
    private static KernelPeers ResidualProjection(int rows, Product generated, int inputs, Pack pack)
    {
        int tokens = rows * Slots;
        var peers = new KernelPeers(rows, tokens, tokens * Width) { HasWeights = true };
        float[] x = peers.Input("x", tokens, inputs), r = peers.Input("r", tokens, Width), w = peers.Values(inputs * Width), packed = Packed(w, pack);
        peers._graph.Add("r", peers._graph.MatMul("x", peers._graph.Weight("w", w, inputs, Width)));
        return peers.Ends(() => generated(x, packed, r, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, tokens, Width);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            r.CopyTo(peers.Output.AsSpan());
            for (int token = 0; token < tokens; token++)
                TLayers.AddProduct(x.AsSpan(token * inputs, inputs), w, peers.Output.AsSpan(token * Width, Width));
        }
    }

    private static KernelPeers Norm(int rows)
    {
        const float Epsilon = 1e-8f;
        int tokens = rows * Slots;
        var peers = new KernelPeers(rows, tokens, tokens * Width);
        float[] x = peers.Input("x", tokens, Width), scale = peers.Values(Width);
        OnnxGraph graph = peers._graph;
        string mean = graph.MeanOfLast(graph.Power("x", graph.Scalar("two", 2)));
        string root = graph.SquareRoot(graph.Add(mean, graph.Scalar("epsilon", Epsilon)));
        graph.Multiply(graph.Divide("x", root), graph.Weight("scale", scale, Width));
        return peers.Ends(() => NameTransformer.Normalize(x, scale, peers.Output), Rows<LoopLayers>, Rows<TensorPrimitivesLayers>, tokens, Width);

        void Rows<TLayers>()
            where TLayers : struct, ILayers
        {
            for (int token = 0; token < tokens; token++)
                TLayers.RmsNorm(x.AsSpan(token * Width, Width), scale, Epsilon, peers.Output.AsSpan(token * Width, Width));
        }
    }

    private static KernelPeers Gelu(int rows)
    {
        int tokens = rows * Slots;
        var peers = new KernelPeers(rows, tokens * Units256, tokens * Units256);
        float[] x = peers.Input("x", tokens, Units256);
        OnnxGraph graph = peers._graph;
        string erf = graph.Erf(graph.Divide("x", graph.Scalar("sqrt_two", MathF.Sqrt(2))));
        graph.Multiply(graph.Multiply("x", graph.Add(erf, graph.Scalar("one", 1))), graph.Scalar("half", 0.5f));
        return peers.Ends(() => Activation.Gelu(x, peers.Output), All<LoopLayers>, All<TensorPrimitivesLayers>, tokens, Units256);

        void All<TLayers>()
            where TLayers : struct, ILayers
        {
            x.CopyTo(peers.Output.AsSpan());
            TLayers.Gelu(peers.Output);
        }
    }

    /// <summary>In place, so every contender has to copy first.</summary>
    private static KernelPeers Relu(int rows)
    {
        var peers = new KernelPeers(rows, rows, rows * Units256);
        float[] x = peers.Input("x", rows, Units256);
        peers._graph.Relu("x");
        return peers.Ends(
            () =>
            {
                x.CopyTo(peers.Output.AsSpan());
                NamesPerceptron.Activate(peers.Output);
            },
            All<LoopLayers>,
            All<TensorPrimitivesLayers>,
            rows,
            Units256);

        void All<TLayers>()
            where TLayers : struct, ILayers
        {
            x.CopyTo(peers.Output.AsSpan());
            TLayers.Relu(peers.Output);
        }
    }

    /// <summary>output [n, 256] = max(·, 0) of bias + the rows of the weights that belong to 12 symbols.</summary>
    private static KernelPeers RowGather(int rows)
    {
        const int Letters = 12, Symbols = 28;
        var peers = new KernelPeers(rows, rows, rows * Units256) { HasWeights = true };
        float[] w = peers.Values(Letters * Symbols * Units256), b = peers.Values(Units256);
        byte[] symbols = [.. Enumerable.Range(0, rows * Letters).Select(place => (byte)(place * 7 % Symbols))];
        OnnxGraph graph = peers._graph;
        peers.Symbols("rows", [.. symbols.Select((symbol, place) => (long)(place % Letters * Symbols) + symbol)], rows, Letters);
        string taken = graph.Gather(graph.Weight("w", w, Letters * Symbols, Units256), "rows");
        graph.Relu(graph.Add(graph.ReduceSum(taken, graph.Constant("axes", 1)), graph.Weight("b", b, Units256)));
        return peers.Ends(() => NamesPerceptron.Gather(symbols, w, b, peers.Output), Sum<LoopLayers>, Sum<TensorPrimitivesLayers>, rows, Units256);

        void Sum<TLayers>()
            where TLayers : struct, ILayers
        {
            for (int place = 0; place < symbols.Length; place++)
            {
                Span<float> output = peers.Output.AsSpan(place / Letters * Units256, Units256);
                if (place % Letters == 0)
                    b.CopyTo(output);
                TLayers.Add(w.AsSpan((place % Letters * Symbols + symbols[place]) * Units256, Units256), output);
                if (place % Letters == Letters - 1)
                    TLayers.Relu(output);
            }
        }
    }

    private static KernelPeers Embedding(int rows)
    {
        const int Symbols = 28;
        var peers = new KernelPeers(rows, rows, rows * Slots * Width) { HasWeights = true };
        float[] vectors = peers.Values(Symbols * Width), places = peers.Values(Slots * Width);
        byte[] symbols = [.. Enumerable.Range(0, rows * Slots).Select(slot => (byte)(slot * 7 % Symbols))];
        OnnxGraph graph = peers._graph;
        peers.Symbols("rows", [.. symbols.Select(symbol => (long)symbol)], rows, Slots);
        graph.Add(graph.Gather(graph.Weight("vectors", vectors, Symbols, Width), "rows"), graph.Weight("places", places, Slots, Width));
        return peers.Ends(() => NameTransformer.Embed(symbols, vectors, places, peers.Output), Sum<LoopLayers>, Sum<TensorPrimitivesLayers>, rows, Slots, Width);

        void Sum<TLayers>()
            where TLayers : struct, ILayers
        {
            for (int slot = 0; slot < symbols.Length; slot++)
            {
                Span<float> output = peers.Output.AsSpan(slot * Width, Width);
                places.AsSpan(slot % Slots * Width, Width).CopyTo(output);
                TLayers.Add(vectors.AsSpan(symbols[slot] * Width, Width), output);
            }
        }
    }

    /// <summary>4 heads over the 16 slots of each row; each slot holds its query, key and value side by side.</summary>
    private static KernelPeers Attention(int rows)
    {
        const int Size = Width / Heads, Stride = 3 * Width;
        var peers = new KernelPeers(rows, rows, rows * Slots * Width);
        float[] qkv = peers.Input("x", rows * Slots, Stride), probabilities = new float[rows * Slots * Slots * Heads], attention = new float[Slots];
        float scale = 1 / MathF.Sqrt(Size);
        OnnxGraph graph = peers._graph;
        (string q, string k, string v) = graph.SplitLastInThree("x", graph.Constant("lengths", Width, Width, Width));
        string shape = graph.Constant("heads", rows, Slots, Heads, Size);
        string queries = graph.Transpose(graph.Reshape(q, shape), 0, 2, 1, 3), keys = graph.Transpose(graph.Reshape(k, shape), 0, 2, 3, 1);
        string values = graph.Transpose(graph.Reshape(v, shape), 0, 2, 1, 3);
        string fit = graph.SoftmaxOfLast(graph.Multiply(graph.MatMul(queries, keys), graph.Scalar("scale", scale)));
        graph.Reshape(graph.Transpose(graph.MatMul(fit, values), 0, 2, 1, 3), graph.Constant("joined", rows * Slots, Width));
        return peers.Ends(() => NameTransformer.Attend(qkv, probabilities, peers.Output), Mix<LoopLayers>, Mix<TensorPrimitivesLayers>, rows * Slots, Width);

        void Mix<TLayers>()
            where TLayers : struct, ILayers
        {
            peers.Output.AsSpan().Clear();
            for (int slot = 0; slot < rows * Slots; slot++)
            {
                int first = slot - slot % Slots;
                for (int head = 0; head < Width; head += Size)
                {
                    for (int other = 0; other < Slots; other++)
                        attention[other] = scale * TLayers.Dot(qkv.AsSpan(slot * Stride + head, Size), qkv.AsSpan((first + other) * Stride + Width + head, Size));
                    TLayers.Softmax(attention);
                    for (int other = 0; other < Slots; other++)
                        TLayers.AddScaled(qkv.AsSpan((first + other) * Stride + 2 * Width + head, Size), attention[other], peers.Output.AsSpan(slot * Width + head, Size));
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
