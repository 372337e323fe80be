using System.Text.Json;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Tests.Program;

public sealed class CompareTests(TrainedWeights weights)
{
    private static readonly string[] Quick = ["--rounds", "1", "--samples", "20", "--split", "validation"];

    [Fact]
    public void Files_and_built_in_weights_stand_in_one_table_with_the_figures_of_evaluate()
    {
        Run run = UnmaskProcess.Run(["compare", "--weights", weights.Path, weights.Path, "--json", .. Quick]);
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement[] rows = [.. json.RootElement.GetProperty("weights").EnumerateArray()];
        Assert.Equal(2, rows.Length);
        using JsonDocument alone = JsonDocument.Parse(UnmaskProcess.Run(["evaluate", "--weights", weights.Path, "--json", .. Quick]).Output);
        foreach (JsonElement row in rows)
        {
            Assert.Equal("mlp", row.GetProperty("title").GetString());
            Assert.Equal(alone.RootElement.GetProperty("nelbo").GetDouble(), row.GetProperty("nelbo").GetDouble());
        }
    }

    [Fact]
    public void A_row_for_each_of_the_built_in_weights_is_the_default()
    {
        Run run = UnmaskProcess.Run(["compare", .. Quick]);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("weights", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("mlp ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("transformer ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_of_one_line() =>
        Assert.Equal(1, UnmaskProcess.Run("compare", "--weights", weights.InFolder("none.safetensors")).ExitCode);

    [Fact]
    public void On_a_narrow_terminal_rows_become_blocks()
    {
        string[] titles = ["weights", "denoiser", "NELBO"];
        string[][] rows = [["mlp", "mlp", "14.482 ± 0.090"], ["mine", "residual", "15.0"]];
        Assert.Equal(["weights  denoiser           NELBO", "mlp      mlp       14.482 ± 0.090", "mine     residual            15.0"], FittedText.Table(titles, rows, 40, words: 2));
        string[] blocks = [.. FittedText.Table(titles, rows, 30, words: 2)];
        Assert.Equal(["weights   mlp", "denoiser  mlp", "NELBO     14.482 ± 0.090", "", "weights   mine", "denoiser  residual", "NELBO     15.0"], blocks);
    }
}
