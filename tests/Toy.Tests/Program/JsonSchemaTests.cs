using System.Text.Json;
using Json.Schema;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Cli;

namespace Unmask.Toy.Tests.Program;

/// <summary>Every <c>--json</c> keeps to its documented schema, which allows no other keys.</summary>
public sealed class JsonSchemaTests(TrainedWeights weights)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "json");

    private static readonly Lock Loading = new();

    private static readonly Dictionary<string, JsonSchema> Loaded = [];

    public static TheoryData<string> CommandsWithJson =>
        [.. CommandLine.Root().Subcommands.Where(command => command.Options.Any(option => option.Name == "--json")).Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(CommandsWithJson))]
    public void Every_command_with_JSON_has_a_schema(string command) => Assert.NotNull(SchemaOf(command));

    [Theory]
    [InlineData("generate --count 3 --seed 1")]
    [InlineData("generate --count 2 --seed 1 --denoiser transformer")]
    [InlineData("generate --count 2 --seed 1 --order comb --steps 4")]
    [InlineData("generate --count 2 --seed 1 --order sampled")]
    [InlineData("generate --count 2 --seed 1 --show-steps")]
    [InlineData("generate --count 2 --seed 1 --temperatures 0.5,1")]
    [InlineData("generate --count 1 --seed 9007199254740993")]
    [InlineData("generate --count 1 --seed 18446744073709551615 --temperatures 0.5")]
    [InlineData("noise emma --seed 9007199254740993")]
    [InlineData("noise emma --seed 1")]
    [InlineData("duel --seed 1 --level hard")]
    [InlineData("predict --pattern ma__y")]
    [InlineData("predict --pattern ma__y. --why")]
    [InlineData("predict --pattern ma__y. --why --denoiser transformer")]
    [InlineData("predict --pattern *beth")]
    [InlineData("predict --pattern ma*")]
    [InlineData("generate --pattern *nn* --count 2 --seed 1")]
    [InlineData("evaluate --rounds 1 --samples 20 --exact-names 2")]
    [InlineData("evaluate --rounds 1 --samples 0")]
    [InlineData("evaluate --rounds 1 --samples 0 --orders 1,4")]
    [InlineData("compare --rounds 1 --samples 20 --split validation")]
    [InlineData("benchmark --seconds 1")]
    [InlineData("benchmark --seconds 1 --products")]
    [InlineData("kernels")]
    [InlineData("kernels NamesPerceptron.Project")]
    [InlineData("export --onnx FOLDER/schema.onnx")]
    public void What_a_command_writes_keeps_to_its_schema(string line)
    {
        string[] arguments = line.Replace("FOLDER", weights.Folder, StringComparison.Ordinal).Split(' ');
        Run run = UnmaskProcess.Run([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Keeps(arguments[0], run.Output);
    }

    [Fact]
    public void A_replay_keeps_to_its_schema()
    {
        IDenoiser denoiser = DenoiserCatalog.LoadBuiltIn("mlp");
        var session = new Session(denoiser, Pattern.Apply("[aeiou]_m", new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), 42)));
        foreach (BoardAction action in (BoardAction[])[BoardAction.Step, BoardAction.Configure(session.Board.Settings with { Temperature = 2 }), BoardAction.Finish, BoardAction.Restart, BoardAction.Step])
            Assert.True(session.TryApply(action, out _));
        Assert.True(ReplayCode.TryEncode(session, out string? code, out string? reason), reason);
        Run run = UnmaskProcess.Run("replay", $"> my game: {code[..30]}\n> {code[30..]}.", "--json");
        Keeps("replay", run.Output);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement again = json.RootElement.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("action").GetString() == "restart");
        Assert.Equal(CounterRandom.Next(42), again.GetProperty("seed").GetUInt64());
    }

    [Fact]
    public void A_training_keeps_to_its_schema() => Keeps("train", weights.Training.Output);

    [Theory]
    [InlineData("noise", """{"name":"emma","seed":1,"timesteps":40,"steps":[{"t":0,"maskRate":0,"row":"emma","extra":1}]}""")]
    [InlineData("noise", """{"name":"emma","seed":1,"timesteps":40}""")]
    [InlineData("noise", """{"name":"emma","seed":"1","timesteps":40,"steps":[]}""")]
    public void A_schema_refuses_what_is_not_documented(string command, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.False(SchemaOf(command).Evaluate(document.RootElement).IsValid);
    }

    private static void Keeps(string command, string output)
    {
        using JsonDocument json = JsonDocument.Parse(output);
        EvaluationResults result = SchemaOf(command).Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        string faults = string.Join('\n', (result.Details ?? [])
            .Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")));
        Assert.True(result.IsValid, $"{faults}\n{output}");
    }

    /// <summary>Schemas are registered by the library when they are read, so each is read once.</summary>
    private static JsonSchema SchemaOf(string command)
    {
        lock (Loading)
        {
            if (!Loaded.TryGetValue(command, out JsonSchema? schema))
                Loaded.Add(command, schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Folder, $"{command}.schema.json"))));
            return schema;
        }
    }
}
