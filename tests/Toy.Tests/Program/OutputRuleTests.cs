using System.Diagnostics;
using System.Globalization;

namespace Unmask.Toy.Tests.Program;

/// <summary>No command destroys what it was not made to replace.</summary>
public sealed class OutputRuleTests(TrainedWeights weights) : IDisposable
{
    private const string Code = "unmask1-";
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-outputs-").FullName;

    public static TheoryData<string, string, bool> Meetings()
    {
        var all = new TheoryData<string, string, bool>();
        foreach (string writer in new[] { "train", "export", "replay", "page", "evaluate" })
        {
            foreach (string there in new[] { "same kind", "text", "input", "symbolic link to the input", "hard link to the input", "input by another path" })
            {
                foreach (bool replace in new[] { false, true })
                {
                    // This is what --replace is for.
                    if (there != "same kind" || !replace)
                        all.Add(writer, there, replace);
                }
            }
        }
        return all;
    }

    public static TheoryData<string, string> Places()
    {
        var all = new TheoryData<string, string>();
        foreach (string writer in new[] { "train", "export", "replay", "page", "evaluate" })
        {
            foreach (string place in new[] { "folder", "pipe", "link in a circle" })
                all.Add(writer, place);
        }
        return all;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Meetings))]
    public void What_is_there_stays_and_the_reason_is_said(string writer, string there, bool replace)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && there.Contains("link", StringComparison.Ordinal), "links are made by a shell here");
        // A report's page has a name of its own.
        string file = writer == "evaluate" ? "README.md" : "input", input = In(file), output = Path.Combine(Directory.CreateDirectory(In("there")).FullName, file);
        if (writer == "train")
            File.WriteAllText(input, "mira\nmara\nmora\n");
        else
            File.Copy(weights.Path, input);
        switch (there)
        {
            case "same kind":
                File.WriteAllBytes(output, writer switch
                {
                    "train" => File.ReadAllBytes(weights.Path),
                    "export" => [8, 9, 58, 0],
                    "replay" => "GIF89a"u8.ToArray(),
                    "page" => "<!doctype html><!--unmask-->"u8.ToArray(),
                    _ => "# Evaluation\n"u8.ToArray(),
                });
                break;
            case "text":
                File.WriteAllText(output, "the only copy of a poem\n");
                break;
            case "input":
                output = input;
                break;
            case "symbolic link to the input":
                File.CreateSymbolicLink(output, input);
                break;
            case "hard link to the input":
                Assert.Equal(0, UnmaskProcess.Shell($"ln {input} {output}").ExitCode);
                break;
            default:
                Directory.CreateSymbolicLink(In("elsewhere"), _folder);
                output = Path.Combine(In("elsewhere"), file);
                break;
        }
        (byte[] before, byte[] read) = (File.ReadAllBytes(output), File.ReadAllBytes(input));
        string[] files = Files();
        Run run = UnmaskProcess.Run(replace ? [.. Writing(writer, input, output), "--replace"] : Writing(writer, input, output));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        string reason = there switch
        {
            "same kind" => "--replace",
            "text" => "it is there, and no",
            _ => "this command reads that very file",
        };
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(output));
        Assert.Equal(read, File.ReadAllBytes(input));
        Assert.Equal(files, Files());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void What_is_no_file_stays_what_it_is(string writer, string place)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links and pipes are made by a shell here");
        string output = Path.Combine(Directory.CreateDirectory(In("there")).FullName, "README.md");
        Assert.Equal(0, UnmaskProcess.Shell(place switch
        {
            "folder" => $"mkdir '{output}'",
            "pipe" => $"mkfifo '{output}'",
            _ => $"ln -s README.md '{output}'",
        }).ExitCode);
        Run run = UnmaskProcess.Run([.. Writing(writer, weights.Path, output), "--replace"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("unmask: README.md: the file cannot be written: ", run.Error, StringComparison.Ordinal);
        string test = place switch { "folder" => "-d", "pipe" => "-p", _ => "-L" };
        Assert.Equal(0, UnmaskProcess.Shell($"test {test} '{output}'").ExitCode);
        Assert.Single(Directory.GetFileSystemEntries(In("there")));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("export")]
    public void A_link_to_nothing_yet_is_written_through(string writer)
    {
        string output = In("link");
        File.CreateSymbolicLink(output, In("target"));
        Run run = UnmaskProcess.Run(Writing(writer, null, output));
        Assert.Equal(0, run.ExitCode);
        long length = new FileInfo(In("target")).Length;
        Assert.True(length > 1000);
        if (writer == "export")
            Assert.EndsWith(string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {length:N0} bytes\n"), run.Output, StringComparison.Ordinal);
        Assert.Equal(In("target"), new FileInfo(output).LinkTarget);
    }

    /// <summary>Everything named without its folder, as most people type it.</summary>
    [Theory]
    [InlineData("ln -s m.safetensors out")]
    [InlineData("ln m.safetensors out")]
    [InlineData("ln -s . here; ln -s here/m.safetensors out")]
    public void A_link_to_the_input_is_the_input_in_the_current_folder_too(string link)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links are made by a shell here");
        Run run = UnmaskProcess.Shell($"cd '{_folder}' && cp '{weights.Path}' m.safetensors && {link} && $U export -w m.safetensors --onnx out --replace");
        Assert.Equal((1, "unmask: out: this command reads that very file, so it cannot write it; choose another place.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_report_gives_way_to_another_only_when_told_to()
    {
        string report = In("report");
        string[] command = ["evaluate", "-w", weights.Path, "--rounds", "1", "--samples", "0", "--report", report];
        Assert.Equal(0, UnmaskProcess.Run(command).ExitCode);
        string[] before = Files();
        Run again = UnmaskProcess.Run(command);
        Assert.Equal((1, "unmask: README.md: there is such a file already; choose another place, or add --replace.\n"), (again.ExitCode, again.Error));
        File.Delete(Path.Combine(report, "README.md"));
        Assert.Contains(".svg: there is such a file already", UnmaskProcess.Run(command).Error, StringComparison.Ordinal);
        Assert.Equal(0, UnmaskProcess.Run([.. command, "--replace"]).ExitCode);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void Export_replaces_a_model_when_told_to()
    {
        string output = In("m.onnx");
        File.WriteAllBytes(output, [8, 9, 58, 0]);
        Assert.Equal(0, UnmaskProcess.Run("export", "--weights", weights.Path, "--onnx", output, "--replace").ExitCode);
        Assert.True(new FileInfo(output).Length > 1000);
    }

    [Theory]
    [InlineData("--steps", "100000")]
    [InlineData("--seed", "8")]
    [InlineData("--recipe", "nelbo")]
    public void A_finished_model_gives_way_only_to_a_finished_one(string option, string value)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        string output = In("m.safetensors");
        File.Copy(weights.Path, output);
        string[] command = ["train", "--steps", "1000000", "--checkpoint-seconds", "0", "--out", output];
        command = [.. option == "--steps" ? ["train", "--checkpoint-seconds", "0", "--out", output] : command, option, value];
        Run refused = UnmaskProcess.Run(command);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("500 of 500 steps", refused.Error, StringComparison.Ordinal);

        Run stopped = Interrupted("INT", [.. command, "--replace", "--json"]);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("\"saved\":false", stopped.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(weights.Path), File.ReadAllBytes(output));
        Assert.True(File.Exists($"{output}.checkpoint"));

        Run replaced = UnmaskProcess.Run("train", "--steps", "30", "--seed", "9", "--samples", "0", "--out", output, "--replace", "-q");
        Assert.Equal((0, ""), (replaced.ExitCode, replaced.Error.Contains("other settings", StringComparison.Ordinal) ? "" : replaced.Error));
        Assert.NotEqual(File.ReadAllBytes(weights.Path), File.ReadAllBytes(output));
        Assert.True(File.Exists($"{output}.checkpoint"), "another run's checkpoint is gone");
    }

    [Fact]
    public void The_same_command_after_its_end_trains_nothing_anew()
    {
        string output = In("m.safetensors");
        string[] command = ["train", "--steps", "20", "--samples", "0", "-q", "--out", output];
        Assert.Equal(0, UnmaskProcess.Run(command).ExitCode);
        byte[] first = File.ReadAllBytes(output);
        Run again = UnmaskProcess.Run(command);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("just these weights, trained to the end (20 steps)", again.Error, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(output));
    }

    [Fact]
    public void Two_runs_never_write_one_file_and_a_killed_one_locks_nobody_out()
    {
        string output = In("m.safetensors");
        string[] command = ["train", "--steps", "1000000", "--out", output];
        using (Process first = UnmaskProcess.Start(UnmaskProcess.Path, [], command))
        {
            Assert.StartsWith("step ", first.StandardError.ReadLine(), StringComparison.Ordinal);
            Run second = UnmaskProcess.Run("train", "--steps", "5", "--out", output);
            Assert.Equal(1, second.ExitCode);
            Assert.Contains("m.safetensors: the file cannot be written: another run is writing it", second.Error, StringComparison.Ordinal);
            File.CreateSymbolicLink(In("link"), output);
            Run third = UnmaskProcess.Run("train", "--steps", "5", "--out", In("link"));
            Assert.Contains("another run is writing it", third.Error, StringComparison.Ordinal);
            File.Delete(In("link"));
            first.Kill();
            first.WaitForExit();
        }
        Assert.Equal(0, UnmaskProcess.Run("train", "--steps", "5", "--samples", "0", "-q", "--out", output).ExitCode);
        Assert.Equal([output], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Without_out_each_list_has_a_file_of_its_own()
    {
        Run run = UnmaskProcess.Shell($"cd {_folder} && $U train --data greek --steps 5 -q --samples 0 && $U train --data turkish --steps 5 -q --samples 0 && $U train --steps 5 -q --samples 0 && ls");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["mlp-greek.safetensors", "mlp-turkish.safetensors", "mlp.safetensors"], run.Lines[^3..]);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void Every_signal_keeps_what_was_learned(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        string output = In("m.safetensors");
        Run run = Interrupted(signal, "train", "--steps", "1000000", "--samples", "0", "--out", output);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("the same command goes on from there", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(output) && File.Exists($"{output}.checkpoint"));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    /// <summary>Runs a training and sends the signal once it is under way.</summary>
    private static Run Interrupted(string signal, params string[] command)
    {
        using Process process = UnmaskProcess.Start(UnmaskProcess.Path, [], command);
        string? line;
        do
        {
            line = process.StandardError.ReadLine();
        }
        while (line is not null && !line.StartsWith("step ", StringComparison.Ordinal));
        using (Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        return UnmaskProcess.Finish(process);
    }

    private static string[] Writing(string writer, string? input, string output) => writer switch
    {
        "train" => [.. input is null ? ["train"] : new[] { "train", "--data", input }, "--steps", "5", "--samples", "0", "-q", "--out", output],
        "export" => [.. input is null ? ["export"] : new[] { "export", "--weights", input }, "--onnx", output],
        "replay" => ["replay", Code, "--weights", input!, "--gif", output],
        "page" => ["replay", Code, "--weights", input!, "--html", output],
        _ => ["evaluate", "--weights", input!, "--rounds", "1", "--samples", "0", "--report", Path.GetDirectoryName(output)!],
    };

    private string[] Files() => [.. Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private string In(string name) => Path.Combine(_folder, name);
}
