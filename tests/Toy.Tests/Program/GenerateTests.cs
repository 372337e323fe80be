using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

public sealed class GenerateTests(TrainedWeights weights)
{
    private static readonly (string, string?)[] NoAvx512 = [("DOTNET_EnableAVX512", "0")], NoIntrinsics = [("DOTNET_EnableHWIntrinsic", "0")];

    private string[] Seven(params string[] more) =>
        ["generate", "--weights", weights.Path, "--pattern", "ma", "--count", "20", "--seed", "7", .. more];

    [Theory]
    [InlineData("*beth", "beth$")]
    [InlineData("*nn*", "nn")]
    [InlineData("j*n", "^j.*n$")]
    [InlineData("m_*[aeiou]", "^m..*[aeiou]$")]
    [InlineData("[^aeiou]*", "^[^aeiou]*$")]
    public void Names_fit_a_pattern_with_gaps_and_a_seed_repeats_them(string pattern, string expression)
    {
        string[] arguments = ["generate", "--weights", weights.Path, "--pattern", pattern, "--count", "30", "--seed", "7"];
        string[] names = UnmaskProcess.Run(arguments).Lines;
        Assert.Equal(30, names.Length);
        Assert.All(names, name => Assert.Matches(expression, name));
        Assert.Equal(names, UnmaskProcess.Run(arguments).Lines);
        Assert.True(names.Select(name => name.Length).Distinct().Count() > 1);
    }

    [Fact]
    public void A_drawn_comb_tells_the_nats_of_the_sampler_itself()
    {
        Assert.All(UnmaskProcess.Run("generate", "--order", "drawn-comb", "--steps", "4", "--nats", "-n", "3", "-s", "7").Lines, line => Assert.Matches(@"^[a-z]+\t\d+\.\d{4}$", line));
        Run many = UnmaskProcess.Run("generate", "--order", "drawn-comb", "--steps", "9", "--nats", "-n", "1", "-s", "7");
        Assert.Equal(2, many.ExitCode);
        Assert.Contains("exact in 8 steps or fewer", many.Error, StringComparison.Ordinal);
    }

    /// <summary>As a reader of doubles sees it.</summary>
    [Theory]
    [InlineData("9007199254740991", true)]
    [InlineData("9007199254740993", false)]
    [InlineData("18446744073709551615", false)]
    public void A_seed_survives_a_reader_of_doubles(string seed, bool fits)
    {
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run("generate", "-n", "1", "-s", seed, "--json").Output);
        JsonElement root = json.RootElement;
        Assert.Equal(fits, !root.TryGetProperty("seedText", out JsonElement text));
        Assert.Equal(seed, fits ? root.GetProperty("seed").GetDouble().ToString("F0", System.Globalization.CultureInfo.InvariantCulture) : text.GetString());
    }

    [Fact]
    public void A_seed_gives_the_same_names_on_every_run_and_without_hardware_intrinsics()
    {
        Run first = UnmaskProcess.Run(Seven("--json"));
        Assert.Equal(0, first.ExitCode);
        string[] names = Names(first);
        Assert.Equal(20, names.Length);
        Assert.All(names, name => Assert.StartsWith("ma", name, StringComparison.Ordinal));
        Assert.Equal(names, Names(UnmaskProcess.Run(Seven("--json"))));
        Assert.Equal(names, Names(UnmaskProcess.RunWith(NoAvx512, Seven("--json"))));
        // Without --json, because without intrinsics the exact likelihoods alone take ten seconds.
        Assert.Equal(names, UnmaskProcess.RunWith(NoIntrinsics, Seven()).Lines);
    }

    [Fact]
    public void Json_tells_what_is_known_of_every_name()
    {
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run(Seven("--json")).Output);
        JsonElement root = json.RootElement;
        Assert.Equal(7u, root.GetProperty("seed").GetUInt64());
        Assert.Equal("ma", root.GetProperty("pattern").GetString());
        Assert.Equal("mlp", root.GetProperty("denoiser").GetString());
        foreach (JsonElement name in root.GetProperty("names").EnumerateArray())
        {
            bool known = name.GetProperty("known").GetBoolean();
            long births = name.GetProperty("births").GetInt64();
            bool real = name.GetProperty("rank").ValueKind == JsonValueKind.Number;
            Assert.True(real || !known);
            Assert.Equal(real, births > 0);
            Assert.InRange(name.GetProperty("nats").GetDouble(), 1, 100);
        }
    }

    [Fact]
    public void Plain_output_is_one_name_a_line_and_the_same_names()
    {
        Run plain = UnmaskProcess.Run(Seven());
        Assert.Equal(Names(UnmaskProcess.Run(Seven("--json"))), plain.Lines);
        Assert.Equal("", plain.Error);
    }

    [Fact]
    public void A_longer_batch_begins_with_the_names_of_a_shorter_one()
    {
        Run few = UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "5", "-s", "7", "-p", "ma");
        Assert.Equal(UnmaskProcess.Run(Seven()).Lines[..5], few.Lines);
    }

    [Fact]
    public void Without_a_seed_the_one_chosen_is_said_and_repeats_the_names()
    {
        Run first = UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "3");
        Assert.Equal(0, first.ExitCode);
        string seed = first.Error.Split(' ')[1];
        Assert.Equal(first.Output, UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "3", "--seed", seed).Output);
    }

    [Theory]
    [InlineData("[aeiou]___$", "^[aeiou][a-z]{0,3}$")]
    [InlineData("_____[^aeiou.].", "^[a-z]{5}[^aeiou]$")]
    [InlineData("MARIA.", "^maria$")]
    public void Names_keep_to_the_pattern(string pattern, string expression)
    {
        Run run = UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "10", "-s", "1", "-p", pattern);
        Assert.Equal(10, run.Lines.Length);
        Assert.All(run.Lines, name => Assert.Matches(expression, name));
    }

    [Fact]
    public void Nats_stand_behind_a_tab()
    {
        Run run = UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "2", "-s", "1", "--nats");
        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Lines, line => Assert.Matches(@"^[a-z]+\t\d+\.\d{4}$", line));
    }

    /// <summary>Under a pattern that leaves two names: their probabilities add up to 1, and depend on sampler and temperature.</summary>
    [Fact]
    public void Nats_are_those_of_the_sampler_that_made_the_name()
    {
        string[][] samplers = [[], ["--temperature", "2"], ["--order", "comb", "--steps", "1"], ["--order", "right-to-left"]];
        string[][] made = [.. samplers.Select(sampler => (string[])[.. UnmaskProcess.Run(["generate", "-w", weights.Path, "-n", "60", "-s", "1", "--nats", "-p", "mari[ao].", .. sampler]).Lines.Distinct().Order()])];
        Assert.All(made, lines => Assert.Equal(["maria", "mario"], lines.Select(line => line.Split('\t')[0])));
        Assert.All(made, lines => Assert.Equal(1, lines.Sum(line => Math.Exp(-double.Parse(line.Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture))), 1e-3));
        Assert.NotEqual(made[0], made[1]);
    }

    [Theory]
    [InlineData("many ways lead to each name", "--order", "sampled")]
    [InlineData("many ways lead to each name", "--remask", "cap")]
    [InlineData("it takes more steps", "--order", "random", "--steps", "4")]
    public void A_sampler_without_an_exact_likelihood_has_no_nats(string reason, params string[] sampler)
    {
        Run run = UnmaskProcess.Run(["generate", "-w", weights.Path, "-n", "1", "-s", "1", "--nats", .. sampler]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run(["generate", "-w", weights.Path, "-n", "1", "-s", "1", "--json", .. sampler]).Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("names")[0].GetProperty("samplerNats").ValueKind);
    }

    [Fact]
    public void The_reverse_process_is_shown_at_five_moments()
    {
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "3", "-s", "7", "-p", "ma", "--show-steps", "--json").Output);
        string[] names = Names(UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "3", "-s", "7", "-p", "ma", "--json"));
        foreach ((JsonElement shown, string name) in json.RootElement.GetProperty("names").EnumerateArray().Zip(names))
        {
            JsonElement[] steps = [.. shown.GetProperty("steps").EnumerateArray()];
            Assert.Equal(5, steps.Length);
            Assert.Equal(("ma__________", name.PadRight(12, '.')), (steps[0].GetProperty("row").GetString(), steps[4].GetProperty("row").GetString()));
            int[] masked = [.. steps.Select(step => step.GetProperty("masked").GetInt32())];
            Assert.Equal(masked.OrderDescending(), masked);
        }
    }

    [Fact]
    public void A_sweep_makes_the_names_of_every_temperature()
    {
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "4", "-s", "7", "--temperatures", "0.5,0.8,1.5", "--json").Output);
        JsonElement[] sweep = [.. json.RootElement.GetProperty("temperatures").EnumerateArray()];
        Assert.Equal([0.5, 0.8, 1.5], sweep.Select(entry => Math.Round(entry.GetProperty("temperature").GetDouble(), 6)));
        string[] alone = UnmaskProcess.Run("generate", "-w", weights.Path, "-n", "4", "-s", "7", "--temperature", "0.8").Lines;
        Assert.Equal(alone, sweep[1].GetProperty("names").EnumerateArray().Select(name => name.GetString()!));
    }

    private static string[] Names(Run run)
    {
        using JsonDocument json = JsonDocument.Parse(run.Output);
        return [.. json.RootElement.GetProperty("names").EnumerateArray().Select(name => name.GetProperty("name").GetString()!)];
    }
}
