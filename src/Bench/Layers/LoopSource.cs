namespace Unmask.Bench.Layers;

/// <summary>The text of the plain loops, for showing them beside the generated code that computes the same.</summary>
public static class LoopSource
{
    /// <summary>The method of <see cref="LoopLayers"/> that does most of an operation's work.</summary>
    /// <param name="operation">A kernel's operation, e.g. <c>Linear</c>.</param>
    /// <returns>Null if no plain loop computes it.</returns>
    public static string? MethodOf(string operation) => operation switch
    {
        "Gelu" => nameof(LoopLayers.Gelu),
        "Relu" => nameof(LoopLayers.Relu),
        "Attention" => nameof(LoopLayers.Dot),
        _ when operation.Contains("Norm", StringComparison.Ordinal) => nameof(LoopLayers.RmsNorm),
        _ when operation.Contains("Linear", StringComparison.Ordinal) || operation.Contains("Projection", StringComparison.Ordinal) => nameof(LoopLayers.AddProduct),
        _ when operation.Contains("Gather", StringComparison.Ordinal) || operation.Contains("Embedding", StringComparison.Ordinal) => nameof(LoopLayers.Add),
        _ => null,
    };

    /// <summary>The lines of a method's body, without its braces and without lines that are nothing but a brace.</summary>
    public static string[] BodyOf(string method)
    {
        using Stream stream = typeof(LoopSource).Assembly.GetManifestResourceStream("LoopLayers.cs")
            ?? throw new InvalidOperationException("The assembly lacks its resource LoopLayers.cs.");
        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        int head = Array.FindIndex(lines, line => line.StartsWith("    public static ", StringComparison.Ordinal) && line.Contains($" {method}(", StringComparison.Ordinal));
        int end = Array.FindIndex(lines, head, line => line == "    }");
        return [.. lines[(head + 2)..end].Where(line => line.Trim() is not ("{" or "}" or "")).Select(line => line[8..])];
    }
}
