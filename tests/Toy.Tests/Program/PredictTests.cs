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

    /// <summary>The figures are differences of what predict itself says of the rows with and without a letter.</summary>
    [Fact]
    public void Why_says_what_each_known_slot_does()
    {
        Run run = UnmaskProcess.Run("predict", "--pattern", "mar_a", "--why", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement why = json.RootElement.GetProperty("slots")[3].GetProperty("why");
        string symbol = why.GetProperty("symbol").GetString()!;
        (int, string, float)[] from = [.. why.GetProperty("from").EnumerateArray().Select(one => (one.GetProperty("slot").GetInt32(), one.GetProperty("symbol").GetString()!, one.GetProperty("nats").GetSingle()))];
        Assert.Equal([(1, "m"), (2, "a"), (3, "r"), (5, "a")], from.Select(one => (one.Item1, one.Item2)));
        double whole = LogOf("mar_a");
        Assert.Equal(whole - LogOf("_ar_a"), from[0].Item3, 0.02);
        Assert.Equal(whole - LogOf("ma__a"), from[2].Item3, 0.02);

        Run plain = UnmaskProcess.Run("predict", "--pattern", "mar_a", "--why");
        string line = Assert.Single(plain.Lines, text => text.StartsWith($"    why {symbol}: ", StringComparison.Ordinal) && plain.Lines[Array.IndexOf(plain.Lines, text) - 1].StartsWith(" 4 ", StringComparison.Ordinal));
        Assert.Equal(from.OrderByDescending(one => Math.Abs(one.Item3)).Select(one => $"{one.Item2} in {one.Item1}"), line[(line.IndexOf(':') + 2)..].Split(", ").Select(part => part[..part.LastIndexOf(' ')]));

        double LogOf(string pattern)
        {
            using JsonDocument predicted = JsonDocument.Parse(UnmaskProcess.Run("predict", "--pattern", pattern, "--json").Output);
            return Math.Log(predicted.RootElement.GetProperty("slots")[3].GetProperty("distribution").GetProperty(symbol).GetDouble());
        }
    }

    [Fact]
    public void Why_tells_where_the_heads_of_a_transformer_look_and_that_others_have_none()
    {
        Run run = UnmaskProcess.Run("predict", "-d", "transformer", "--pattern", "mar_a.", "--why", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement[] slots = [.. json.RootElement.GetProperty("slots").EnumerateArray()];
        float[][] heads = [.. slots[3].GetProperty("why").GetProperty("heads").EnumerateArray().Select(head => head.EnumerateArray().Select(weight => weight.GetSingle()).ToArray())];
        Assert.Equal(4, heads.Length);
        Assert.All(heads, head => Assert.Equal((slots.Length, 1f), (head.Length, MathF.Round(head.Sum(), 4))));
        // The end implies what comes behind it.
        Assert.Equal(0, slots[7].GetProperty("why").GetProperty("heads").GetArrayLength());

        string[] lines = UnmaskProcess.Run("predict", "-d", "transformer", "--pattern", "mar_a.", "--why").Lines;
        int at = Array.FindIndex(lines, line => line.StartsWith(" 4  _", StringComparison.Ordinal));
        int most = Array.IndexOf(heads[1], heads[1].Max());
        string place = most == 3 ? "itself" : $"{(most < 5 ? "mar_a"[most].ToString() : "end")} in {most + 1}";
        Assert.StartsWith($"    head 2: {place} {heads[1][most] * 100:0}%", lines[at + 3], StringComparison.Ordinal);

        using JsonDocument without = JsonDocument.Parse(UnmaskProcess.Run("predict", "-d", "mlp", "--pattern", "mar_a", "--why", "--json").Output);
        Assert.All(without.RootElement.GetProperty("slots").EnumerateArray(), slot => Assert.Equal(0, slot.GetProperty("why").GetProperty("heads").GetArrayLength()));
    }

    [Theory]
    [InlineData("unmask: --why needs a denoiser that reads both sides of a slot; 'gpt' is autoregressive\n", "-d", "gpt", "--pattern", "ma")]
    [InlineData("unmask: --why needs a pattern that fits a row in one way; this one fits in several\n", "--pattern", "*beth")]
    public void Why_is_refused_where_there_is_no_answer(string error, params string[] arguments)
    {
        Run run = UnmaskProcess.Run(["predict", "--why", .. arguments]);
        Assert.Equal((2, "", error), (run.ExitCode, run.Output, run.Error));
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
