using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>A project that does not ask for the list of its kernels carries neither list nor texts.</summary>
public sealed class RegistryOptionTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData(" True ", true)]
    [InlineData("", false)]
    [InlineData("false", false)]
    public void The_list_is_made_on_request(string property, bool isThere)
    {
        var project = new Project(Registry: property, Widths: "256");
        string source = Declarations.All("Run") + "partial class Twin { " + Declarations.Of(Operations.OperationList.Find("Relu"), "Other", size: 3) + " }";
        Assert.Empty(GeneratorRun.Build(project, source).Diagnostics);
        Assert.Equal(isThere, GeneratorRun.Texts(project, source).Keys.Any(file => file.Contains("Registry") || file.Contains("KernelEntry")));
    }
}
