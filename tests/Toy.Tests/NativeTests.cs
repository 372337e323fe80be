using System.Diagnostics;
using Unmask.Toy.Tests.Program;

namespace Unmask.Toy.Tests;

/// <summary>The program compiled ahead of time: published by the script, then met by the tests of the command line.</summary>
public sealed class NativeTests : IDisposable
{
    private static readonly Type[] CommandTests =
        [typeof(GenerateTests), typeof(PredictTests), typeof(NoiseTests), typeof(UsageTests), typeof(OutputTests), typeof(BadFileTests), typeof(ExportTests)];

    /// <summary>What a machine says that has no compiler for it: no fault of the program.</summary>
    private static readonly string[] Excuses = ["NU1101", "NU1102", "NU1301", "C compiler is needed", "Platform linker", "cannot find -lz"];

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_published_program_passes_the_tests_of_the_command_line_and_gives_the_same_letters()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script needs bash");
        Run publish = Publish();
        if (publish.ExitCode != 0 && Excuses.Any(excuse => publish.Error.Contains(excuse, StringComparison.Ordinal)))
            Assert.Skip(publish.Error);
        Assert.True(publish.ExitCode == 0, publish.Error);

        // What somebody else unpacks, without the folder that it was made of.
        Directory.Delete(Path.Combine(_folder, "publish"), recursive: true);
        Run unpack = UnmaskProcess.Shell($"cd '{_folder}' && tar -xzf publish.tar.gz");
        Assert.True(unpack.ExitCode == 0, unpack.Error);
        string native = Path.Combine(_folder, "unmask", "unmask");
        foreach (string denoiser in (string[])["mlp", "residual", "transformer"])
        {
            string[] arguments = ["generate", "--denoiser", denoiser, "--seed", "7", "--count", "50"];
            using Process process = UnmaskProcess.Start(native, [], arguments);
            Assert.Equal(UnmaskProcess.Run(arguments), UnmaskProcess.Finish(process));
        }

        (int exitCode, string output) = ChildTests.Run(["--filter-class", .. CommandTests.Select(type => type.FullName!)], UnmaskProcess.Variable, native);
        Assert.True(exitCode == 0, output);
    }

    private Run Publish()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "scripts", "publish.sh"), Path.Combine(_folder, "publish")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new Run(process.ExitCode, output.Result, error.Result);
    }
}
