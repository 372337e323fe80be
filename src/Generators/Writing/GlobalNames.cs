using System.Text;
using Microsoft.CodeAnalysis.CSharp;

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

    /// <summary>The usings that the readers' text needs.</summary>
    public static string Usings { get; } = string.Concat(Namespaces.Values.Distinct().Select(name => $"using {name};\n"));

    /// <summary>
    /// The same text with full names and without usings, so that a type missing above is an error in every project, not only in some. Comments and
    /// strings stay. A type is a name before a dot or a type argument, or at the start of an attribute; a kernel's own name is never in such a place.
    /// </summary>
    public static string Qualify(string text)
    {
        var qualified = new StringBuilder(text.Length * 3 / 2);
        // What stands before it is written.
        int start = 0;
        for (int i = 0; i < text.Length;)
        {
            char letter = text[i];
            if (SyntaxFacts.IsIdentifierStartCharacter(letter))
            {
                int end = EndOfName(text, i);
                if (IsType(text, i, end) && Namespaces.TryGetValue(text.Substring(i, end - i), out string? name))
                {
                    qualified.Append(text, start, i - start).Append("global::").Append(name).Append('.');
                    start = i;
                }
                else if (end - i == 5 && (i == 0 || text[i - 1] == '\n') && string.CompareOrdinal(text, i, "using ", 0, 6) == 0)
                {
                    qualified.Append(text, start, i - start);
                    start = end = Math.Min(EndOfLine(text, i) + 1, text.Length);
                }
                i = end;
            }
            else if (letter == '/' && i + 1 < text.Length && text[i + 1] == '/')
            {
                i = EndOfLine(text, i);
            }
            else
            {
                i = letter == '"' ? EndOfString(text, i) : i + 1;
            }
        }

        return qualified.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>A type with its full name, e.g. <c>global::System.Span&lt;float&gt;</c> for <c>Span&lt;float&gt;</c>; keywords stay.</summary>
    public static string Type(string type) =>
        Namespaces.TryGetValue(type.Split('<')[0], out string? name) ? $"global::{name}.{type}" : type;

    /// <summary>Whether a name from <paramref name="start"/> to <paramref name="end"/> is where a type can be, and not a part of a longer name.</summary>
    private static bool IsType(string text, int start, int end)
    {
        char before = start == 0 ? '\n' : text[start - 1], after = end == text.Length ? '\n' : text[end];
        return before == '[' || (after is '.' or '<' && before is not ('.' or ':' or '@') && !SyntaxFacts.IsIdentifierPartCharacter(before));
    }

    private static int EndOfName(string text, int start)
    {
        int end = start + 1;
        while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end]))
            end++;
        return end;
    }

    private static int EndOfLine(string text, int start)
    {
        int end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }

    /// <summary>The place behind a string that ends on its line.</summary>
    private static int EndOfString(string text, int start)
    {
        for (int end = start + 1; end < text.Length && text[end] != '\n'; end++)
        {
            if (text[end] == '"')
                return end + 1;
            if (text[end] == '\\')
                end++;
        }

        return start + 1;
    }
}
