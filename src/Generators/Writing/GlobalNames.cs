using System.Text.RegularExpressions;

namespace Unmask.Generators.Writing;

/// <summary>
/// Turns text for readers into text for the compiler. Every type is qualified with <c>global::</c>, so that no namespace, type or member
/// of the surrounding project can take its place. The writers use short names, which are easier to read.
/// </summary>
internal static class GlobalNames
{
    /// <summary>Every type named in generated code, by namespace.</summary>
    private static readonly Dictionary<string, string> Namespaces = new (string Namespace, string[] Types)[]
    {
        ("System", ["Span", "ReadOnlySpan", "MemoryExtensions", "Math", "MathF", "BitConverter", "ArgumentOutOfRangeException"]),
        ("System.CodeDom.Compiler", ["GeneratedCode"]),
        ("System.Diagnostics.CodeAnalysis", ["DoesNotReturn"]),
        ("System.Numerics", ["BitOperations"]),
        ("System.Runtime.CompilerServices", ["Unsafe", "MethodImpl", "MethodImplOptions", "SkipLocalsInit"]),
        ("System.Runtime.InteropServices", ["MemoryMarshal"]),
        ("System.Runtime.Intrinsics", ["Vector128", "Vector256", "Vector512"]),
        ("Unmask.Kernels", ["KernelArguments", "VectorMath"]),
    }.SelectMany(group => group.Types.Select(type => (type, group.Namespace))).ToDictionary(pair => pair.type, pair => pair.Namespace);

    private static readonly string Types = string.Join("|", Namespaces.Keys);

    /// <summary>
    /// Comments and strings stay. Usings are removed, so that a type missing above is an error in every project, not only in some.
    /// Types are names before a dot or a type argument, or at the start of an attribute. A kernel's own name is never in such a place.
    /// </summary>
    private static readonly Regex Pattern = new(
        $@"//[^\n]*|""(?:[^""\\\n]|\\.)*""|(?<using>^using [^\n]*\n)|(?<![\w.:@])(?<type>{Types})(?=[.<])|(?<=\[)(?<type>{Types})\b",
        RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>The usings that the readers' text needs.</summary>
    public static string Usings { get; } = string.Concat(Namespaces.Values.Distinct().Select(name => $"using {name};\n"));

    /// <summary>The same text with full names and without usings.</summary>
    public static string Qualify(string text) => Pattern.Replace(text, static found =>
        found.Groups["using"].Success ? "" : found.Groups["type"].Success ? Type(found.Value) : found.Value);

    /// <summary>A type with its full name, e.g. <c>global::System.Span&lt;float&gt;</c> for <c>Span&lt;float&gt;</c>; keywords stay.</summary>
    public static string Type(string type) =>
        Namespaces.TryGetValue(type.Split('<')[0], out string? name) ? $"global::{name}.{type}" : type;
}
