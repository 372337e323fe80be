using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unmask.Toy.Tests.RaylibPackage;

/// <summary>
/// The window against the package Raylib-cs 8.0.0 (<c>RaylibBinding=package</c>: Windows and macOS), which not every package source serves: against
/// a stand-in with the package's own declarations, so that a name or an overload that is not in the package is found on every machine.
/// </summary>
public sealed class PackageBindingTests
{
    /// <summary>Names the package's assembly (lib/net10.0/Raylib-cs.dll) for the test that is run by hand.</summary>
    private const string Variable = "RAYLIB_CS";

    /// <summary>As the SDK adds them.</summary>
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>A partial method without a body: a source generator writes it, and none runs here.</summary>
    private const string WrittenByAGenerator = "CS8795";

    private static readonly string Written = Path.Combine(Repository.Root, "tests", "Toy.Tests", "RaylibPackage", "Raylib-cs.8.0.0.cs.txt");

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    /// <summary>All of the program is there, and its window is compiled: the rest does not know raylib, which another test holds.</summary>
    [Fact]
    public void The_window_compiles_against_the_package()
    {
        string sources = Path.Combine(Repository.Root, "src", "Toy"), window = Path.Combine(sources, "Window");
        CSharpCompilation program = CSharpCompilation.Create(
            "unmask",
            [.. Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories).Select(Parsed), CSharpSyntaxTree.ParseText(ImplicitUsings, Language)],
            [.. References, StandIn().ToMetadataReference()],
            Options(OutputKind.ConsoleApplication));
        SyntaxTree[] drawn = [.. program.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(window, StringComparison.Ordinal))];
        // The rules left this folder for src/Toy/Play, which knows no raylib: 80 files draw, make pictures or sounds.
        Assert.True(drawn.Length >= 80, $"only {drawn.Length} files");
        Assert.Equal("", Errors(drawn.AsParallel().SelectMany(tree => program.GetSemanticModel(tree).GetDiagnostics())));
    }

    [Fact]
    public void The_own_binding_has_no_name_that_the_package_lacks()
    {
        string[] package = [.. Lines(StandIn().Assembly)], own = [.. Lines(Own())];
        Assert.True(own.Length > 150, $"only {own.Length} names");
        Assert.Equal("", string.Join('\n', own.Except(package)));
    }

    /// <summary>
    /// Run by hand, where the package is: <c>RAYLIB_CS=…/Raylib-cs.dll artifacts/bin/Toy.Tests/release/Toy.Tests --explicit only --filter-class '*PackageBindingTests'</c>.
    /// Writes the declarations anew; what has changed in them shows in git. Last run on the assembly of its tag v8.0.0.
    /// </summary>
    [Fact(Explicit = true)]
    public void The_declarations_are_those_of_the_package()
    {
        string path = Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} must name Raylib-cs.dll");
        string before = File.ReadAllText(Written);
        string now = before[..before.IndexOf("\npublic ", StringComparison.Ordinal)] + Declarations.Write(AssemblyOf(MetadataReference.CreateFromFile(path)), Own());
        File.WriteAllText(Written, now);
        Assert.Equal(before, now);
    }

    /// <summary>The stand-in for the package.</summary>
    private static CSharpCompilation StandIn()
    {
        CSharpCompilation standIn = CSharpCompilation.Create("Raylib-cs", [Parsed(Written)], References, Options(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal("", Errors(standIn.GetDiagnostics()));
        return standIn;
    }

    private static IAssemblySymbol Own()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Unmask.Raylib.dll");
        Assert.SkipUnless(File.Exists(path), "this build is with the package itself");
        return AssemblyOf(MetadataReference.CreateFromFile(path));
    }

    private static IAssemblySymbol AssemblyOf(MetadataReference reference) =>
        (IAssemblySymbol)CSharpCompilation.Create("asks", references: [.. References, reference]).GetAssemblyOrModuleSymbol(reference)!;

    /// <summary>Every name of the API with its types and, where it is a constant, its value.</summary>
    private static IEnumerable<string> Lines(IAssemblySymbol assembly) =>
        from type in Declarations.TypesOf(assembly)
        from member in Declarations.MembersOf(type)
        where !member.IsOverride
        let value = member is IFieldSymbol { HasConstantValue: true } constant ? $" = {constant.ConstantValue}" : ""
        select member.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes)) + value;

    /// <summary>All that this test runs on, but for the program and its own binding.</summary>
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Distinct()
            .Where(path => Path.GetFileName(path) is not ("unmask.dll" or "Unmask.Raylib.dll" or "Raylib-cs.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static CSharpCompilationOptions Options(OutputKind kind) => new(
        kind,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        // What the package calls obsolete is an error in a build.
        specificDiagnosticOptions: [new("CS0618", ReportDiagnostic.Error), new("CS0612", ReportDiagnostic.Error)]);

    private static SyntaxTree Parsed(string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Language, path);

    private static string Errors(IEnumerable<Diagnostic> diagnostics) =>
        string.Join('\n', diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != WrittenByAGenerator));
}
