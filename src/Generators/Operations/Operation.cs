using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>
/// A constant that a declaration states: a dimension from 1 to <paramref name="Maximum"/>, a multiple of <paramref name="Multiple"/>, or an
/// optional flag.
/// </summary>
internal sealed record Setting(string Name, string Summary, int Maximum, bool IsFlag = false, int Multiple = 1)
{
    public static Setting Flag(string name, string summary) => new(name, summary, 1, IsFlag: true);
}

/// <summary>One parameter of an operation's signature.</summary>
/// <param name="Type">Its type, as it must be declared.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">Its shape or its meaning, for the attribute's documentation.</param>
internal sealed record Parameter(string Type, string Name, string Summary)
{
    public override string ToString() => $"{Type} {Name}";
}

/// <summary>
/// One tensor operation: what a declaration must state, the signature that it must have, and the text of the body and of its backward
/// twins. A new operation is one such class and one entry in <see cref="OperationList"/>.
/// </summary>
internal abstract class Operation
{
    public const string AttributeNamespace = "Unmask.Kernels";

    /// <summary>The attribute's name without the suffix.</summary>
    public abstract string Name { get; }

    /// <summary>What the operation computes, as the summary of its attribute.</summary>
    public abstract string Summary { get; }

    /// <summary>The settings that a declaration states.</summary>
    public abstract EquatableArray<Setting> Settings { get; }

    /// <summary>The parameters that a declaration must have, in order; all return void.</summary>
    public abstract EquatableArray<Parameter> Parameters { get; }

    public string AttributeFullName => $"{AttributeNamespace}.{Name}Attribute";

    /// <summary>Shapes, costs and plans of one declared kernel.</summary>
    public abstract KernelFacts Describe(Declaration declaration);

    /// <summary>Writes all members of one declared kernel.</summary>
    public abstract void Write(CodeWriter writer, Declaration declaration);

    /// <summary>The header of the declared method.</summary>
    public string Header(Declaration declaration) =>
        $"{declaration.Modifiers} {(declaration.IsDeclared ? "partial " : "")}void {Escape.Identifier(declaration.Name)}({string.Join(", ", Parameters)})";

    /// <summary>The value that <paramref name="declaration"/> gives to <paramref name="setting"/>.</summary>
    protected int Value(Declaration declaration, string setting)
    {
        for (int i = 0; i < Settings.Count; i++)
        {
            if (Settings[i].Name == setting)
                return declaration.Values[i];
        }

        throw new ArgumentOutOfRangeException(nameof(setting), setting, $"{Name} has no such setting");
    }
}
