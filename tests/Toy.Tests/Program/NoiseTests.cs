using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

public sealed class NoiseTests
{
    [Fact]
    public void A_name_dissolves_at_six_moments()
    {
        Run run = UnmaskProcess.Run("noise", "Emma", "--seed", "3", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement[] steps = [.. json.RootElement.GetProperty("steps").EnumerateArray()];
        Assert.Equal([0, 6, 12, 25, 37, 50], steps.Select(step => step.GetProperty("t").GetInt32()));
        double[] rates = [.. steps.Select(step => step.GetProperty("maskRate").GetDouble())];
        Assert.Equal((0, 1), (rates[0], rates[5]));
        Assert.Equal(rates.Order(), rates);
        string[] rows = [.. steps.Select(step => step.GetProperty("row").GetString()!)];
        Assert.Equal(("emma............", "________________"), (rows[0], rows[5]));
        // What is masked stays masked.
        for (int i = 1; i < rows.Length; i++)
            Assert.All(rows[i].Zip(rows[i - 1]), slot => Assert.True(slot.First == '_' || slot.First == slot.Second));
    }

    [Fact]
    public void Plain_output_is_one_moment_a_line() => Assert.Equal(6, UnmaskProcess.Run("noise", "zoe", "--seed", "1").Lines.Length);
}
