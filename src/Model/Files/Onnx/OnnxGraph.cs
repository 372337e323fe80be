using System.Runtime.InteropServices;
using Unmask.Model.Tensors;

namespace Unmask.Model.Files.Onnx;

/// <summary>The element types in use, with the numbers that ONNX gives them.</summary>
internal enum OnnxType
{
    Float32 = 1,
    Int64 = 7,
}

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its dimensions; <see cref="OnnxGraph.AnyRows"/> for the number of rows. None for a scalar.</param>
internal sealed record OnnxPort(string Name, OnnxType Type, int[] Shape);

/// <summary>A tensor of the file: its elements, little-endian and row-major.</summary>
internal sealed record OnnxTensor(string Name, OnnxType Type, int[] Shape, byte[] Bytes);

/// <summary>A setting of an operator: one integer, or a list of them.</summary>
internal sealed record OnnxAttribute(string Name, bool IsList, int[] Values)
{
    public static OnnxAttribute Of(string name, int value) => new(name, IsList: false, [value]);

    public static OnnxAttribute List(string name, params int[] values) => new(name, IsList: true, values);
}

/// <summary>An operator at work: named values in, named values out.</summary>
internal sealed record OnnxNode(string Operator, string[] Inputs, string[] Outputs, OnnxAttribute[] Attributes);

/// <summary>
/// A computation as ONNX sees it: nodes in an order in which every value exists before it is used. Values are known by name; every
/// method that adds a node returns the name of its result.
/// </summary>
public sealed partial class OnnxGraph
{
    /// <summary>The dimension that counts rows, open until the model runs.</summary>
    internal const int AnyRows = -1;

    private readonly List<OnnxPort> _inputs = [], _outputs = [];
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxTensor> _tensors = [];

    internal IReadOnlyList<OnnxPort> Inputs => _inputs;

    internal IReadOnlyList<OnnxPort> Outputs => _outputs;

    internal IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>Weights and constants.</summary>
    internal IReadOnlyCollection<OnnxTensor> Tensors => _tensors.Values;

    internal string Input(string name, OnnxType type, params int[] shape)
    {
        _inputs.Add(new(name, type, shape));
        return name;
    }

    /// <summary>Makes the result of the latest node an output of the graph.</summary>
    internal void OutputLatest(string name, OnnxType type, params int[] shape)
    {
        _nodes[^1] = _nodes[^1] with { Outputs = [name] };
        _outputs.Add(new(name, type, shape));
    }

    /// <summary>A tensor of the weights, under its own name and in its own layout.</summary>
    internal string Weight(NamedTensor tensor) => Weight(tensor.Name, tensor.Values, tensor.Shape);

    /// <summary>A matrix or vector of numbers.</summary>
    internal string Weight(string name, ReadOnlySpan<float> values, params int[] shape) =>
        Tensor(name, OnnxType.Float32, shape, MemoryMarshal.AsBytes(values));

    /// <summary>A list of whole numbers: a shape, axes, indices.</summary>
    internal string Constant(string name, params ReadOnlySpan<long> values) =>
        Tensor(name, OnnxType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>A whole number without dimensions.</summary>
    internal string Index(string name, long value) => Tensor(name, OnnxType.Int64, [], MemoryMarshal.AsBytes([value]));

    /// <summary>A number without dimensions.</summary>
    internal string Scalar(string name, float value) => Tensor(name, OnnxType.Float32, [], MemoryMarshal.AsBytes([value]));

    /// <summary>Adds a tensor, or finds the one that already has its name.</summary>
    private string Tensor(string name, OnnxType type, int[] shape, ReadOnlySpan<byte> bytes)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("ONNX files are little-endian, and so must be the machine that writes them.");
        _tensors.TryAdd(name, new(name, type, shape, bytes.ToArray()));
        return name;
    }
}
