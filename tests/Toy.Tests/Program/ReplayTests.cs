using System.Text.Json;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;

namespace Unmask.Toy.Tests.Program;

public sealed class ReplayTests(TrainedWeights weights)
{
    [Theory]
    [InlineData("mlp")]
    [InlineData("transformer")]
    public void A_code_finds_its_built_in_weights_and_rebuilds_the_game(string denoiser)
    {
        Session session = Play(DenoiserCatalog.LoadBuiltIn(denoiser));
        Run run = UnmaskProcess.Run("replay", Encode(session), "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement root = json.RootElement;
        Assert.Equal(denoiser, root.GetProperty("denoiser").GetString());
        Assert.Equal(session.Board.Name, root.GetProperty("name").GetString());
        Assert.Equal(42ul, root.GetProperty("seed").GetUInt64());
        Assert.Equal("confidence", root.GetProperty("settings").GetProperty("order").GetString());
        JsonElement[] steps = [.. root.GetProperty("steps").EnumerateArray()];
        Assert.Equal(session.History.Count, steps.Length);
        Assert.Equal("start", steps[0].GetProperty("action").GetString());
        Assert.Equal("force", steps[1].GetProperty("action").GetString());
        Assert.Equal(1, steps[1].GetProperty("slot").GetInt32());
        Assert.Equal("m", steps[1].GetProperty("symbols").GetString());
        Assert.Equal(0, steps[^1].GetProperty("masked").GetInt32());
    }

    [Theory]
    [InlineData("mlp", "unmask1-i0wIYzFbhZArS2bSAg4bAIACAAAAAAC52IdZ", "marissa")]
    [InlineData("mlp", "unmask1-7rMHleFUSucrSxTXAhSBFAJA6CsBHg", "jaya")]
    [InlineData("residual", "unmask1-tzFvDt8t9gkrSxTXAhSBFAJAJ8dJdw", "jaya")]
    [InlineData("residual", "unmask1-7yP_ffYhfnMrS2bSAg4bAIACAAAAAAAlLHu9", "marissa")]
    [InlineData("transformer", "unmask1-WVfGK3yPy7gvI-_TQhk4bAAA4AAAAAAAAAAA1QLcsg", "mancy")]
    [InlineData("transformer", "unmask1-YmFLHakx_m4vWwQrUQQQCD7oZUA", "jarelyn")]
    [InlineData("gpt", "unmask1-JadOMKflbQsvc43T4og-hw0AAAwAAAD225q2", "marlani")]
    public void A_code_of_earlier_weights_keeps_its_letters(string denoiser, string code, string name)
    {
        using JsonDocument json = JsonDocument.Parse(UnmaskProcess.Run("replay", code, "--json").Output);
        Assert.Equal((denoiser, name), (json.RootElement.GetProperty("denoiser").GetString(), json.RootElement.GetProperty("name").GetString()));
    }

    [Fact]
    public void Plain_output_is_one_moment_a_line()
    {
        Session session = Play(DenoiserCatalog.LoadBuiltIn("mlp"));
        Run run = UnmaskProcess.Run("replay", Encode(session));
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("mlp ", run.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith(", seed 42, confidence, 40 steps, temperature 0.8", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal(session.History.Count + 1, run.Lines.Length);
        Assert.Equal("   0  ____________  start", run.Lines[1]);
        Assert.Equal("   1  m___________  force 1 m", run.Lines[2]);
    }

    [Fact]
    public void Own_weights_are_asked_for_by_their_fingerprint()
    {
        IDenoiser denoiser = DenoiserCatalog.Load(weights.Path);
        string code = Encode(Play(denoiser));
        Run without = UnmaskProcess.Run("replay", code), with = UnmaskProcess.Run("replay", code, "--weights", weights.Path);
        Assert.Equal(1, without.ExitCode);
        Assert.Equal(
            $"unmask: this game was played with the weights {denoiser.Fingerprint}, which are not among the built-in ones; give their file with --weights\n", without.Error);
        Assert.Equal(0, with.ExitCode);

        string builtIn = Encode(Play(DenoiserCatalog.LoadBuiltIn("mlp")));
        Run wrong = UnmaskProcess.Run("replay", builtIn, "--weights", weights.Path);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains($"these of 'mlp' are {denoiser.Fingerprint}", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marian", "unmask: this is no replay code: one begins with unmask1-\n")]
    [InlineData("unmask1-AAAA", "unmask: this replay code is damaged: of the 12 characters up to “unmask1-AAAA” one is missing, added or changed, or the rest is missing; copy it again\n")]
    public void A_bad_code_is_a_usage_error(string code, string error)
    {
        Run run = UnmaskProcess.Run("replay", code);
        Assert.Equal((2, "", error), (run.ExitCode, run.Output, run.Error));
    }

    private static Session Play(IDenoiser denoiser)
    {
        var session = new Session(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(40), seed: 42));
        foreach (BoardAction action in new[] { BoardAction.Force(0, 12), BoardAction.Reveal(1), BoardAction.Step, BoardAction.End(6), BoardAction.Finish })
            Assert.True(session.TryApply(action, out _));
        return session;
    }

    private static string Encode(Session session)
    {
        Assert.True(ReplayCode.TryEncode(session, out string? text, out string? reason), reason);
        return text;
    }
}
