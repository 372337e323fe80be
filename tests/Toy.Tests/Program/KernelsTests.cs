using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

public sealed class KernelsTests
{
    [Fact]
    public void The_list_has_every_kernel_with_its_shape_plan_and_cost()
    {
        Run run = UnmaskProcess.Run("kernels");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("NamesPerceptron.Project  (Linear)", run.Lines);
        Assert.Contains("    output [n, 336] = input [n, 256] · weights [256, 336] + bias [336]", run.Lines);
        Assert.Contains("172,032 FLOP and 345,408 bytes per row; ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_as_JSON_is_one_object()
    {
        Run run = UnmaskProcess.Run("kernels", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement[] kernels = [.. json.RootElement.GetProperty("kernels").EnumerateArray()];
        Assert.True(kernels.Length > 10);
        Assert.All(kernels, kernel => Assert.InRange(kernel.GetProperty("ilBytes").GetInt32(), 1, 1_000_000));
    }

    [Fact]
    public void A_kernel_s_source_is_printed()
    {
        Run run = UnmaskProcess.Run("kernels", "namesperceptron.project");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("private static void Project512(", run.Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run("kernels", "NamesPerceptron.Project", "--json").Output);
        Assert.Equal(run.Output, json.RootElement.GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("NamesPerceptron.Projekt")]
    [InlineData("Project")]
    [InlineData("projekt")]
    public void A_mistyped_name_is_answered_with_the_nearest(string typed)
    {
        Run run = UnmaskProcess.Run("kernels", typed);
        Assert.Equal((2, "", $"unmask: unknown kernel '{typed}'; did you mean 'NamesPerceptron.Project'?\n"), (run.ExitCode, run.Output, run.Error));
    }
}
