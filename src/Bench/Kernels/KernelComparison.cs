using Microsoft.ML.OnnxRuntime;
using Unmask.Bench.Measuring;
using Unmask.Bench.Networks;
using Unmask.Bench.OnnxRuntime;
using Unmask.Model.Kernels;

namespace Unmask.Bench.Kernels;

/// <summary>A generated kernel beside the same operation in plain loops, in <c>TensorPrimitives</c> and in ONNX Runtime, on the same numbers.</summary>
public sealed class KernelComparison : IDisposable
{
    private readonly KernelInfo _kernel;
    private readonly KernelPeers _peers;
    private readonly InferenceSession? _session;
    private readonly BoundGraph? _onnxRuntime;

    private KernelComparison(KernelInfo kernel, KernelPeers peers)
    {
        (_kernel, _peers) = (kernel, peers);
        if (!OnnxLibrary.IsHere)
            return;
        _session = OnnxSession.Open(peers.Model);
        _onnxRuntime = new(_session, peers.Inputs, "output", peers.OutputShape, peers.Output);
    }

    /// <summary>The kernel's input, e.g. <c>64 rows</c>.</summary>
    public string What => _peers.What;

    /// <summary>The comparison of a kernel on so many rows; null if there is no other implementation.</summary>
    public static KernelComparison? For(KernelInfo kernel, int rows = 1) => KernelPeers.Of(kernel.Name, rows) is { } peers ? new(kernel, peers) : null;

    /// <summary>Times calls.</summary>
    /// <param name="roofline">This machine's limits.</param>
    /// <param name="duration">How long to measure.</param>
    /// <param name="cancellation">Ends it early, with an <see cref="OperationCanceledException"/>.</param>
    public ComparedTimes Compare(Roofline roofline, TimeSpan duration, CancellationToken cancellation = default)
    {
        // Weights are read once a call, whatever the number of rows.
        var work = new DenoiserWork((double)_kernel.Flops * _peers.Units, (double)_kernel.Bytes * (_peers.HasWeights ? 1 : _peers.Units));
        return ComparedTimes.Measure(Contenders, roofline.SecondsFor(work), duration, cancellation);
    }

    /// <summary>What each contender gives, in the order of <see cref="ComparedTimes"/>.</summary>
    internal IReadOnlyList<float[]> Results() => [.. Contenders.Select(contender =>
    {
        contender();
        return (float[])[.. _peers.Output];
    })];

    public void Dispose()
    {
        _onnxRuntime?.Dispose();
        _session?.Dispose();
    }

    private IReadOnlyList<Action> Contenders =>
        [_peers.Loops, _peers.TensorPrimitives, _peers.Generated, .. _onnxRuntime is null ? (Action[])[] : [_onnxRuntime.Run]];
}
