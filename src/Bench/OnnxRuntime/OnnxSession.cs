using Microsoft.ML.OnnxRuntime;

namespace Unmask.Bench.OnnxRuntime;

/// <summary>
/// Runs every contender of ONNX Runtime on one thread, with every graph optimisation. It creates that library's first object,
/// so that the native part is looked for where <see cref="OnnxLibrary"/> says.
/// </summary>
internal static class OnnxSession
{
    /// <exception cref="DllNotFoundException">The library is not installed (<see cref="OnnxLibrary.IsHere"/>).</exception>
    /// <exception cref="OnnxRuntimeException">It is not a valid ONNX file.</exception>
    public static InferenceSession Open(byte[] model)
    {
        if (!OnnxLibrary.IsHere)
            throw new DllNotFoundException($"{OnnxLibrary.Variable} names no library of ONNX Runtime that fits; ./unmask benchmark and ./test fetch it.");
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
