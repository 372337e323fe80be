using Unmask.Bench;
using Unmask.Model.Diffusion;
using Unmask.Toy.Cli;

namespace Unmask.Toy.Tests;

/// <summary>
/// The rooms of the house and the doors between them: each folder uses those that stand in its row and no other, so nothing goes in a circle. The rows
/// are those of docs/architecture.md. A folder's own subfolders have rows of their own.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly FolderGraph
        Model = FolderGraph.Of(typeof(IDenoiser).Assembly, "Unmask.Model"),
        Bench = FolderGraph.Of(typeof(PeerCatalog).Assembly, "Unmask.Bench"),
        Toy = FolderGraph.Of(typeof(CommandLine).Assembly, "Unmask.Toy");

    /// <summary>What may stand in each folder's code, beside .NET itself: folders of the same assembly, other assemblies, libraries.</summary>
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["Bench"] = "Bench.Layers Bench.Networks Bench.OnnxRuntime Model Model.Architectures Model.Diffusion Model.Tensors Model.Text Model.Transformers",
        ["Bench.Kernels"] = "Bench.Layers Bench.Measuring Bench.Networks Bench.OnnxRuntime Microsoft.ML.OnnxRuntime Model.Files.Onnx Model.Kernels Model.Perceptrons Model.Transformers",
        ["Bench.Layers"] = "",
        ["Bench.Measuring"] = "Bench Bench.Networks Bench.OnnxRuntime Model.Diffusion Model.Learning Model.Tensors Model.Text",
        ["Bench.Networks"] = "Bench.Layers Model.Architectures Model.Diffusion Model.Perceptrons Model.Tensors Model.Text Model.Transformers",
        ["Bench.OnnxRuntime"] = "Microsoft.ML.OnnxRuntime Model.Architectures Model.Diffusion Model.Tensors Model.Text",
        ["Bench.Products"] = "Bench.Measuring Bench.OnnxRuntime Microsoft.ML.OnnxRuntime Model.Files.Onnx Model.Perceptrons Model.Tensors Model.Transformers",
        ["Model"] = "Model.Architectures Model.Diffusion Model.Files Model.Learning Model.Perceptrons Model.Tensors Model.Transformers",
        ["Model.Architectures"] = "Model.Diffusion Model.Files Model.Files.Onnx Model.Learning Model.Tensors Model.Text",
        ["Model.Arithmetic"] = "",
        ["Model.Diffusion"] = "Kernels Model.Arithmetic Model.Text",
        ["Model.Evaluation"] = "Model.Arithmetic Model.Diffusion Model.Learning Model.Text",
        ["Model.Files"] = "Model.Tensors Model.Text",
        ["Model.Files.Onnx"] = "Google.Protobuf Model.Tensors",
        ["Model.Kernels"] = "Kernels",
        ["Model.Learning"] = "Kernels Model.Arithmetic Model.Diffusion Model.Files Model.Tensors Model.Text",
        ["Model.Perceptrons"] = "Kernels Kernels.Shared Model.Architectures Model.Diffusion Model.Files.Onnx Model.Learning Model.Tensors Model.Text",
        ["Model.Sessions"] = "Model.Diffusion Model.Text",
        ["Model.Tensors"] = "Kernels Model.Text",
        ["Model.Text"] = "",
        ["Model.Transformers"] = "Kernels Kernels.Shared Model.Architectures Model.Diffusion Model.Files.Onnx Model.Learning Model.Tensors Model.Text",
        ["Toy.Cli"] = "Bench.Measuring Bench.Products Model Model.Architectures Model.Diffusion Model.Evaluation Model.Files Model.Kernels Model.Learning Model.Sessions Model.Tensors Model.Text Spectre.Console System.CommandLine Toy.Cli.Completion Toy.Cli.Output Toy.Cli.Report Toy.Cli.Terminal Toy.Exit Toy.Pages Toy.Play Toy.Play.Duel Toy.Play.Engine Toy.Storage Toy.Window Toy.Window.Keys Toy.Window.Pictures Toy.Window.Platform Toy.Window.Play",
        ["Toy.Cli.Completion"] = "System.CommandLine",
        ["Toy.Cli.Output"] = "System.CommandLine",
        ["Toy.Cli.Report"] = "Model Model.Architectures Model.Diffusion Model.Evaluation Model.Files Model.Tensors Model.Text OxyPlot Toy.Cli.Output Toy.Exit",
        ["Toy.Cli.Terminal"] = "Model.Diffusion Model.Sessions Model.Text Spectre.Console Toy.Play Toy.Play.Duel Toy.Storage",
        ["Toy.Exit"] = "",
        ["Toy.Pages"] = "Model Model.Diffusion Model.Sessions Model.Text Toy.Play",
        ["Toy.Play"] = "Model Model.Arithmetic Model.Diffusion Model.Evaluation Model.Files Model.Sessions Model.Tensors Model.Text Toy.Storage",
        ["Toy.Play.Crowd"] = "Bench Model.Diffusion Model.Tensors Model.Text Toy.Play",
        ["Toy.Play.Duel"] = "Model.Arithmetic Model.Diffusion Model.Text Toy.Storage",
        ["Toy.Play.Engine"] = "Bench Bench.Kernels Bench.Measuring Model Model.Architectures Model.Diffusion Model.Files Model.Kernels Model.Tensors Model.Text Toy.Play.Crowd",
        ["Toy.Play.Race"] = "Model Model.Architectures Model.Arithmetic Model.Diffusion Model.Evaluation Model.Files Model.Text Toy.Play",
        ["Toy.Play.Train"] = "Model Model.Architectures Model.Diffusion Model.Evaluation Model.Learning Model.Tensors Model.Text",
        ["Toy.Storage"] = "Model.Diffusion Model.Files",
        ["Toy.Window"] = "Model.Diffusion Model.Sessions Model.Tensors Model.Text Raylib_cs Toy.Play Toy.Storage Toy.Window.Crowd Toy.Window.Duel Toy.Window.Engine Toy.Window.Help Toy.Window.Keys Toy.Window.Platform Toy.Window.Play Toy.Window.Race Toy.Window.Scenes Toy.Window.Sound Toy.Window.Train Toy.Window.Ui",
        ["Toy.Window.Crowd"] = "Model.Diffusion Model.Sessions Model.Tensors Model.Text Raylib_cs Toy.Play Toy.Play.Crowd Toy.Window.Keys Toy.Window.Scenes Toy.Window.Ui",
        ["Toy.Window.Duel"] = "Model.Diffusion Model.Text Raylib_cs Toy.Play Toy.Play.Duel Toy.Storage Toy.Window.Keys Toy.Window.Platform Toy.Window.Scenes Toy.Window.Ui",
        ["Toy.Window.Engine"] = "Bench.Layers Bench.Measuring Model.Diffusion Model.Kernels Model.Text Raylib_cs Toy.Play Toy.Play.Engine Toy.Window.Keys Toy.Window.Scenes Toy.Window.Ui",
        ["Toy.Window.Help"] = "Raylib_cs Toy.Window.Keys Toy.Window.Scenes Toy.Window.Ui",
        ["Toy.Window.Keys"] = "Raylib_cs",
        ["Toy.Window.Pictures"] = "Raylib_cs",
        ["Toy.Window.Platform"] = "Raylib_cs",
        ["Toy.Window.Play"] = "Model.Arithmetic Model.Diffusion Model.Files Model.Sessions Model.Tensors Model.Text Raylib_cs Toy.Pages Toy.Play Toy.Storage Toy.Window.Keys Toy.Window.Pictures Toy.Window.Platform Toy.Window.Scenes Toy.Window.Sound Toy.Window.Ui",
        ["Toy.Window.Race"] = "Model Model.Diffusion Model.Sessions Model.Tensors Model.Text Raylib_cs Toy.Play Toy.Play.Race Toy.Window.Keys Toy.Window.Scenes Toy.Window.Ui",
        ["Toy.Window.Scenes"] = "Model.Diffusion Model.Sessions Model.Tensors Toy.Play Toy.Play.Crowd Toy.Play.Race Toy.Storage Toy.Window.Keys Toy.Window.Platform Toy.Window.Sound Toy.Window.Ui",
        ["Toy.Window.Sound"] = "Raylib_cs",
        ["Toy.Window.Train"] = "Model Model.Architectures Model.Diffusion Model.Files Model.Learning Model.Sessions Model.Tensors Model.Text Raylib_cs Toy.Play Toy.Play.Train Toy.Window.Keys Toy.Window.Pictures Toy.Window.Scenes Toy.Window.Sound Toy.Window.Ui",
        ["Toy.Window.Ui"] = "Model.Diffusion Model.Text Raylib_cs Toy.Play Toy.Window.Keys",
    };

    private static readonly string[] Libraries = ["System.CommandLine", "Spectre.Console", "OxyPlot", "Google.Protobuf", "Microsoft.ML.OnnxRuntime"];

    public static TheoryData<string> Folders() => [.. new[] { Model, Bench, Toy }.SelectMany(graph => graph.Folders)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_what_stands_in_its_row(string folder)
    {
        FolderGraph graph = new[] { Model, Bench, Toy }.Single(graph => folder == graph.Root || folder.StartsWith(graph.Root + '.', StringComparison.Ordinal));
        string found = string.Join(" ", graph.UsedBy(folder).Select(Short).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        Assert.Equal($"{Short(folder)}: {Rows.GetValueOrDefault(Short(folder)!, "")}", $"{Short(folder)}: {found}");
    }

    /// <summary>Whatever else the program does, it does not load the other contenders and ONNX Runtime's large library.</summary>
    /// <summary>A player's build loads only the generators that Directory.Build.targets lists, and the analyzed build loads all.</summary>
    [Theory]
    [InlineData("GeneratedRegex", "System.Text.RegularExpressions.Generator")]
    [InlineData("LoggerMessage", "Microsoft.Extensions.Logging.Generators")]
    [InlineData("GeneratedComInterface", "Microsoft.Interop.ComInterfaceGenerator")]
    [InlineData("JSImport", "Microsoft.Interop.JavaScript.JSImportGenerator")]
    [InlineData("LibraryImport", "Microsoft.Interop.LibraryImportGenerator")]
    [InlineData("JsonSerializable", "System.Text.Json.SourceGeneration")]
    public void The_players_build_has_the_generators_that_the_sources_use(string attribute, string generator)
    {
        bool isUsed = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains($"[{attribute}(", StringComparison.Ordinal));
        bool isLoaded = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.targets")).Contains($";{generator};", StringComparison.Ordinal);
        Assert.True(isLoaded || !isUsed, $"{attribute} needs {generator} in Directory.Build.targets");
    }

    [Fact]
    public void Only_what_compares_knows_the_contenders() => Assert.All(Toy.UsersOf("Unmask.Bench"), type => Assert.Matches("^(Benchmark|Crowd|Engine)", type));

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.All([Model, Bench, Toy], graph => Assert.Null(graph.Cycle()));

    /// <summary>A folder without the name that all share; a library's own name; null for .NET.</summary>
    private static string? Short(string name) =>
        name.StartsWith("Raylib_cs", StringComparison.Ordinal) || name == "Unmask.Native" ? "Raylib_cs"
        : name.StartsWith("Unmask.", StringComparison.Ordinal) ? name["Unmask.".Length..]
        : Libraries.FirstOrDefault(library => name == library || name.StartsWith(library + '.', StringComparison.Ordinal))
        ?? (name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.Win32", StringComparison.Ordinal) ? null : name);
}
