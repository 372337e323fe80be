namespace Unmask.Generators.Parsing;

/// <summary>A class or struct that a kernel stands in.</summary>
/// <param name="Keyword"><c>class</c> or <c>struct</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record ContainingType(string Keyword, string Name);

/// <summary>Everything that the generator knows of one declared kernel; pure data, so that equal declarations are generated once.</summary>
/// <param name="Operation">Name of the operation: its attribute's without the suffix.</param>
/// <param name="Namespace">Namespace of the containing class; empty for the global one.</param>
/// <param name="Types">The containing classes and structs, outermost first.</param>
/// <param name="Accessibility">The method's accessibility in C#, which its twins share.</param>
/// <param name="Name">The method's name, from which the names of all generated members are made.</param>
/// <param name="Values">The attribute's values in the order of <see cref="Operations.Operation.Settings"/>; 0 and 1 for flags.</param>
internal sealed record Declaration(
    string Operation,
    string Namespace,
    EquatableArray<ContainingType> Types,
    string Accessibility,
    string Name,
    EquatableArray<int> Values)
{
    /// <summary>Full name of the containing type, as reflection has it.</summary>
    public string TypeName => (Namespace.Length > 0 ? Namespace + "." : "") + string.Join("+", TypeNames);

    /// <summary>A name for the kernel that is a C# identifier.</summary>
    public string Identifier => FullName.Replace('.', '_');

    /// <summary>A unique, stable name for the generated file.</summary>
    public string FileName => FullName + ".g.cs";

    /// <summary>A unique, stable name for the file that makes the kernel known at run time.</summary>
    public string RegistryFileName => FullName + ".Registry.g.cs";

    private IEnumerable<string> TypeNames => Types.Select(type => type.Name);

    private string FullName => string.Join(".", TypeNames.Prepend(Namespace).Append(Name).Where(part => part.Length > 0));
}
