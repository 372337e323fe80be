namespace Unmask.Toy.Tests.Program;

/// <summary>Disks that do not take what is written, in a mount namespace of the test's own: one line that says why, and nothing half-written.</summary>
public sealed class DiskTests(TrainedWeights weights)
{
    private const string Full = "No space left on device", ReadOnly = "Read-only file system";

    [Theory]
    [InlineData("train --recipe seed --steps 1 --quiet --samples 0 --out DISK/m.safetensors", "size=128k", Full)]
    [InlineData("export --onnx DISK/m.onnx", "size=128k", Full)]
    [InlineData("evaluate --rounds 1 --samples 5 --report DISK/report", "size=16k", Full)]
    [InlineData("train --recipe seed --steps 1 --quiet --out DISK/m.safetensors", "ro", ReadOnly)]
    [InlineData("export --onnx DISK/m.onnx", "ro", ReadOnly)]
    [InlineData("evaluate --rounds 1 --samples 5 --report DISK/report", "ro", ReadOnly)]
    public void A_disk_that_refuses_is_said_and_nothing_half_written_stays(string command, string options, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's namespaces");
        string disk = weights.InFolder($"disk-{Guid.NewGuid():N}");
        Directory.CreateDirectory(disk);
        string unshare = Environment.UserName == "root" ? "unshare -m" : "unshare -rm";
        if (UnmaskProcess.Shell($"{unshare} mount -t tmpfs none '{disk}'").ExitCode != 0)
            Assert.Skip("this system lets nobody mount");
        string line = command.Replace("DISK", disk, StringComparison.Ordinal);
        Run run = UnmaskProcess.Shell(
            $"{unshare} sh -c 'mount -t tmpfs -o {options} none \"{disk}\"; \"$U\" {line}; code=$?; find \"{disk}\" -type f -not -name \"*.svg\"; exit $code'");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("unmask: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }
}
