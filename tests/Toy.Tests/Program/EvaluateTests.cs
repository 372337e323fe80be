using System.Text.Json;
using System.Xml.Linq;
using Unmask.Model.Files;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Tests.Program;

public sealed class EvaluateTests(TrainedWeights weights)
{
    private static JsonElement Json(Run run)
    {
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        return json.RootElement.Clone();
    }

    [Fact]
    public void Json_has_the_yardsticks()
    {
        JsonElement root = Json(UnmaskProcess.Run("evaluate", "-w", weights.Path, "--exact-names", "8", "--samples", "200", "--json"));
        Assert.Equal(("mlp", "test", 1_619), (root.GetProperty("denoiser").GetString(), root.GetProperty("split").GetString(), root.GetProperty("names").GetInt32()));
        // Guessing costs 12 ln 27 = 39.5; letters' own frequencies some 22.
        double nelbo = root.GetProperty("nelbo").GetDouble();
        Assert.InRange(nelbo, 14, 19);
        Assert.InRange(root.GetProperty("standardError").GetDouble(), 0.05, 0.3);
        Assert.InRange(root.GetProperty("exactNll").GetDouble(), 10, nelbo);
        double[] natsPerSlot = [.. root.GetProperty("byMasked").EnumerateArray().Select(figures => figures.GetProperty("natsPerSlot").GetDouble())];
        Assert.Equal(12, natsPerSlot.Length);
        // Guessing costs ln 27.
        Assert.All(natsPerSlot, nats => Assert.InRange(nats, 1, Math.Log(27)));
        JsonElement samples = root.GetProperty("samples");
        Assert.Equal((200, 0), (samples.GetProperty("names").GetInt32(), samples.GetProperty("letterAfterEnd").GetDouble()));
        Assert.Equal(1, new[] { "known", "real", "new" }.Sum(kind => samples.GetProperty(kind).GetDouble()), 1e-5);
    }

    [Fact]
    public void Own_words_are_evaluated_as_a_whole()
    {
        string data = weights.Write("few.txt", "mira\nmara\nmora\n"u8);
        JsonElement root = Json(UnmaskProcess.Run("evaluate", "-w", weights.Path, "--data", data, "--exact", "--samples", "0", "--json"));
        Assert.Equal(("all", 3), (root.GetProperty("split").GetString(), root.GetProperty("names").GetInt32()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("samples").ValueKind);
    }

    [Fact]
    public void Every_order_that_has_an_exact_likelihood_gets_it()
    {
        Run run = UnmaskProcess.Run("evaluate", "-w", weights.Path, "--rounds", "1", "--samples", "0", "--orders", "2,12");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("2 steps", StringComparison.Ordinal) && line.EndsWith("12 steps", StringComparison.Ordinal));
        string[] orders = ["confidence", "margin", "entropy", "left-to-right", "right-to-left", "comb"];
        Assert.All(orders, order => Assert.Matches($@"^  {order} +\d+\.\d{{3}} ± \d\.\d{{3}}  \d+\.\d{{3}} ± \d\.\d{{3}}$", Assert.Single(run.Lines, line => line.StartsWith($"  {order} ", StringComparison.Ordinal))));
        // Its weights take a time, and so the drawn comb has none.
        Assert.DoesNotContain(run.Lines, line => line.StartsWith("  drawn-comb ", StringComparison.Ordinal));
        JsonElement[] figures = [.. Json(UnmaskProcess.Run("evaluate", "-w", weights.Path, "--rounds", "1", "--samples", "0", "--orders", "--json")).GetProperty("orders").EnumerateArray()];
        Assert.Equal(orders.SelectMany(order => new[] { 4, 8, 12 }.Select(steps => (order, steps))), figures.Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("steps").GetInt32())));
        Assert.All(figures, one => Assert.InRange(one.GetProperty("nats").GetDouble(), 14, 25));
        Assert.All(["0", "x", "4,,8", "1001"], steps => Assert.Equal(2, UnmaskProcess.Run("evaluate", "-w", weights.Path, "--orders", steps).ExitCode));
    }

    [Fact]
    public void Figures_are_recorded_in_the_metadata_and_change_nothing_else()
    {
        string copy = weights.InFolder("recorded.safetensors");
        File.Copy(weights.Path, copy);
        Assert.Equal(0, UnmaskProcess.Run("evaluate", "-w", copy, "--record", "--rounds", "1", "--samples", "0").ExitCode);
        WeightSet before = WeightsFile.Load(weights.Path), after = WeightsFile.Load(copy);
        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.Equal(("test", "1619"), (after.Metadata["evaluated_split"], after.Metadata["evaluated_names"]));
        Assert.InRange(double.Parse(after.Metadata["nelbo"]), 14, 19);
        Assert.All(before.Metadata, entry => Assert.Equal(entry.Value, after.Metadata[entry.Key]));
    }

    [Fact]
    public void A_page_that_is_none_of_ours_is_not_replaced()
    {
        string folder = Directory.CreateDirectory(weights.InFolder("project")).FullName, page = Path.Combine(folder, "README.md");
        File.WriteAllText(page, "# My project\n");
        Run run = UnmaskProcess.Run("evaluate", "-w", weights.Path, "--report", folder, "--rounds", "1", "--samples", "0");
        Assert.Equal((1, "unmask: README.md: the file cannot be written: it is there, and no evaluation; choose another place.\n"), (run.ExitCode, run.Error));
        Assert.Equal("# My project\n", File.ReadAllText(page));
    }

    [Fact]
    public void Samples_need_the_words_that_were_trained_on()
    {
        // Their hashes put one into the split test, one into validation.
        string data = weights.Write("two.txt", "lea\namy\n"u8);
        Run run = UnmaskProcess.Run("evaluate", "--data", data, "--samples", "20");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("unmask: two.txt: none of its names is in the split 'train', which samples are measured against;", run.Error);
        run = UnmaskProcess.Run("train", "--data", data, "--split", "train", "--out", weights.InFolder("two.safetensors"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("unmask: two.txt: none of its names is in the split 'train' and fits 12 slots;", run.Error);
    }

    [Fact]
    public void A_report_is_a_page_with_its_plots()
    {
        string folder = weights.InFolder("report"), other = weights.InFolder("other.safetensors");
        File.Copy(weights.Path, other);
        Run run = UnmaskProcess.Run("evaluate", "-w", weights.Path, other, "--report", folder, "--rounds", "1", "--samples", "100");
        Assert.Equal(0, run.ExitCode);
        string page = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.Contains("| mlp | 172,880 | seed | 500 | train | 1,619 |", page, StringComparison.Ordinal);
        Assert.Contains("| other | 172,880 |", page, StringComparison.Ordinal);
        // Real names beside the generated ones: none of them was trained on, and all are real.
        Assert.Contains("| *the names evaluated on* | 1,619 | 100.0 % | 0.0 % | 100.0 % | 0.0 % |", page, StringComparison.Ordinal);
        string[] plots = [.. page.Split("](").Skip(1).Select(rest => rest.Split(')')[0])];
        Assert.Equal(4, plots.Length);
        Assert.All(plots, plot => XDocument.Load(Path.Combine(folder, plot)));
    }

    [Theory]
    [InlineData("unknown split 'tset'; did you mean 'test'?", "--split", "tset")]
    [InlineData("--record needs --weights", "--record")]
    public void What_makes_no_sense_is_refused(string message, params string[] arguments)
    {
        Run run = UnmaskProcess.Run(["evaluate", .. arguments]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_refused_at_once()
    {
        string file = weights.Write("occupied", "x"u8);
        Run run = UnmaskProcess.Run("evaluate", "-w", weights.Path, "--report", file);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("choose another folder", run.Error, StringComparison.Ordinal);
    }
}
