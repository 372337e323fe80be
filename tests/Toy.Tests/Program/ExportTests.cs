using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

public sealed class ExportTests(TrainedWeights weights)
{
    [Fact]
    public void A_model_is_written_and_its_size_reported()
    {
        string path = weights.InFolder("exported.onnx");
        Run run = UnmaskProcess.Run("export", "--weights", weights.Path, "--onnx", path, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal("mlp", json.RootElement.GetProperty("denoiser").GetString());
        Assert.Equal(path, json.RootElement.GetProperty("onnx").GetString());
        Assert.Equal(new FileInfo(path).Length, json.RootElement.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_reported()
    {
        Run run = UnmaskProcess.Run("export", "--weights", weights.Path, "--onnx", weights.InFolder("nowhere/model.onnx"));
        Assert.Equal((1, "unmask: model.onnx: the file cannot be written: its folder does not exist; choose another place.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_device_is_no_place_for_a_model()
    {
        Run run = UnmaskProcess.Run("export", "--weights", weights.Path, "--onnx", "/dev/null");
        Assert.Equal((1, "unmask: null: the file cannot be written: it is a device; choose another place.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Weights_that_are_none_are_refused()
    {
        Run run = UnmaskProcess.Run("export", "--weights", weights.InFolder("missing.safetensors"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("unmask: missing.safetensors: there is no such file", run.Error, StringComparison.Ordinal);
    }
}
