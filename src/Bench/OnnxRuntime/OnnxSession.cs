using Microsoft.ML.OnnxRuntime;

namespace Unmask.Bench.OnnxRuntime;

/// <summary>
/// How every contender from ONNX Runtime is run: on one thread, with every graph optimisation. The first object of that library that anybody
/// makes is this one, so that the native part is looked for where <see cref="OnnxLibrary"/> says.
/// </summary>
internal static class OnnxSession
{
    /// <exception cref="DllNotFoundException">The library is not here (<see cref="OnnxLibrary.IsHere"/>).</exception>
    /// <exception cref="OnnxRuntimeException">It is no valid ONNX file.</exception>
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
