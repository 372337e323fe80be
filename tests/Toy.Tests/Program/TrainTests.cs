using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Unmask.Model;
using Unmask.Model.Files;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Tests.Program;

public sealed class TrainTests(TrainedWeights weights)
{
    [Fact]
    public void Json_has_the_figures_of_the_run()
    {
        Assert.Equal((0, ""), (weights.Training.ExitCode, weights.Training.Error));
        using JsonDocument json = JsonDocument.Parse(weights.Training.Output);
        JsonElement root = json.RootElement;
        Assert.Equal(500, root.GetProperty("steps").GetInt32());
        Assert.Equal(172_880, root.GetProperty("parameters").GetInt64());
        Assert.Equal("completed", root.GetProperty("outcome").GetString());
        Assert.Equal(weights.Path, root.GetProperty("weights").GetString());
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
        Assert.True(root.GetProperty("namesPerSecond").GetDouble() > 0);
        Assert.InRange(root.GetProperty("loss").GetDouble(), 0.01, 2);
        Assert.InRange(root.GetProperty("nelbo").GetDouble(), 14, 19);
        Assert.True(root.GetProperty("heldOut").GetBoolean());
        Assert.Equal(10, root.GetProperty("samples").GetArrayLength());
        Assert.True(File.Exists(weights.Path));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        string again = weights.InFolder("again.safetensors");
        Assert.Equal(0, UnmaskProcess.Run("train", "--recipe", "seed", "--steps", "500", "--seed", "3", "--out", again, "--quiet").ExitCode);
        Assert.Equal(File.ReadAllBytes(weights.Path), File.ReadAllBytes(again));
    }

    [Fact]
    public void A_teacher_changes_the_weights_and_stands_in_their_metadata()
    {
        string[] common = ["train", "--steps", "20", "--seed", "3", "--samples", "0", "--quiet"], taught = [.. common, "--teacher", "residual", "--weight-decay", "0.02"];
        string alone = weights.InFolder("alone.safetensors"), one = weights.InFolder("taught.safetensors"), two = weights.InFolder("taught-again.safetensors");
        Assert.Equal(0, UnmaskProcess.Run([.. common, "-o", alone]).ExitCode);
        Assert.Equal(0, UnmaskProcess.Run([.. taught, "-o", one]).ExitCode);
        Assert.Equal(0, UnmaskProcess.Run([.. taught, "-o", two]).ExitCode);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));

        IReadOnlyDictionary<string, string> metadata = WeightsFile.Load(one).Metadata;
        Assert.Equal((DenoiserCatalog.LoadBuiltIn("residual").Fingerprint, "0.02"), (metadata["teacher"], metadata["weight_decay"]));
        Assert.DoesNotContain(WeightsFile.Load(alone).Metadata.Keys, key => key is "teacher" or "weight_decay");
        Assert.NotEqual(WeightsFile.Load(alone).Fingerprint, WeightsFile.Load(one).Fingerprint);

        // Weights of other lessons are other weights.
        foreach (string[] other in (string[][])[common, [.. taught.Select(word => word == "residual" ? "transformer" : word)]])
        {
            Run refused = UnmaskProcess.Run([.. other, "-o", one]);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("holds other weights", refused.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("0.05", true)] // the recipe's own
    [InlineData("5", false)]
    public void Another_weight_decay_than_the_recipes_gives_other_weights(string weightDecay, bool isTheRecipes)
    {
        string[] common = ["train", "--steps", "20", "--seed", "3", "--samples", "0", "--quiet"];
        string own = weights.InFolder($"own-{weightDecay}.safetensors"), other = weights.InFolder($"decay-{weightDecay}.safetensors");
        Assert.Equal(0, UnmaskProcess.Run([.. common, "-o", own]).ExitCode);
        Assert.Equal(0, UnmaskProcess.Run([.. common, "-o", other, "--weight-decay", weightDecay]).ExitCode);
        Assert.Equal(isTheRecipes, WeightsFile.Load(own).Fingerprint == WeightsFile.Load(other).Fingerprint);
    }

    [Fact]
    public void Rounded_weights_are_the_others_to_the_nearest_fraction()
    {
        string[] common = ["train", "--steps", "20", "--seed", "3", "--samples", "0", "--quiet"];
        string whole = weights.InFolder("unrounded.safetensors"), rounded = weights.InFolder("rounded.safetensors");
        Assert.Equal(0, UnmaskProcess.Run([.. common, "-o", whole]).ExitCode);
        Assert.Equal(0, UnmaskProcess.Run([.. common, "-o", rounded, "--fraction-bits", "9"]).ExitCode);
        WeightSet made = WeightsFile.Load(rounded);
        Assert.Equal("9", made.Metadata["fraction_bits"]);
        foreach ((NamedTensor expected, NamedTensor actual) in WeightsFile.Load(whole).Tensors.Zip(made.Tensors))
            Assert.Equal(expected.Values.Select(value => MathF.Round(value * 512) / 512), actual.Values);
    }

    [Fact]
    public void The_teachers_own_file_stays()
    {
        string teacher = weights.InFolder("teacher.safetensors");
        File.Copy(weights.Path, teacher);
        Run refused = UnmaskProcess.Run("train", "--steps", "20", "--teacher", teacher, "-o", teacher, "--replace", "-q");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Equal(File.ReadAllBytes(weights.Path), File.ReadAllBytes(teacher));
    }

    [Fact]
    public void Own_words_are_learned_and_what_is_skipped_is_said()
    {
        string data = weights.Write("words.txt", "mira\nmara\nmora\n123\n"u8), own = weights.InFolder("words.safetensors");
        Run training = UnmaskProcess.Run("train", "--data", data, "--steps", "400", "--out", own);
        Assert.Equal(0, training.ExitCode);
        Assert.Contains("words.txt: 1 entry skipped", training.Error, StringComparison.Ordinal);
        Run names = UnmaskProcess.Run("generate", "-w", own, "-n", "20", "-s", "1", "--temperature", "0.5");
        Assert.All(names.Lines, name => Assert.Contains(name, new[] { "mira", "mara", "mora" }));
    }

    [Fact]
    public void A_list_of_one_word_has_no_error_to_tell()
    {
        string data = weights.Write("one.txt", "mira\n"u8), own = weights.InFolder("one.safetensors");
        Run training = UnmaskProcess.Run("train", "--data", data, "--steps", "20", "--out", own, "-q"), evaluated = UnmaskProcess.Run("evaluate", "-w", own, "--data", data);
        Assert.Equal((0, 0), (training.ExitCode, evaluated.ExitCode));
        Assert.DoesNotContain("NaN", training.Output + evaluated.Output, StringComparison.Ordinal);
        Assert.Contains("nats per name trained on", training.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_killed_goes_on_and_gives_the_same_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        string[] Command(string path) => ["train", "--steps", "1200", "--batch-size", "32", "--seed", "5", "--out", path, "--checkpoint-seconds", "0"];
        string whole = weights.InFolder("whole.safetensors"), killed = weights.InFolder("killed.safetensors"), checkpoint = $"{killed}.checkpoint";
        Assert.Equal(0, UnmaskProcess.Run([.. Command(whole), "--quiet"]).ExitCode);
        using (Process process = UnmaskProcess.Start(UnmaskProcess.Path, [], [.. Command(killed), "--quiet"]))
        {
            while (!File.Exists(checkpoint) && !process.HasExited)
                Thread.Sleep(1);
            process.Kill();
            process.WaitForExit();
        }
        Run resumed = UnmaskProcess.Run(Command(killed));
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("going on from step ", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(killed));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public void Ctrl_C_stops_and_keeps_what_was_learned()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        string path = weights.InFolder("stopped.safetensors");
        using Process process = UnmaskProcess.Start(UnmaskProcess.Path, [], "train", "--steps", "10000000", "--out", path, "--json");
        // The first progress line: training is under way.
        Assert.StartsWith("step ", process.StandardError.ReadLine(), StringComparison.Ordinal);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Run run = UnmaskProcess.Finish(process);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains($"what was learned is in {path}", run.Error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal("cancelled", json.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(0, UnmaskProcess.Run("generate", "-w", path, "-n", "1", "-s", "1").ExitCode);
    }
}
