using Unmask.Bench.OnnxRuntime;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Bench.Measuring;

/// <summary>Seconds per call of each contender.</summary>
/// <param name="Loops">Plain scalar loops.</param>
/// <param name="TensorPrimitives"><see cref="System.Numerics.Tensors.TensorPrimitives"/> on whole spans.</param>
/// <param name="Generated">The denoiser itself.</param>
/// <param name="OnnxRuntime">ONNX Runtime; null without its library.</param>
/// <param name="Roofline">The least time that the machine allows.</param>
public sealed record ComparedTimes(double Loops, double TensorPrimitives, double Generated, double? OnnxRuntime, double Roofline)
{
    /// <summary>The share of the machine's limit that the denoiser reaches; at most 1.</summary>
    public double Share => Roofline / Generated;

    /// <summary>Times contenders in turns.</summary>
    /// <param name="contenders">Loops, TensorPrimitives, generated and, where its library is, ONNX Runtime.</param>
    /// <param name="roofline">Seconds of a call at best.</param>
    /// <param name="duration">How long to measure.</param>
    /// <param name="cancellation">Ends it early, with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="calls">Calls that a contender makes each time it runs.</param>
    internal static ComparedTimes Measure(
        IReadOnlyList<Action> contenders, double roofline, TimeSpan duration, CancellationToken cancellation, int calls = 1)
    {
        double[] seconds = [.. Turns.Run(contenders, duration, cancellation).Select(s => s / calls)];
        return new(seconds[0], seconds[1], seconds[2], seconds.Length > 3 ? seconds[3] : null, roofline);
    }
}

/// <summary>A denoiser of generated kernels beside its peers, on the same weights and rows.</summary>
public sealed class DenoiserComparison : IDisposable
{
    private readonly IDenoiser _generated;
    private readonly List<IDenoiser> _contenders;
    private readonly Peer _peer;
    private readonly WeightSet _weights;

    /// <param name="generated">The denoiser; not used elsewhere meanwhile.</param>
    /// <param name="weights">Its weights.</param>
    /// <exception cref="WeightsException">It has no peers, or the weights are not its own.</exception>
    public DenoiserComparison(IDenoiser generated, WeightSet weights)
    {
        _generated = generated;
        _weights = weights;
        _peer = PeerCatalog.Find(generated.Architecture);
        _contenders = [_peer.Loops(weights, generated.Alphabet), _peer.TensorPrimitives(weights, generated.Alphabet), generated];
        if (OnnxLibrary.IsHere)
            _contenders.Add(PeerCatalog.OnnxRuntime(generated.Architecture, generated.Alphabet, weights));
    }

    /// <summary>Times calls of one row each, averaged over <paramref name="rows"/> [n, slots], so that the processor cannot adapt to one row.</summary>
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
            count,
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

    public void Dispose() => _contenders.OfType<OnnxRuntimeDenoiser>().SingleOrDefault()?.Dispose();

    private double SecondsFor(ReadOnlySpan<byte> rows, float time, Roofline roofline) =>
        roofline.SecondsFor(_peer.Work(_weights, _generated.Alphabet, rows, time));

    private ComparedTimes Run(Action<IDenoiser> call, int calls, double roofline, TimeSpan duration, CancellationToken cancellation) =>
        ComparedTimes.Measure([.. _contenders.Select(contender => (Action)(() => call(contender)))], roofline, duration, cancellation, calls);
}
