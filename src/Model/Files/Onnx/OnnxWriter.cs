namespace Unmask.Model.Files.Onnx;

/// <summary>The ONNX file format: a protobuf <c>ModelProto</c>.</summary>
internal static class OnnxWriter
{
    /// <param name="graph">The computation.</param>
    /// <param name="name">The graph's name.</param>
    /// <param name="metadata">Text to go with it; written in the order of the keys, so that equal models give equal files.</param>
    public static byte[] ToBytes(OnnxGraph graph, string name, IReadOnlyDictionary<string, string> metadata)
    {
        ProtobufMessage model = new ProtobufMessage()
            .Add(OnnxFields.Model.IrVersion, OnnxGraph.IrVersion)
            .Add(OnnxFields.Model.ProducerName, "unmask")
            .Add(OnnxFields.Model.OperatorSet, new ProtobufMessage().Add(OnnxFields.OperatorSetId.Version, OnnxGraph.OperatorSet))
            .Add(OnnxFields.Model.Graph, Graph(graph, name));
        foreach ((string key, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            model.Add(OnnxFields.Model.Metadata, new ProtobufMessage()
                .Add(OnnxFields.StringStringEntry.Key, key)
                .Add(OnnxFields.StringStringEntry.Value, value));
        }
        return model.ToBytes();
    }

    private static ProtobufMessage Graph(OnnxGraph graph, string name)
    {
        var message = new ProtobufMessage();
        foreach (OnnxNode node in graph.Nodes)
            message.Add(OnnxFields.Graph.Node, Node(node));
        message.Add(OnnxFields.Graph.Name, name);
        foreach (OnnxTensor tensor in graph.Tensors)
            message.Add(OnnxFields.Graph.Initializer, Tensor(tensor));
        foreach (OnnxPort input in graph.Inputs)
            message.Add(OnnxFields.Graph.Input, Port(input));
        foreach (OnnxPort output in graph.Outputs)
            message.Add(OnnxFields.Graph.Output, Port(output));
        return message;
    }

    private static ProtobufMessage Node(OnnxNode node)
    {
        var message = new ProtobufMessage();
        foreach (string input in node.Inputs)
            message.Add(OnnxFields.Node.Input, input);
        foreach (string output in node.Outputs)
            message.Add(OnnxFields.Node.Output, output);
        message.Add(OnnxFields.Node.Name, node.Outputs[0]).Add(OnnxFields.Node.OperatorType, node.Operator);
        foreach (OnnxAttribute attribute in node.Attributes)
            message.Add(OnnxFields.Node.Attribute, Attribute(attribute));
        return message;
    }

    private static ProtobufMessage Attribute(OnnxAttribute attribute)
    {
        ProtobufMessage message = new ProtobufMessage().Add(OnnxFields.Attribute.Name, attribute.Name);
        foreach (int value in attribute.Values)
            message.Add(attribute.IsList ? OnnxFields.Attribute.Integers : OnnxFields.Attribute.Integer, value);
        return message.Add(OnnxFields.Attribute.Type, attribute.IsList ? OnnxFields.Attribute.IsIntegers : OnnxFields.Attribute.IsInteger);
    }

    private static ProtobufMessage Tensor(OnnxTensor tensor)
    {
        var message = new ProtobufMessage();
        foreach (int dimension in tensor.Shape)
            message.Add(OnnxFields.Tensor.Dimension, dimension);
        return message
            .Add(OnnxFields.Tensor.ElementType, (int)tensor.Type)
            .Add(OnnxFields.Tensor.Name, tensor.Name)
            .Add(OnnxFields.Tensor.RawData, tensor.Bytes);
    }

    private static ProtobufMessage Port(OnnxPort port)
    {
        var shape = new ProtobufMessage();
        foreach (int dimension in port.Shape)
        {
            shape.Add(OnnxFields.TensorShape.Dimension, dimension == OnnxGraph.AnyRows
                ? new ProtobufMessage().Add(OnnxFields.Dimension.Parameter, "n")
                : new ProtobufMessage().Add(OnnxFields.Dimension.Value, dimension));
        }
        ProtobufMessage tensor = new ProtobufMessage()
            .Add(OnnxFields.TensorType.ElementType, (int)port.Type)
            .Add(OnnxFields.TensorType.Shape, shape);
        return new ProtobufMessage()
            .Add(OnnxFields.ValueInfo.Name, port.Name)
            .Add(OnnxFields.ValueInfo.Type, new ProtobufMessage().Add(OnnxFields.Type.Tensor, tensor));
    }
}
