using Microsoft.ML.OnnxRuntime;

namespace Unmask.Peers.OnnxRuntime;

/// <summary>How every contender from ONNX Runtime is run: on one thread, with every graph optimisation.</summary>
internal static class OnnxSession
{
    /// <exception cref="OnnxRuntimeException">It is no valid ONNX file.</exception>
    public static InferenceSession Open(byte[] model)
    {
        using SessionOptions options = new()
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        };
        return new(model, options);
    }
}
