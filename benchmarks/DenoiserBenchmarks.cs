using BenchmarkDotNet.Attributes;
using Unmask.Bench;
using Unmask.Bench.OnnxRuntime;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Benchmarks;

/// <summary>One prediction of every denoiser beside its peers. <c>./unmask benchmark</c> is the quick version, with shares of the roofline.</summary>
public class DenoiserBenchmarks
{
    private IDenoiser _loops = null!, _tensorPrimitives = null!, _generated = null!;
    private OnnxRuntimeDenoiser _onnxRuntime = null!;
    private byte[] _rows = [];
    private float[] _logits = [];
    private int _next;

    [Params("mlp", "residual", "transformer")]
    public string Denoiser { get; set; } = "";

    /// <summary>Rows of a call. A single one is another one every time.</summary>
    [Params(1, 64)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        WeightSet weights = DenoiserFactory.Weights(Denoiser);
        _generated = DenoiserFactory.Create(Denoiser);
        _loops = PeerCatalog.Find(Denoiser).Loops(weights, Alphabet.English);
        _tensorPrimitives = PeerCatalog.Find(Denoiser).TensorPrimitives(weights, Alphabet.English);
        _onnxRuntime = PeerCatalog.OnnxRuntime(Denoiser, Alphabet.English, weights);
        _rows = new NoisyBatch(_generated, 64).Rows;
        _logits = new float[Rows * _generated.Slots * _generated.Symbols];
    }

    [GlobalCleanup]
    public void Cleanup() => _onnxRuntime.Dispose();

    [Benchmark(Baseline = true)]
    public void Loops() => Predict(_loops);

    [Benchmark]
    public void TensorPrimitives() => Predict(_tensorPrimitives);

    [Benchmark]
    public void OnnxRuntime() => Predict(_onnxRuntime);

    [Benchmark]
    public void Generated() => Predict(_generated);

    private void Predict(IDenoiser denoiser)
    {
        int slots = denoiser.Slots;
        _next = (_next + Rows) % 64;
        denoiser.Predict(_rows.AsSpan(Rows == 64 ? 0 : _next * slots, Rows * slots), 0.5f, _logits);
    }
}
