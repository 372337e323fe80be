using Unmask.Tests;
using Xunit;

namespace Unmask.Generators.Tests.Package;

/// <summary>The package <c>Unmask.Kernels</c> as a stranger meets it: packed, restored from a folder into a project outside the repository, used.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UnmaskKernelRegistry>true</UnmaskKernelRegistry>
            <RestorePackagesPath>packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Unmask.Kernels" Version="*" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>No other source: the package must stand alone.</summary>
    private const string Sources =
        """
        <configuration>
          <packageSources>
            <clear />
            <add key="here" value="feed" />
          </packageSources>
        </configuration>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_project_outside_the_repository_builds_and_runs_a_kernel_and_is_told_of_mistakes()
    {
        (int packed, string said) = DotNet.Run(Repository.Root, "pack", "src/Generators", "-c", Configuration, "--no-build", "-o", Path.Combine(_folder, "feed"));
        Assert.True(packed == 0, said);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
        string program = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Generators.Tests", "Package", "Program.cs.txt"));
        Write("Stranger.csproj", Project);
        Write("nuget.config", Sources);
        Write("Program.cs", program);

        (int ran, said) = DotNet.Run(_folder, "run", "-c", "Release");
        Assert.True(ran == 0, said);
        Assert.Equal(["5.5 6 6 1.5 1 0", "1 10 100 111", "1.5 -1.5 0", "1 2 3 4 5 7", "CrossEntropy Project Activate CrossEntropy Gather Project"], said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^5..]);

        Write("Program.cs", program.Replace("In = 4", "In = 0", StringComparison.Ordinal));
        (int built, said) = DotNet.Run(_folder, "build", "-c", "Release", "--no-restore");
        Assert.NotEqual(0, built);
        Assert.Contains("error UNMASK006", said, StringComparison.Ordinal);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("debug", StringComparison.Ordinal) ? "Debug" : "Release";

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
