using System.Text;
using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

/// <summary>Words in another alphabet, from the file to names made of it.</summary>
public sealed class OwnDataTests(TrainedWeights folder)
{
    private const string Words = "Мария\nмирон\nмарта\nмакар\nантуанетта\nпреображенский\nАня 2\n";

    private static readonly Lock Once = new();

    private static string? _trained, _data;

    public static TheoryData<string> Denoisers => ["mlp", "residual", "transformer"];

    private string Data => _data ??= folder.Write("russian.txt", Encoding.UTF8.GetBytes(Words));

    /// <summary>An mlp that knows the words by heart.</summary>
    private string Weights
    {
        get
        {
            lock (Once)
            {
                if (_trained is not null)
                    return _trained;
                string path = folder.InFolder("russian.safetensors");
                Run run = UnmaskProcess.Run("train", "--data", Data, "--steps", "300", "--batch-size", "64", "--out", path);
                Assert.Equal(0, run.ExitCode);
                string letters = string.Concat(Words.ToLowerInvariant().Where(char.IsLetter).Distinct().Order());
                Assert.Contains($"russian.txt: 6 words, {letters.Length} letters ({letters}), rows of 24 slots", run.Error, StringComparison.Ordinal);
                Assert.Contains("russian.txt: 1 entry skipped: 1 with letters outside the alphabet", run.Error, StringComparison.Ordinal);
                return _trained = path;
            }
        }
    }

    [Fact]
    public void Names_are_made_of_the_words_letters()
    {
        Run run = UnmaskProcess.Run("generate", "-w", Weights, "-n", "20", "-s", "2", "--temperature", "0.5", "--pattern", "М");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(20, run.Lines.Length);
        Assert.All(run.Lines, name => Assert.Contains(name, new[] { "мария", "мирон", "марта", "макар" }));
    }

    [Fact]
    public void What_is_known_is_told_if_the_data_are_named()
    {
        string[] command = ["generate", "-w", Weights, "-n", "1", "-s", "1", "--pattern", "преображенский", "--json"];
        Assert.Equal(JsonValueKind.Null, Known(UnmaskProcess.Run(command)).ValueKind);
        Assert.True(Known(UnmaskProcess.Run([.. command, "--data", Data])).GetBoolean());

        Run other = UnmaskProcess.Run([.. command, "--data", "greek"]);
        Assert.Equal((1, "unmask: greek is not what these weights were trained on; leave --data out or name that list\n"), (other.ExitCode, other.Error));

        static JsonElement Known(Run run)
        {
            Assert.Equal(0, run.ExitCode);
            return JsonDocument.Parse(run.Output).RootElement.GetProperty("names")[0].GetProperty("known");
        }
    }

    [Theory]
    [InlineData("residual")]
    [InlineData("transformer")]
    [InlineData("gpt")]
    [InlineData("microgpt")]
    public void Every_denoiser_learns_them(string denoiser)
    {
        string path = folder.InFolder($"{denoiser}-words.safetensors");
        Run trained = UnmaskProcess.Run("train", "-d", denoiser, "--data", Data, "--steps", "300", "-b", "16", "-q", "-o", path, "--samples", "0");
        Assert.True(trained.ExitCode == 0, trained.Error);
        // Six words by heart are cheap; letters by chance would cost some 70 nats.
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run("evaluate", "-w", path, "--data", Data, "--samples", "0", "--json").Output);
        Assert.InRange(json.RootElement.GetProperty("nelbo").GetDouble(), 1, 12);
        Assert.All(UnmaskProcess.Run("generate", "-w", path, "-n", "5", "-s", "1").Lines, name => Assert.Matches("^[а-я]+$", name));
        Assert.Equal(0, UnmaskProcess.Run("export", "-w", path, "-o", path + ".onnx").ExitCode);
    }

    [Fact]
    public void Every_slot_is_predicted_over_the_alphabet()
    {
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run("predict", "-w", Weights, "--pattern", "мар__", "--json").Output);
        Assert.Equal(24, json.RootElement.GetProperty("slots").GetArrayLength());
        JsonElement distribution = json.RootElement.GetProperty("slots")[4].GetProperty("distribution");
        Assert.True(distribution.TryGetProperty("я", out _));
        Assert.False(distribution.TryGetProperty("z", out _));
    }

    [Fact]
    public void Noise_takes_a_word_apart()
    {
        Run run = UnmaskProcess.Run("noise", "Марта", "-w", Weights, "-s", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("марта...", run.Lines.First(), StringComparison.Ordinal);
        Run foreign = UnmaskProcess.Run("noise", "martha", "-w", Weights, "-s", "1");
        Assert.Equal(2, foreign.ExitCode);
        Assert.Contains("'m' is no letter of the alphabet", foreign.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_NELBO_is_estimated_and_an_exact_likelihood_refused()
    {
        string[] command = ["evaluate", "-w", Weights, "--samples", "0"];
        Run run = UnmaskProcess.Run([.. command, "--data", Data]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("6 names of the split 'all'", run.Output, StringComparison.Ordinal);

        Run without = UnmaskProcess.Run(command);
        Assert.Equal((2, "unmask: russian was trained on russian.txt; name that file with --data\n"), (without.ExitCode, without.Error));
        Run exact = UnmaskProcess.Run([.. command, "--data", Data, "--exact"]);
        Assert.Equal(2, exact.ExitCode);
        Assert.Contains("russian has 24 slots; exact likelihoods end at 16", exact.Error, StringComparison.Ordinal);
    }

    /// <summary>Not on the U.S. names, which have the same letters and nothing else to do with it.</summary>
    [Fact]
    public void Trees_are_evaluated_on_trees()
    {
        string list = folder.Write("trees.txt", "oak\nash\nelm\nyew\nfir\n"u8), path = folder.InFolder("trees.safetensors");
        Assert.Equal(0, UnmaskProcess.Run("train", "--data", list, "--steps", "5", "--samples", "0", "--out", path, "--quiet").ExitCode);
        Run without = UnmaskProcess.Run("evaluate", "-w", path, "--samples", "0");
        Assert.Equal((2, "unmask: trees was trained on trees.txt; name that file with --data\n"), (without.ExitCode, without.Error));
        Assert.Contains("5 names of the split 'all'", UnmaskProcess.Run("evaluate", "-w", path, "--samples", "0", "--data", list).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_board_is_played_as_plain_lines()
    {
        Run run = UnmaskProcess.Run("play", "-w", Weights, "-s", "1", "--pattern", "Мир");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Name the training data with --data", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Denoisers))]
    public void A_list_that_comes_along_is_trained_on_by_its_name(string denoiser)
    {
        string path = folder.InFolder($"greek-{denoiser}.safetensors");
        Run run = UnmaskProcess.Run("train", "--data", "greek", "-d", denoiser, "--steps", "20", "--batch-size", "32", "--out", path, "--json", "--quiet");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.InRange(json.RootElement.GetProperty("nelbo").GetDouble(), 5, 60);

        // Its data are found by themselves.
        using JsonDocument names = JsonDocument.Parse(UnmaskProcess.Run("generate", "-w", path, "-n", "1", "-s", "1", "--pattern", "μαρια.", "--json").Output);
        Assert.True(names.RootElement.GetProperty("names")[0].GetProperty("known").GetBoolean());
    }

    [Fact]
    public void A_profile_can_be_asked_for()
    {
        string list = folder.Write("long.txt", "anna\notto\nabcdefghijklmn\n"u8), path = folder.InFolder("long.safetensors");
        string[] command = ["train", "--data", list, "--steps", "5", "--samples", "0", "--out", path];
        Assert.Contains("rows of 24 slots", UnmaskProcess.Run(command).Error, StringComparison.Ordinal);
        Run names = UnmaskProcess.Run([.. command, "--profile", "names"]);
        Assert.Contains("1 entry skipped: 1 too long", names.Error, StringComparison.Ordinal);
        Run unknown = UnmaskProcess.Run([.. command, "--profile", "wrods"]);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("unknown profile 'wrods'; did you mean 'words'?", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_whose_alphabet_does_not_fit_are_refused_in_one_line()
    {
        byte[] bytes = File.ReadAllBytes(Weights);
        // One letter less, with a space in place of it behind the value: the header's length stays.
        int at = bytes.AsSpan().IndexOf("\"alphabet\":\""u8);
        Assert.True(at > 0);
        int first = at + "\"alphabet\":\"".Length;
        byte[] shorter = [.. bytes[..first], .. bytes[(first + 2)..]];
        int end = shorter.AsSpan(first).IndexOf((byte)'"') + first + 1;
        byte[] damaged = [.. shorter[..end], (byte)' ', (byte)' ', .. shorter[end..]];
        string path = folder.Write("misfit.safetensors", damaged);
        Run run = UnmaskProcess.Run("generate", "-w", path, "-n", "1", "-s", "1");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("unmask: misfit.safetensors: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }
}
