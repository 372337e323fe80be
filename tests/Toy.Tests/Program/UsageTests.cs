namespace Unmask.Toy.Tests.Program;

/// <summary>Command lines that make no sense: one line that says what is wrong and what to do, nothing on standard output, exit code 2.</summary>
public sealed class UsageTests(TrainedWeights weights)
{
    [Theory]
    [InlineData("bad pattern 'm4', character 2: '4' is no letter of the alphabet", "generate", "--pattern", "m4")]
    [InlineData("bad pattern 'aaaaaaaaaaaaa', character 13: the pattern is longer than the row of 12 slots", "generate", "--pattern", "aaaaaaaaaaaaa")]
    [InlineData("character 1: '[' has no ']'", "predict", "--pattern", "[ae")]
    [InlineData("bad pattern '.a'", "play", "--pattern", ".a")]
    public void A_bad_pattern_says_which_character_and_why(string message, string command, string option, string pattern) =>
        Refused(message, command, option, pattern, "--weights", weights.Path);

    [Theory]
    [InlineData("unknown reveal order 'confidense'; did you mean 'confidence'?", "generate", "--order", "confidense")]
    [InlineData("unknown denoiser 'mpl'; did you mean 'mlp'?", "generate", "--denoiser", "mpl")]
    [InlineData("unknown denoiser 'xlnet'; use mlp", "train", "--denoiser", "xlnet")]
    [InlineData("unknown recipe 'sead'; did you mean 'seed'?", "train", "--recipe", "sead")]
    [InlineData("'mlp' cannot teach, because its letters are abcdefghijklmnopqrstuvwxyz", "train", "--data", "greek", "--teacher", "mlp", "-q")]
    [InlineData("unknown teacher 'gpt'; use mlp, residual, transformer", "train", "--teacher", "gpt", "-q")]
    [InlineData("'transformer' cannot teach, because the learner reads names from left to right", "train", "-d", "gpt", "--teacher", "transformer", "-q")]
    [InlineData("the recipe 'seed' has no teacher; use --recipe nelbo", "train", "--recipe", "seed", "--teacher", "transformer", "-q")]
    [InlineData("unknown teacher 'transfomer'; did you mean 'transformer'?", "train", "--teacher", "transfomer")]
    [InlineData("--fraction-bits must be a whole number from 0 to 23, not '24'", "train", "--fraction-bits", "24")]
    [InlineData("--weight-decay must be a number from 0 to 10, not '-1'", "train", "--weight-decay", "-1")]
    [InlineData("unknown level '7'; use easy, medium, hard", "duel", "--level", "7")]
    [InlineData("unknown level 'hart'; did you mean 'hard'?", "duel", "--level", "hart")]
    [InlineData("unknown scene '7'; use play", "play", "--scene", "7")]
    [InlineData("unknown profile 'word'; did you mean 'words'?", "train", "--profile", "word")]
    [InlineData("--seed must be a whole number from 0 to 18446744073709551615, not '-1'", "generate", "--seed", "-1")]
    [InlineData("--seed must be a whole number", "generate", "--seed", "seven")]
    [InlineData("--count must be a whole number from 1 to 1000000, not '0'", "generate", "--count", "0")]
    [InlineData("--temperature must be a number from 0.05 to 5, not '0,8'", "generate", "--temperature", "0,8")]
    [InlineData("--temperature must be a number from 0.05 to 5, not 'NaN'", "generate", "--temperature", "NaN")]
    [InlineData("bad pattern '*b4', character 3: '4' is no letter", "generate", "--pattern", "*b4")]
    [InlineData("'gpt' makes names from left to right and cannot tell where a gap ends", "generate", "--pattern", "*a", "--denoiser", "gpt")]
    [InlineData("--verify cannot tell where a gap ends", "generate", "--pattern", "*a", "--verify", "gpt")]
    [InlineData("--t needs a pattern that fits a row in one way", "predict", "--pattern", "*a", "--t", "3")]
    [InlineData("'warm' is none", "generate", "--temperatures", "0.5,warm")]
    [InlineData("--show-steps and --temperatures cannot go together", "generate", "--show-steps", "--temperatures", "1")]
    [InlineData("NAME 'em4': '4' is no letter", "noise", "em4")]
    [InlineData("NAME 'annemarielouiserose' has 19 letters, more than the 16 slots", "noise", "annemarielouiserose")]
    [InlineData("--steps must be a whole number from 1 to 1000, not '2.5'", "generate", "--steps", "2.5")]
    [InlineData("--batch-size must be a whole number", "train", "--batch-size", "0")]
    [InlineData("unknown option '--patern'; did you mean '--pattern'?", "generate", "--patern", "ma")]
    [InlineData("unknown command 'generat'; did you mean 'generate'?", "generat")]
    [InlineData("unknown command 'zzz'; see unmask --help", "zzz")]
    [InlineData("unknown argument 'ma'; see unmask generate --help", "generate", "ma")]
    [InlineData("--count", "generate", "--count")]
    public void A_bad_option_says_what_would_be_right(string message, params string[] arguments) => Refused(message, arguments);

    [Theory]
    [InlineData("--help")]
    [InlineData("play", "--help")]
    [InlineData("generate", "--help")]
    [InlineData("predict", "-h")]
    [InlineData("train", "-?")]
    [InlineData("noise", "--help")]
    [InlineData("evaluate", "--help")]
    public void Every_command_explains_itself(params string[] arguments)
    {
        Run run = UnmaskProcess.Run(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_told()
    {
        Run run = UnmaskProcess.Run("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }

    private static void Refused(string message, params string[] arguments)
    {
        Run run = UnmaskProcess.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("unmask: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }
}
