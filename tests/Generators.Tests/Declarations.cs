using Unmask.Generators.Operations;

namespace Unmask.Generators.Tests;

/// <summary>Declares operations by what the generator itself knows of them, so that a new operation is tested without a line here.</summary>
internal static class Declarations
{
    /// <summary>A declaration with every setting about <paramref name="size"/> and every flag set.</summary>
    public static string Of(Operation operation, string method, int size = 16, string modifiers = "internal static")
    {
        string settings = string.Join(", ", operation.Settings.Select(setting =>
            $"{setting.Name} = {(setting.IsFlag ? "true" : $"{Math.Max(size / setting.Multiple * setting.Multiple, setting.Multiple)}")}"));
        string parameters = string.Join(", ", operation.Parameters.Select(parameter => $"{(parameter.Type.Contains("Span") ? "global::System." : "")}{parameter}"));
        return $"[global::Unmask.Kernels.{operation.Name}({settings})] {modifiers} partial void {method}({parameters});";
    }

    /// <summary>One kernel of every operation, each in a class of its own with the given members beside.</summary>
    public static string All(string method, string members = "", int size = 3) => string.Join("\n", OperationList.All.Select(
        operation => $"internal static partial class {operation.Name}Kernels {{ {Of(operation, method, size)} {members} }}"));
}
