namespace Unmask.Model.Files.Onnx;

/// <summary>
/// Field numbers of the messages that a model file consists of, as <c>onnx/onnx.proto</c> of the ONNX project (Apache 2.0) assigns them.
/// They are part of the file format and never change.
/// </summary>
internal static class OnnxFields
{
    internal static class Model
    {
        public const int IrVersion = 1, ProducerName = 2, DocString = 6, Graph = 7, OperatorSet = 8, Metadata = 14;
    }

    internal static class OperatorSetId
    {
        public const int Version = 2;
    }

    /// <summary>An entry of the metadata.</summary>
    internal static class StringStringEntry
    {
        public const int Key = 1, Value = 2;
    }

    internal static class Graph
    {
        public const int Node = 1, Name = 2, Initializer = 5, Input = 11, Output = 12;
    }

    internal static class Node
    {
        public const int Input = 1, Output = 2, Name = 3, OperatorType = 4, Attribute = 5;
    }

    internal static class Attribute
    {
        public const int Name = 1, Integer = 3, Integers = 8, Type = 20;

        /// <summary>Values of <see cref="Type"/>.</summary>
        public const int IsInteger = 2, IsIntegers = 7;
    }

    internal static class Tensor
    {
        public const int Dimension = 1, ElementType = 2, Name = 8, RawData = 9;
    }

    internal static class ValueInfo
    {
        public const int Name = 1, Type = 2;
    }

    internal static class Type
    {
        public const int Tensor = 1;
    }

    internal static class TensorType
    {
        public const int ElementType = 1, Shape = 2;
    }

    internal static class TensorShape
    {
        public const int Dimension = 1;
    }

    /// <summary>A dimension is a number, or a name for one that is known only when the model runs.</summary>
    internal static class Dimension
    {
        public const int Value = 1, Parameter = 2;
    }
}
