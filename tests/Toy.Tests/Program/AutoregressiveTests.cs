using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

/// <summary>The autoregressive baseline goes through the same commands as every denoiser, from left to right.</summary>
public sealed class AutoregressiveTests(TrainedWeights weights)
{
    private static JsonDocument Json(params string[] command)
    {
        Run run = UnmaskProcess.Run(command);
        Assert.Equal(0, run.ExitCode);
        return JsonDocument.Parse(run.Output);
    }

    [Theory]
    [InlineData("gpt", 201_792)]
    [InlineData("microgpt", 4_272)]
    public void It_is_trained_evaluated_and_exported(string denoiser, int parameters)
    {
        string path = weights.InFolder($"{denoiser}.safetensors"), onnx = weights.InFolder($"{denoiser}.onnx");
        using JsonDocument training = Json("train", "-d", denoiser, "--steps", "40", "-b", "32", "--out", path, "--samples", "3", "--quiet", "--json");
        Assert.Equal(parameters, training.RootElement.GetProperty("parameters").GetInt32());
        Assert.Equal(3, training.RootElement.GetProperty("samples").GetArrayLength());

        string data = weights.Write($"{denoiser}.txt", "mira\nmara\nmora\n"u8);
        using JsonDocument evaluation = Json("evaluate", "-w", path, "--data", data, "--rounds", "1", "--samples", "20", "--json");
        Assert.Equal(denoiser, evaluation.RootElement.GetProperty("denoiser").GetString());
        Assert.Equal(evaluation.RootElement.GetProperty("nelbo").GetDouble(), evaluation.RootElement.GetProperty("exactNll").GetDouble());
        Assert.All(
            evaluation.RootElement.GetProperty("byMasked").EnumerateArray(),
            figures => Assert.Equal(JsonValueKind.Null, figures.GetProperty("natsPerSlot").ValueKind));
        Assert.Equal(0, evaluation.RootElement.GetProperty("samples").GetProperty("letterAfterEnd").GetDouble());

        Assert.Equal(0, UnmaskProcess.Run("export", "-w", path, "--onnx", onnx).ExitCode);
        Assert.True(new FileInfo(onnx).Length > 4 * parameters);
    }

    [Fact]
    public void Names_have_their_exact_nats_and_keep_what_is_forced()
    {
        using JsonDocument json = Json("generate", "-d", "microgpt", "-p", "ma__[aeiou]", "-n", "5", "-s", "1", "--json");
        foreach (JsonElement name in json.RootElement.GetProperty("names").EnumerateArray())
        {
            Assert.Matches("^ma..[aeiou]", name.GetProperty("name").GetString());
            Assert.InRange(name.GetProperty("nats").GetDouble(), 2, 60);
        }
        Assert.Equal(0, UnmaskProcess.Run("predict", "-d", "microgpt", "-p", "ma").ExitCode);
    }

    [Theory]
    [InlineData("generate", "-d", "microgpt", "--order", "confidence")]
    [InlineData("generate", "-d", "microgpt", "--steps", "4")]
    [InlineData("train", "-d", "microgpt", "--recipe", "nelbo")]
    [InlineData("train", "-d", "mlp", "--recipe", "likelihood")]
    public void What_it_cannot_do_is_refused_in_one_line(params string[] command)
    {
        Run run = UnmaskProcess.Run(command);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
