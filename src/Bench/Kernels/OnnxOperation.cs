using Microsoft.ML.OnnxRuntime;
using Unmask.Bench.OnnxRuntime;

namespace Unmask.Bench.Kernels;

/// <summary>A small graph in ONNX Runtime, on one thread, its inputs and output bound to arrays.</summary>
internal sealed class OnnxOperation : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];

    /// <param name="model">The ONNX file; its output is called <c>output</c>.</param>
    /// <param name="inputs">Name, numbers and shape of each input.</param>
    /// <param name="output">Receives the result.</param>
    public OnnxOperation(byte[] model, IReadOnlyList<KernelInput> inputs, float[] output)
    {
        _session = OnnxSession.Open(model);
        _options = new();
        _binding = _session.CreateIoBinding();
        foreach (KernelInput input in inputs)
        {
            long[] shape = [.. input.Shape.Select(size => (long)size)];
            OrtValue value = input.Symbols is { } symbols ? OrtValue.CreateTensorValueFromMemory(symbols, shape) : OrtValue.CreateTensorValueFromMemory(input.Numbers!, shape);
            _values.Add(value);
            _binding.BindInput(input.Name, value);
        }
        long[] outputShape = [.. _session.OutputMetadata["output"].Dimensions.Select(size => (long)size)];
        OrtValue result = OrtValue.CreateTensorValueFromMemory(output, outputShape);
        _values.Add(result);
        _binding.BindOutput("output", result);
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        foreach (OrtValue value in _values)
            value.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}

/// <summary>An input of a graph: numbers, or symbols.</summary>
internal sealed record KernelInput(string Name, int[] Shape, float[]? Numbers, long[]? Symbols = null);
