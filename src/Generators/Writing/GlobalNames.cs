using System.Text.RegularExpressions;

namespace Unmask.Generators.Writing;

/// <summary>
/// Turns text for readers into text for the compiler: every type is named from <c>global::</c> on, so that no namespace, type or member
/// of the surrounding project can stand for it. The writers keep short names, which is what a reader of a kernel wants to see.
/// </summary>
internal static class GlobalNames
{
    /// <summary>Every type that generated code names, by its namespace.</summary>
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
    /// Comments and strings, which stay; usings, which go, so that a type missing above is an error in every project and not only in some;
    /// and types: what comes before a dot or a type argument, or opens an attribute. A kernel's own name never does.
    /// </summary>
    private static readonly Regex Pattern = new(
        $@"//[^\n]*|""(?:[^""\\\n]|\\.)*""|(?<using>^using [^\n]*\n)|(?<![\w.:@])(?<type>{Types})(?=[.<])|(?<=\[)(?<type>{Types})\b",
        RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>The namespaces that a reader must know, as usings.</summary>
    public static string Usings { get; } = string.Concat(Namespaces.Values.Distinct().Select(name => $"using {name};\n"));

    /// <summary>The same text with full names and without usings.</summary>
    public static string Qualify(string text) => Pattern.Replace(text, static found =>
        found.Groups["using"].Success ? "" : found.Groups["type"].Success ? Type(found.Value) : found.Value);

    /// <summary>A type with its full name, e.g. <c>global::System.Span&lt;float&gt;</c> for <c>Span&lt;float&gt;</c>; keywords stay.</summary>
    public static string Type(string type) =>
        Namespaces.TryGetValue(type.Split('<')[0], out string? name) ? $"global::{name}.{type}" : type;
}
