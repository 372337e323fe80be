using Unmask.Bench.OnnxRuntime;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Bench.Measuring;

/// <summary>How long one call takes, in seconds.</summary>
/// <param name="Loops">Plain scalar loops.</param>
/// <param name="TensorPrimitives"><see cref="System.Numerics.Tensors.TensorPrimitives"/> on whole spans.</param>
/// <param name="Generated">The denoiser itself.</param>
/// <param name="OnnxRuntime">ONNX Runtime, or null where its library is not.</param>
/// <param name="Roofline">What the machine could do at best.</param>
public sealed record ComparedTimes(double Loops, double TensorPrimitives, double Generated, double? OnnxRuntime, double Roofline)
{
    /// <summary>How much of what the machine can do the denoiser makes use of: 1 at best.</summary>
    public double Share => Roofline / Generated;
}

/// <summary>A denoiser of generated kernels beside its peers, on the same weights and rows.</summary>
public sealed class DenoiserComparison : IDisposable
{
    private readonly IDenoiser _generated, _loops, _tensorPrimitives;
    private readonly Peer _peer;
    private readonly OnnxRuntimeDenoiser? _onnxRuntime;
    private readonly WeightSet _weights;

    /// <param name="generated">The denoiser; used here alone.</param>
    /// <param name="weights">Its weights.</param>
    /// <exception cref="WeightsException">It has no peers, or the weights are not its own.</exception>
    public DenoiserComparison(IDenoiser generated, WeightSet weights)
    {
        _generated = generated;
        _weights = weights;
        _peer = PeerCatalog.Find(generated.Architecture);
        _loops = _peer.Loops(weights, generated.Alphabet);
        _tensorPrimitives = _peer.TensorPrimitives(weights, generated.Alphabet);
        if (OnnxLibrary.IsHere)
            _onnxRuntime = PeerCatalog.OnnxRuntime(generated.Architecture, generated.Alphabet, weights);
    }

    /// <summary>Times calls of one row each, mean over <paramref name="rows"/> [n, slots], so that no row is learnt by heart.</summary>
    public ComparedTimes CompareRowByRow(byte[] rows, float time, Roofline roofline, TimeSpan duration, CancellationToken cancellation = default)
    {
        int slots = _generated.Slots, count = rows.Length / slots;
        double best = 0;
        for (int row = 0; row < count; row++)
            best += SecondsFor(rows.AsSpan(row * slots, slots), time, roofline) / count;
        float[] logits = new float[slots * _generated.Symbols];
        return Run(
            denoiser =>
            {
                for (int row = 0; row < count; row++)
                    denoiser.Predict(rows.AsSpan(row * slots, slots), time, logits);
            },
            1.0 / count,
            best,
            duration,
            cancellation);
    }

    /// <summary>Times calls of all <paramref name="rows"/> [n, slots] at once.</summary>
    public ComparedTimes CompareBatch(byte[] rows, float time, Roofline roofline, TimeSpan duration, CancellationToken cancellation = default)
    {
        float[] logits = new float[rows.Length * _generated.Symbols];
        return Run(denoiser => denoiser.Predict(rows, time, logits), 1, SecondsFor(rows, time, roofline), duration, cancellation);
    }

    public void Dispose() => _onnxRuntime?.Dispose();

    private double SecondsFor(ReadOnlySpan<byte> rows, float time, Roofline roofline) =>
        roofline.SecondsFor(_peer.Work(_weights, _generated.Alphabet, rows, time));

    private ComparedTimes Run(Action<IDenoiser> call, double scale, double roofline, TimeSpan duration, CancellationToken cancellation)
    {
        List<Action> contenders = [() => call(_loops), () => call(_tensorPrimitives), () => call(_generated)];
        if (_onnxRuntime is not null)
            contenders.Add(() => call(_onnxRuntime));
        double[] seconds = [.. Turns.Run(contenders, duration, cancellation).Select(s => s * scale)];
        return new(seconds[0], seconds[1], seconds[2], seconds.Length > 3 ? seconds[3] : null, roofline);
    }
}
