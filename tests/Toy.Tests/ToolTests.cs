namespace Unmask.Toy.Tests;

/// <summary>The program as a .NET tool: packed, installed from a folder by somebody who has nothing of this repository, started.</summary>
public sealed class ToolTests : IDisposable
{
    private const string Sources =
        """
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="packages" />
          </config>
          <packageSources>
            <clear />
            <add key="here" value="feed" />
          </packageSources>
        </configuration>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_packed_installed_and_generates()
    {
        string configuration = AppContext.BaseDirectory.Contains("debug", StringComparison.Ordinal) ? "Debug" : "Release";
        (int packed, string said) = DotNet.Run(Repository.Root, "pack", "src/Toy", "-c", configuration, "--no-build", "-o", Path.Combine(_folder, "feed"));
        Assert.True(packed == 0, said);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(new FileInfo(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "feed")))).Length, 1, 10_000_000);
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), Sources);

        (int ran, said) = DotNet.Run(_folder, "dnx", "Unmask", "--yes", "generate", "--pattern", "ma", "-n", "1", "--seed", "7");
        Assert.True(ran == 0, said);
        Assert.StartsWith("ma", said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);

        (int installed, said) = DotNet.Run(_folder, "tool", "install", "Unmask", "--tool-path", "tools");
        Assert.True(installed == 0, said);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "tools"), "unmask*"));
    }
}
