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
    public void Orders_stand_side_by_side_and_agree_with_evaluate()
    {
        string[] asked = ["--orders", "4,16", "--rounds", "1", "--samples", "0", "--split", "validation", "--data", weights.InFolder("few.txt")];
        File.WriteAllLines(weights.InFolder("few.txt"), File.ReadLines(Path.Combine(Repository.Root, "data", "ssa-names.csv")).Skip(1).Take(400).Select(line => line.Split(',')[0]));
        Run run = UnmaskProcess.Run(["compare", .. asked]);
        Assert.Equal(0, run.ExitCode);
        string[] table = [.. run.Lines.SkipWhile(line => !line.StartsWith("order ", StringComparison.Ordinal)).Select(line => line.TrimEnd())];
        Assert.Equal(["order", "steps", "mlp", "residual", "transformer", "gpt"], table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..6]);
        string comb = table.Single(line => line.StartsWith("comb ", StringComparison.Ordinal) && line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] == "4");
        // An autoregressive denoiser has one order, one pass for each slot.
        Assert.EndsWith("-", comb.TrimEnd(), StringComparison.Ordinal);
        using JsonDocument alone = JsonDocument.Parse(UnmaskProcess.Run(["evaluate", "--denoiser", "transformer", "--json", .. asked]).Output);
        double nats = alone.RootElement.GetProperty("orders").EnumerateArray().Single(order => order.GetProperty("name").GetString() == "comb" && order.GetProperty("steps").GetInt32() == 4).GetProperty("nats").GetDouble();
        Assert.Contains($" {nats.ToString("F3", System.Globalization.CultureInfo.InvariantCulture)} ", comb, StringComparison.Ordinal);
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
