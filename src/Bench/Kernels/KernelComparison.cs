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
    private readonly OnnxOperation? _onnxRuntime;

    private KernelComparison(KernelInfo kernel, KernelPeers peers)
    {
        (_kernel, _peers) = (kernel, peers);
        if (OnnxLibrary.IsHere)
            _onnxRuntime = new OnnxOperation(peers.Model, peers.Inputs, peers.Output);
    }

    /// <summary>What the kernel works on, e.g. <c>16 slots</c>.</summary>
    public string What => _peers.What;

    /// <summary>The comparison of a kernel; null if nobody has written it in another way.</summary>
    public static KernelComparison? For(KernelInfo kernel) => KernelPeers.Of(kernel.Name) is { } peers ? new(kernel, peers) : null;

    /// <summary>Times calls.</summary>
    /// <param name="roofline">This machine's.</param>
    /// <param name="duration">How long to measure.</param>
    /// <param name="cancellation">Ends it early, with an <see cref="OperationCanceledException"/>.</param>
    public ComparedTimes Compare(Roofline roofline, TimeSpan duration, CancellationToken cancellation = default)
    {
        List<Action> contenders = [_peers.Loops, _peers.TensorPrimitives, _peers.Generated];
        if (_onnxRuntime is not null)
            contenders.Add(_onnxRuntime.Run);
        double[] seconds = Turns.Run(contenders, duration, cancellation);
        // Weights are read once a call, whatever the number of rows.
        var work = new DenoiserWork((double)_kernel.Flops * _peers.Units, (double)_kernel.Bytes * (_peers.HasWeights ? 1 : _peers.Units));
        return new(seconds[0], seconds[1], seconds[2], seconds.Length > 3 ? seconds[3] : null, roofline.SecondsFor(work));
    }

    /// <summary>What each contender gives, in the order of <see cref="ComparedTimes"/>.</summary>
    internal IReadOnlyList<float[]> Results()
    {
        List<float[]> results = [];
        foreach (Action contender in (Action[])[_peers.Loops, _peers.TensorPrimitives, _peers.Generated])
        {
            contender();
            results.Add([.. _peers.Output]);
        }
        if (_onnxRuntime is not null)
        {
            _onnxRuntime.Run();
            results.Add([.. _peers.Output]);
        }
        return results;
    }

    public void Dispose() => _onnxRuntime?.Dispose();
}
