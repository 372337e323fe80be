namespace Unmask.Generators.Parsing;

/// <summary>Everything that the generator knows of one declared kernel; pure data, so that equal declarations are generated once.</summary>
/// <param name="Operation">Name of the operation: its attribute's without the suffix.</param>
/// <param name="Namespace">Namespace of the containing class; empty for the global one.</param>
/// <param name="Types">Names of the containing classes, outermost first.</param>
/// <param name="Accessibility">The method's accessibility in C#, which its twins share.</param>
/// <param name="Name">The method's name, from which the names of all generated members are made.</param>
/// <param name="Values">The attribute's values in the order of <see cref="Operations.Operation.Settings"/>; 0 and 1 for flags.</param>
internal sealed record Declaration(
    string Operation,
    string Namespace,
    EquatableArray<string> Types,
    string Accessibility,
    string Name,
    EquatableArray<int> Values)
{
    /// <summary>A unique, stable name for the generated file.</summary>
    public string FileName =>
        string.Join(".", Types.Prepend(Namespace).Append(Name).Where(part => part.Length > 0)) + ".g.cs";
}
