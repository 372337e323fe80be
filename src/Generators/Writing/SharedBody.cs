using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;

namespace Unmask.Generators.Writing;

/// <summary>
/// The body of kernels with the same operation and shape, wherever they are declared. It is written once, in its own class, and each kernel calls it.
/// A second copy would slow down every build, and every start that compiles it.
/// </summary>
internal static class SharedBody
{
    /// <summary>The namespace of these classes; their names are those of the bodies (<see cref="Declaration.Body"/>).</summary>
    public const string Namespace = "Unmask.Kernels.Shared";

    /// <summary>The bodies that several of these kernels share, in the order of their names.</summary>
    public static EquatableArray<Declaration> Find(IEnumerable<Declaration> kernels) => new(
        [.. kernels.GroupBy(kernel => kernel.Body).Where(group => group.Count() > 1).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.First()))]);

    /// <summary>The kernel that holds another one's body.</summary>
    public static Declaration Of(Declaration declaration) => declaration with
    {
        Namespace = Namespace,
        Types = new(new ContainingType("class", declaration.Body)),
        Accessibility = "internal",
        Modifiers = "internal static",
        Name = "Run",
        IsDeclared = false,
    };

    /// <summary>Writes the members of a kernel as calls of the shared members.</summary>
    public static void WriteCalls(CodeWriter writer, Operation operation, Declaration declaration)
    {
        Declaration body = Of(declaration);
        string target = $"global::{body.TypeName}.{body.Name}";
        foreach (Entry entry in OperationMembers.Of(operation).Entries)
        {
            string name = declaration.Name + entry.Suffix;
            if (entry.Parameters is null)
            {
                writer.Lines($"{declaration.Accessibility} const int {name} = {target}{entry.Suffix};");
                continue;
            }
            string header = entry.Suffix.Length == 0 ? operation.Header(declaration) : $"{declaration.Accessibility} static void {name}{entry.Parameters}";
            writer.Lines();
            // On the declared method it would take the place of its author's documentation.
            if (entry.Suffix.Length > 0)
                writer.Lines($"/// <inheritdoc cref=\"{target}{entry.Suffix}\"/>");
            writer.Lines($"[{CodeWriter.Tool}] [MethodImpl(MethodImplOptions.AggressiveInlining)]");
            writer.Lines($"{header} => {target}{entry.Suffix}({entry.Arguments});");
        }
    }
}
