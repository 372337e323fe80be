using System.Diagnostics;

namespace Unmask.Toy.Tests.Program;

/// <summary>Completion scripts, in the shells that this machine has.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("gen", "generate")]
    [InlineData("co", "compare completion")]
    [InlineData("--patt", "--pattern")]
    [InlineData("generate --den", "--denoiser")]
    [InlineData("generate --denoiser re", "residual")]
    [InlineData("generate -d tr", "transformer")]
    [InlineData("--order conf", "confidence")]
    [InlineData("train --recipe ", "nelbo seed likelihood")]
    [InlineData("generate --seed ", "")]
    [InlineData("evaluate --weights x", "")]
    [InlineData("kernels NamesPerceptron.Proj", "NamesPerceptron.Project NamesPerceptron.ProjectSlot")]
    [InlineData("completion f", "fish")]
    [InlineData("generate --zzz", "")]
    public void Bash_completes(string typed, string expected)
    {
        Assert.SkipUnless(Has("bash"), "no bash here");
        Run run = UnmaskProcess.Shell(
            $$"""exec bash --norc -c 'source <("$U" completion bash); complete -p unmask >/dev/null || exit 3; read -ra COMP_WORDS <<<"unmask {{typed}}"; [[ "{{typed}}" != *" " ]] || COMP_WORDS+=(""); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _unmask; echo "${COMPREPLY[*]}"' """);
        Assert.Equal((0, expected + "\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void A_shell_takes_its_script(string shell)
    {
        Assert.SkipUnless(Has(shell), $"no {shell} here");
        Run run = UnmaskProcess.Shell($"\"$U\" completion {shell} | {shell} -n");
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("zsh", "'generate --denoiser'|'generate -d') compadd -- mlp residual transformer")]
    [InlineData("fish", "complete -c unmask -n '__fish_seen_subcommand_from generate' -l denoiser -s d -x -a 'mlp residual transformer")]
    [InlineData("pwsh", "'generate --denoiser' = @('mlp', 'residual', 'transformer'")]
    public void Every_script_knows_commands_options_and_words(string shell, string part)
    {
        Run run = UnmaskProcess.Run("completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--trace", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_shell_is_refused()
    {
        Run run = UnmaskProcess.Run("completion", "bahs");
        Assert.Equal((2, "", "unmask: unknown shell 'bahs'; did you mean 'bash'? (see unmask completion --help)\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(2, UnmaskProcess.Run("completion").ExitCode);
    }

    private static bool Has(string program)
    {
        if (OperatingSystem.IsWindows())
            return false;
        using Process process = UnmaskProcess.Start("/bin/sh", [], "-c", $"command -v {program}");
        return UnmaskProcess.Finish(process).ExitCode == 0;
    }
}
