namespace Unmask.Model.Files.Onnx;

/// <summary>The operators in use, all of the standard set 17, as ONNX's <c>docs/Operators.md</c> defines them.</summary>
public sealed partial class OnnxGraph
{
    internal const int OperatorSet = 17;

    /// <summary>The version of the file format that came with <see cref="OperatorSet"/>.</summary>
    internal const int IrVersion = 8;

    /// <summary>Element-wise with broadcasting, as all two-value operators here.</summary>
    internal string Add(string a, string b) => Node("Add", [a, b]);

    internal string Multiply(string a, string b) => Node("Mul", [a, b]);

    internal string Divide(string a, string b) => Node("Div", [a, b]);

    internal string Power(string value, string exponent) => Node("Pow", [value, exponent]);

    internal string SquareRoot(string value) => Node("Sqrt", [value]);

    internal string Relu(string value) => Node("Relu", [value]);

    internal string Erf(string value) => Node("Erf", [value]);

    /// <summary>Entries of <paramref name="data"/>'s first axis: [rows, …] and indices [i…] → [i…, …].</summary>
    internal string Gather(string data, string indices) => Node("Gather", [data, indices], OnnxAttribute.Of("axis", 0));

    /// <summary>Sums over the axes that a constant lists, and drops them.</summary>
    internal string ReduceSum(string value, string axes) => Node("ReduceSum", [value, axes], OnnxAttribute.Of("keepdims", 0));

    /// <summary>The mean over the last axis, which stays with length 1.</summary>
    internal string MeanOfLast(string value) => Node("ReduceMean", [value], OnnxAttribute.List("axes", -1), OnnxAttribute.Of("keepdims", 1));

    /// <summary>Matrix product over the last two axes; the others are broadcast.</summary>
    internal string MatMul(string a, string b) => Node("MatMul", [a, b]);

    /// <summary>[n, k] · [k, m] + [m].</summary>
    internal string Gemm(string input, string weights, string bias) => Node("Gemm", [input, weights, bias]);

    internal string SoftmaxOfLast(string value) => Node("Softmax", [value], OnnxAttribute.Of("axis", -1));

    internal string Transpose(string value, params int[] axes) => Node("Transpose", [value], OnnxAttribute.List("perm", axes));

    /// <summary>The shape is a constant; 0 keeps a dimension, −1 stands for what is left.</summary>
    internal string Reshape(string value, string shape) => Node("Reshape", [value, shape]);

    /// <summary>Adds elements of one value, a scalar, around a tensor, or takes some off where their number is negative: before every axis, then behind it.</summary>
    internal string Pad(string value, string numbers, string filler) => Node("Pad", [value, numbers, filler]);

    /// <summary>Three equal parts of the last axis.</summary>
    internal (string First, string Second, string Third) SplitLastInThree(string value, string lengths)
    {
        string[] parts = AddNode("Split", [value, lengths], 3, OnnxAttribute.Of("axis", -1));
        return (parts[0], parts[1], parts[2]);
    }

    private string Node(string operation, string[] inputs, params OnnxAttribute[] attributes) => AddNode(operation, inputs, 1, attributes)[0];

    /// <summary>Adds a node; its values are called by the operator, the node's number and, if there are several, their own.</summary>
    private string[] AddNode(string operation, string[] inputs, int outputs, params OnnxAttribute[] attributes)
    {
        string[] names = new string[outputs];
        for (int i = 0; i < outputs; i++)
            names[i] = outputs == 1 ? $"{operation}_{_nodes.Count}" : $"{operation}_{_nodes.Count}_{i}";
        _nodes.Add(new(operation, inputs, names, attributes));
        return names;
    }
}
