using System.IO.Compression;
using System.Xml.Linq;
using Unmask.Tests;
using Xunit;

namespace Unmask.Generators.Tests.Package;

/// <summary>
/// The package <c>Unmask.Kernels</c> as a stranger meets it: packed, restored from a folder into <c>samples/FromPackage</c>, which is copied out of the
/// repository and has every analyzer on, and used.
/// </summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_project_outside_the_repository_builds_and_runs_kernels_and_is_told_of_mistakes()
    {
        string feed = Path.Combine(_folder, "obj", "feed");
        (int packed, string said) = DotNet.Run(Repository.Root, "pack", "src/Generators", "-c", Configuration, "--no-build", "-o", feed);
        Assert.True(packed == 0, said);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
        AssertHoldsTheGeneratorAlone(Directory.GetFiles(feed, "*.nupkg").Single());
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.Root, "samples", "FromPackage")))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));

        (int ran, said) = DotNet.Run(_folder, "run", "-c", "Release");
        Assert.True(ran == 0, said);
        Assert.Equal(
            [
                "two rows: 5.5 6 6 1.5 1 0", "input gradient: 1 10 100 111", "logit gradient: 1.5 -1.5 0", "logits: 0 1 2 3 4 5",
                "Layers.CrossEntropy Layers.Project Letters.Activate Letters.CrossEntropy Letters.Gather Letters.Project Letters.ProjectSlot",
            ],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^5..]);

        string program = Path.Combine(_folder, "Program.cs");
        File.WriteAllText(program, File.ReadAllText(program).Replace("In = 4", "In = 0", StringComparison.Ordinal));
        (int built, said) = DotNet.Run(_folder, "build", "-c", "Release", "--no-restore");
        Assert.NotEqual(0, built);
        Assert.Contains("error UNMASK006", said, StringComparison.Ordinal);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("debug", StringComparison.Ordinal) ? "Debug" : "Release";

    /// <summary>Nothing is referenced at run time, and nothing else is restored.</summary>
    private static void AssertHoldsTheGeneratorAlone(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)];
        Assert.Contains("README.md", files);
        Assert.Equal(["analyzers/dotnet/cs/Unmask.Generators.dll"], files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)));
        using Stream stream = archive.GetEntry("Unmask.Kernels.nuspec")!.Open();
        Assert.DoesNotContain(XDocument.Load(stream).Descendants(), element => element.Name.LocalName == "dependency");
    }
}
