using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Unmask.Bench.OnnxRuntime;

/// <summary>A graph with its inputs and its output bound to arrays, which the runtime reads and writes directly.</summary>
internal sealed class BoundGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];

    /// <param name="session">The graph.</param>
    /// <param name="inputs">The graph's inputs; others are passed over.</param>
    /// <param name="output">The name of the output.</param>
    /// <param name="shape">The output's dimensions.</param>
    /// <param name="values">Receives the output.</param>
    public BoundGraph(InferenceSession session, IEnumerable<GraphInput> inputs, string output, int[] shape, float[] values)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        foreach (GraphInput input in inputs.Where(input => session.InputNames.Contains(input.Name)))
            _binding.BindInput(input.Name, input.Symbols is { } symbols ? Value(symbols, input.Shape) : Value(input.Numbers!, input.Shape));
        _binding.BindOutput(output, Value(values, shape));
    }

    /// <summary>A graph of one input and one output outside the managed heap, both of float32 numbers.</summary>
    public BoundGraph(InferenceSession session, BoundMemory input, BoundMemory output)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        _binding.BindInput(input.Name, Value(input));
        _binding.BindOutput(output.Name, Value(output));
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    /// <summary>Lets go of the arrays; the session is its maker's.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        foreach (OrtValue value in _values)
            value.Dispose();
    }

    private OrtValue Value<T>(T[] array, int[] shape)
        where T : unmanaged => Kept(OrtValue.CreateTensorValueFromMemory(array, [.. shape.Select(size => (long)size)]));

    private OrtValue Value(BoundMemory memory)
    {
        long[] shape = [.. memory.Shape.Select(size => (long)size)];
        long bytes = shape.Aggregate((long)sizeof(float), (a, b) => a * b);
        return Kept(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, memory.Address, bytes));
    }

    private OrtValue Kept(OrtValue value)
    {
        _values.Add(value);
        return value;
    }
}

/// <summary>An input of a graph: numbers, or symbols.</summary>
internal sealed record GraphInput(string Name, int[] Shape, float[]? Numbers, long[]? Symbols = null);

/// <summary>An input or output of a graph: float32 numbers at an address.</summary>
internal sealed record BoundMemory(string Name, nint Address, params int[] Shape);
