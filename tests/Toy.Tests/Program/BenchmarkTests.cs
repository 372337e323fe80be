using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

public sealed class BenchmarkTests
{
    [Fact]
    public void Json_has_a_row_for_one_row_and_for_many()
    {
        Run run = UnmaskProcess.Run("benchmark", "--seconds", "1", "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.NotEmpty(json.RootElement.GetProperty("processor").GetString()!);
        Assert.Contains(json.RootElement.GetProperty("vectorBits").GetInt32(), (int[])[32, 128, 256, 512]);
        foreach (string rate in (string[])["gigaflops", "level1GigabytesPerSecond", "level2GigabytesPerSecond"])
            Assert.InRange(json.RootElement.GetProperty(rate).GetDouble(), 0.01, 1e5);
        JsonElement[] rows = [.. json.RootElement.GetProperty("rows").EnumerateArray()];
        string[] expected =
        [
            "mlp, 1 row", "mlp, 1 slot changed", "mlp, 64 rows",
            "residual, 1 row", "residual, 1 slot changed", "residual, 64 rows",
            "transformer, 1 row", "transformer, 1 slot changed", "transformer, 64 rows",
        ];
        Assert.Equal(expected, rows.Select(row => row.GetProperty("what").GetString()));
        foreach (JsonElement row in rows)
        {
            foreach (string column in (string[])["loops", "tensorPrimitives", "generated", "share"])
                Assert.InRange(row.GetProperty(column).GetDouble(), 1e-4, 1e8);
            Assert.True(row.TryGetProperty("onnxRuntime", out _));
        }
        JsonElement[] training = [.. json.RootElement.GetProperty("training").EnumerateArray()];
        Assert.Equal(
            ["mlp, 64 rows, training", "residual, 64 rows, training", "transformer, 64 rows, training"],
            training.Select(step => step.GetProperty("what").GetString()));
        Assert.All(training, step => Assert.InRange(step.GetProperty("generated").GetDouble(), 1, 1e8));
    }

    [Fact]
    public void A_table_says_on_what_machine_it_was_measured()
    {
        Run run = UnmaskProcess.Run("benchmark", "--seconds", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("GFLOP/s", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("mlp, 64 rows", StringComparison.Ordinal) && line.EndsWith('%'));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nowhere/libonnxruntime.so")]
    [InlineData("libc.so.6")]
    public void Without_ONNX_Runtime_the_others_are_measured_and_the_way_to_get_it_is_said(string? library)
    {
        Run run = UnmaskProcess.RunWith([("ONNXRUNTIME_LIBRARY", library)], "benchmark", "--seconds", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ONNX Runtime is not here: ./unmask benchmark fetches it", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Whatever is installed here: without a compiler there is none of the native libraries.</summary>
    [Fact]
    public void Products_have_a_line_each_and_say_who_is_missing()
    {
        Run run = UnmaskProcess.RunWith([("CXX", "no-such-compiler")], "benchmark", "--products", "--seconds", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith("16 × 64 → 28", StringComparison.Ordinal));
        foreach (string library in (string[])["libxsmm", "oneDNN", "Eigen"])
            Assert.Contains(run.Lines, line => line.StartsWith($"{library}: there is no C++ compiler 'no-such-compiler'", StringComparison.Ordinal));

        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.RunWith([("CXX", "no-such-compiler")], "benchmark", "--products", "--seconds", "1", "--json").Output);
        Assert.Empty(json.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal(8, json.RootElement.GetProperty("products").GetArrayLength());
        JsonElement[] contenders = [.. json.RootElement.GetProperty("contenders").EnumerateArray()];
        Assert.Contains(contenders, contender => contender.GetProperty("name").GetString() == "Eigen" && contender.GetProperty("version").ValueKind == JsonValueKind.Null);
        Assert.All(json.RootElement.GetProperty("products").EnumerateArray(), product => Assert.InRange(product.GetProperty("gigaflops").GetProperty("generated").GetDouble(), 1e-3, 1e5));
    }

    [Fact]
    public void No_time_at_all_is_refused()
    {
        Run run = UnmaskProcess.Run("benchmark", "--seconds", "0");
        Assert.Equal((2, true), (run.ExitCode, run.Error.Contains("--seconds must be a whole number from 1 to 3600", StringComparison.Ordinal)));
    }
}
