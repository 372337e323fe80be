using Microsoft.ML.OnnxRuntime;
using Unmask.Bench.Measuring;
using Unmask.Bench.OnnxRuntime;
using Unmask.Model.Files.Onnx;
using Unmask.Model.Tensors;

namespace Unmask.Bench.Products;

/// <summary>How fast the contenders compute one product.</summary>
/// <param name="Shape">The product.</param>
/// <param name="Gigaflops">10⁹ floating-point operations a second, by contender; none for one that cannot do it or does it wrong.</param>
/// <param name="Errors">
/// The error of every contender, relative to the largest output in double precision. One beyond <see cref="ProductComparison.Tolerance"/> is not timed.
/// </param>
public sealed record ProductSpeeds(ProductShape Shape, IReadOnlyDictionary<string, double> Gigaflops, IReadOnlyDictionary<string, double> Errors);

/// <summary>
/// Single products of the generated kernels beside native libraries, one thread each, on the same row-major operands; nothing is packed in advance but
/// what ONNX Runtime packs of its constant weights.
/// </summary>
public sealed class ProductComparison
{
    /// <summary>The name of the generated kernels among the contenders.</summary>
    public const string Generated = "generated";

    /// <summary>The largest relative error of a right result; rounding leaves some 1e-6.</summary>
    public const double Tolerance = 1e-5;

    private const string OnnxRuntimeName = "ONNX Runtime";

    private readonly List<NativeLibraryPeer> _natives = [];
    private readonly List<(string, string)> _contenders = [(Generated, $".NET {Environment.Version}")];
    private readonly List<(string, string)> _missing = [];

    private ProductComparison()
    {
    }

    /// <summary>Those that take part, with their versions, in the order of the table.</summary>
    public IReadOnlyList<(string Name, string Version)> Contenders => _contenders;

    /// <summary>Those that do not, with the reason.</summary>
    public IReadOnlyList<(string Name, string Reason)> Missing => _missing;

    /// <summary>Finds the libraries, and the first time compiles what calls them.</summary>
    /// <param name="compiling">Told of a library before it is compiled for.</param>
    public static ProductComparison Open(Action<string>? compiling = null) => Open(new Compiler(), compiling);

    internal static ProductComparison Open(Compiler compiler, Action<string>? compiling = null)
    {
        var comparison = new ProductComparison();
        foreach (NativePeer peer in NativePeer.All)
        {
            try
            {
                NativeLibraryPeer native = peer.Load(compiler, ProductShape.All, compiling);
                comparison._natives.Add(native);
                comparison._contenders.Add((native.Name, native.Version));
            }
            catch (MissingPeerException e)
            {
                comparison._missing.Add((peer.Name, e.Message));
            }
        }
        if (OnnxLibrary.IsHere)
            comparison._contenders.Add((OnnxRuntimeName, OrtEnv.Instance().GetVersionString()));
        else
            comparison._missing.Add((OnnxRuntimeName, OnnxLibrary.Absence));
        return comparison;
    }

    /// <summary>Checks all results, then times the contenders in turns.</summary>
    /// <param name="shape">One of <see cref="ProductShape.All"/>.</param>
    /// <param name="duration">How long to measure.</param>
    /// <param name="cancellation">Ends it early, with an <see cref="OperationCanceledException"/>.</param>
    public ProductSpeeds Compare(ProductShape shape, TimeSpan duration, CancellationToken cancellation = default)
    {
        using var operands = new ProductOperands(shape);
        using var onnxRuntime = OnnxLibrary.IsHere ? new OnnxProduct(operands) : null;
        List<(string Name, NativeProduct Product)> natives =
            [.. from native in _natives let product = native.Prepare(operands) where product is not null select (native.Name, product)];
        try
        {
            (ProductKernels.Product kernel, ProductKernels.Store store) = ProductKernels.Of(shape);
            var weights = new AlignedFloats(operands.Weights.Length);
            store(operands.Weights, weights.Span);
            List<(string Name, Action Run)> contenders = [(Generated, () => kernel(operands.Input, weights.Span, operands.Output))];
            contenders.AddRange(natives.Select(native => (native.Name, native.Product.Run)));
            if (onnxRuntime is not null)
                contenders.Add((OnnxRuntimeName, onnxRuntime.Run));
            Dictionary<string, double> errors = contenders.ToDictionary(contender => contender.Name, contender => operands.ErrorOf(contender.Run));
            contenders.RemoveAll(contender => errors[contender.Name] > Tolerance);
            double[] seconds = Turns.Run([.. contenders.Select(contender => contender.Run)], duration, cancellation);
            return new(shape, contenders.Zip(seconds).ToDictionary(pair => pair.First.Name, pair => shape.Flops / pair.Second / 1e9), errors);
        }
        finally
        {
            foreach ((_, NativeProduct product) in natives)
                product.Release();
        }
    }

    /// <summary>The product in ONNX Runtime, on the same memory; the weights are a constant of its graph.</summary>
    private sealed class OnnxProduct : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly BoundGraph _graph;

        public OnnxProduct(ProductOperands operands)
        {
            ProductShape shape = operands.Shape;
            var graph = new OnnxGraph();
            graph.Input("x", OnnxType.Float32, shape.Rows, shape.In);
            graph.MatMul("x", graph.Weight("w", operands.Weights.ToArray(), shape.In, shape.Out));
            graph.OutputLatest("output", OnnxType.Float32, shape.Rows, shape.Out);
            _session = OnnxSession.Open(OnnxWriter.ToBytes(graph, "product", new Dictionary<string, string>()));
            _graph = new(
                _session,
                new BoundMemory("x", operands.Addresses.Input, shape.Rows, shape.In),
                new BoundMemory("output", operands.Addresses.Output, shape.Rows, shape.Out));
        }

        public void Run() => _graph.Run();

        public void Dispose()
        {
            _graph.Dispose();
            _session.Dispose();
        }
    }
}
