using System.Reflection;
using Unmask.Tests;
using Xunit;

namespace Unmask.Model.Tests;

/// <summary>
/// Every vector width must give the same, so the tests of predictions' and training's expected bits are run again without the wider
/// instruction sets, and on another processor.
/// </summary>
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Without_it_everything_still_holds(string setting)
    {
        (int exitCode, string output) = ChildTests.Run(["--filter-method", "*_on_every_vector_width"], setting);
        Assert.True(exitCode == 0, $"{setting}=0: code {exitCode}\n{output}");
    }

    [Fact]
    public void On_arm64_everything_still_holds()
    {
        (int exitCode, string output, string error) = Script.RunOnArm64(Assembly.GetExecutingAssembly().Location, "--no-progress", "--no-ansi", "--filter-method", "*_on_every_vector_width");
        Assert.True(exitCode == 0, output + error);
    }
}
