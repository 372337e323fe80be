using Microsoft.CodeAnalysis;

namespace Unmask.Generators;

/// <summary>Build errors for declared kernels and networks.</summary>
internal static class Diagnostics
{
    private const string Category = "Unmask.Kernels";

    public static readonly DiagnosticDescriptor NotStaticPartial = Error(
        "UNMASK001",
        "A kernel is a static partial method",
        "'{0}' must be a static partial method without a body anywhere and without type parameters",
        "The generator writes the body of a static partial method that only declares its shape.");

    public static readonly DiagnosticDescriptor ContainingType = Error(
        "UNMASK002",
        "A kernel stands in plain partial classes or structs",
        "'{0}' must stand in partial classes or structs that are neither records, nor ref structs, nor generic, nor local to a file, but '{1}' is {2}",
        "The generated part is in another file and repeats the containing types by name only.");

    public static readonly DiagnosticDescriptor Signature = Error(
        "UNMASK003",
        "A kernel has its operation's parameters",
        "'{0}' must return void and take the parameters of {1}: ({2})",
        "Every operation has one signature, so that calls of kernels read the same everywhere.");

    public static readonly DiagnosticDescriptor Parameter = Error(
        "UNMASK004",
        "A kernel's parameters have fixed types, names and order",
        "'{0}' stands where {1} takes '{2}'",
        "Spans of one type are told apart by their names, so a name is part of the signature.");

    public static readonly DiagnosticDescriptor MissingDimension = Error(
        "UNMASK005",
        "A kernel states every dimension",
        "{0} needs '{1}', a constant from 1 to {2}",
        "Every shape is a constant of the declaration.");

    public static readonly DiagnosticDescriptor DimensionOutOfRange = Error(
        "UNMASK006",
        "A dimension is positive and not too large",
        "'{0}' is {1}; it must be from 1 to {2}",
        "The bounds keep the generated code within what the JIT compiles with optimisation, and indices within 32 bits.");

    public static readonly DiagnosticDescriptor SecondOperation = Error(
        "UNMASK007",
        "A kernel is one operation",
        "'{0}' already declares another operation",
        "A partial method has one body. Declare one method for each operation.");

    public static readonly DiagnosticDescriptor DimensionNotMultiple = Error(
        "UNMASK008",
        "A dimension fits the operation's blocks",
        "'{0}' is {1}; it must be a multiple of {2}",
        "Sums across a row run in blocks of 16 columns, so that every vector width adds in the same order.");

    public static readonly DiagnosticDescriptor MemberTaken = Error(
        "UNMASK009",
        "The names of a kernel's twins are free",
        "'{0}' needs the name '{1}' for a member that the generator writes, but there is one already: rename one of them",
        "A kernel comes with constants, gradients and a body for each vector width, whose names begin with its own.");

    public static readonly DiagnosticDescriptor KernelTaken = Error(
        "UNMASK010",
        "Two kernels of a class have names of their own",
        "'{0}' and the kernel '{1}' before it would write members of the same name: rename one of them",
        "A kernel's constants and gradients are named after it, so kernels cannot be overloads of each other.");

    public static readonly DiagnosticDescriptor Language = Error(
        "UNMASK011",
        "Kernels need C# 11",
        "The kernel '{0}' needs C# 11 or newer, and this project is compiled as C# {1}: set LangVersion to 11 or newer, or leave it out",
        "Generated code holds its own text as a UTF-8 literal, which older versions do not have.");

    public static readonly DiagnosticDescriptor Framework = Error(
        "UNMASK012",
        "Kernels need .NET 9",
        "The kernel '{0}' needs the vectors of .NET 9 or newer, which this project does not have: set TargetFramework to net9.0 or newer",
        "Generated code calls functions of System.Runtime.Intrinsics.Vector512 that came with .NET 9.");

    public static readonly DiagnosticDescriptor Widths = Error(
        "UNMASK013",
        "Kernels have bodies for widths that there are",
        "The property '{0}' is '{1}': write some of 512, 256 and 128 with commas between, or leave it out for all three",
        "A kernel has a body for every vector width, or for those that the project names, and one of scalars.");

    public static readonly DiagnosticDescriptor Misfit = Error(
        "UNMASK014",
        "The dimensions of a network go together",
        "'{0}' {1}",
        "All shapes of a network are derived from those that its attribute states, and each must come out whole.");

    public static readonly DiagnosticDescriptor SecondNetwork = Error(
        "UNMASK015",
        "A type is one network",
        "'{0}' already declares another network",
        "The kernels of two networks would have the same names. Declare one type for each.");

    private static DiagnosticDescriptor Error(string id, string title, string message, string description) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, description);
}
