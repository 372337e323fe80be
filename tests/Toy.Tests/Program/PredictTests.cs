using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

public sealed class PredictTests(TrainedWeights weights)
{
    [Fact]
    public void Json_has_a_distribution_for_every_slot()
    {
        Run run = UnmaskProcess.Run("predict", "--weights", weights.Path, "--pattern", "m_[aeiou]_.", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement[] slots = [.. json.RootElement.GetProperty("slots").EnumerateArray()];
        Assert.Equal(12, slots.Length);
        for (int i = 0; i < slots.Length; i++)
        {
            Assert.Equal(i + 1, slots[i].GetProperty("slot").GetInt32());
            Assert.Equal(1, Distribution(slots[i]).Sum(entry => entry.Probability), 1e-4);
            Assert.Equal(27, Distribution(slots[i]).Length);
        }
        Assert.Equal("m", slots[0].GetProperty("symbol").GetString());
        Assert.Equal(JsonValueKind.Null, slots[1].GetProperty("symbol").ValueKind);
        Assert.Equal("end", slots[4].GetProperty("symbol").GetString());
        Assert.Equal(["a", "e", "i", "o", "u"], Distribution(slots[2]).Where(entry => entry.Probability > 0).Select(entry => entry.Symbol));
    }

    [Fact]
    public void A_pattern_with_a_gap_gets_the_probability_of_every_place()
    {
        Run run = UnmaskProcess.Run("predict", "--weights", weights.Path, "--pattern", "*beth", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement[] places = [.. json.RootElement.GetProperty("places").EnumerateArray()];
        Assert.Equal(
            Enumerable.Range(0, 9).Select(before => new string('_', before) + (before < 8 ? "beth." : "beth")),
            places.Select(place => place.GetProperty("pattern").GetString()));
        Assert.Equal(1, places.Sum(place => place.GetProperty("probability").GetDouble()), 1e-5);
        string[] lines = UnmaskProcess.Run("predict", "--weights", weights.Path, "--pattern", "*beth").Lines;
        Assert.Equal(9, lines.Length);
        Assert.StartsWith("____beth.     0.", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void The_timestep_changes_the_prediction_of_weights_that_were_trained_with_it()
    {
        string timeFree = weights.InFolder("time-free.safetensors");
        Assert.Equal(0, UnmaskProcess.Run("train", "--steps", "20", "--out", timeFree, "--quiet").ExitCode);
        foreach ((string path, bool changes) in new[] { (weights.Path, true), (timeFree, false) })
        {
            Run early = UnmaskProcess.Run("predict", "-w", path, "--t", "40"), late = UnmaskProcess.Run("predict", "-w", path, "--t", "2");
            Assert.StartsWith("t = 40 of 40", early.Output, StringComparison.Ordinal);
            Assert.Equal(changes, !early.Lines.Skip(1).SequenceEqual(late.Lines.Skip(1)));
        }
    }

    [Fact]
    public void A_timestep_beyond_the_schedule_is_refused()
    {
        Run run = UnmaskProcess.Run("predict", "-w", weights.Path, "--t", "41");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("unmask: --t must be 0 to 40, this denoiser's number of timesteps, not 41\n", run.Error);
    }

    private static (string Symbol, double Probability)[] Distribution(JsonElement slot) =>
        [.. slot.GetProperty("distribution").EnumerateObject().Select(entry => (entry.Name, entry.Value.GetDouble()))];
}
