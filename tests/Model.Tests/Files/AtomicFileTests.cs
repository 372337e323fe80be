using Unmask.Model.Files;
using Xunit;

namespace Unmask.Model.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_a_killed_process_left_goes_with_the_next_save_and_nothing_else_does()
    {
        string old = Leftover("weights.bin", TimeSpan.FromHours(1)), fresh = Leftover("weights.bin", TimeSpan.Zero), other = Leftover("other.bin", TimeSpan.FromHours(1));
        string alike = Path.Combine(_folder, ".weights.bin.backup.tmp");
        File.WriteAllText(alike, "mine");
        File.SetLastWriteTimeUtc(alike, DateTime.UtcNow.AddHours(-1));
        AtomicFile.Write(Path.Combine(_folder, "weights.bin"), stream => stream.WriteByte(1));
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(fresh) && File.Exists(other) && File.Exists(alike));
    }

    [Fact]
    public void A_file_that_another_process_still_writes_stays()
    {
        string open = Leftover("weights.bin", TimeSpan.Zero);
        using (new FileStream(open, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            File.SetLastWriteTimeUtc(open, DateTime.UtcNow.AddHours(-1));
            AtomicFile.Write(Path.Combine(_folder, "weights.bin"), stream => stream.WriteByte(1));
        }
        Assert.True(File.Exists(open));
    }

    [Fact]
    public void A_symbolic_link_stays_one_and_its_target_is_replaced()
    {
        string target = Path.Combine(_folder, "target.bin"), link = Path.Combine(_folder, "link.bin");
        File.WriteAllBytes(target, [1]);
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, stream => stream.WriteByte(2));
        Assert.Equal(target, File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName);
        Assert.Equal([2], File.ReadAllBytes(target));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_symbolic_link_in_a_circle_is_refused()
    {
        string link = Path.Combine(_folder, "circle.bin");
        File.CreateSymbolicLink(link, link);
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(link, stream => stream.WriteByte(2)));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    /// <summary>A file that is renamed over a device takes it away from everybody.</summary>
    [Fact]
    public void A_device_is_refused_behind_a_link_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "devices are no files here");
        string link = Path.Combine(_folder, "link.bin");
        File.CreateSymbolicLink(link, "/dev/null");
        foreach (string path in new[] { link, "/dev/null" })
        {
            Assert.Equal("it is a device", Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => stream.WriteByte(2))).Message);
            Assert.Equal("it is a device", Assert.Throws<IOException>(() => AtomicFile.Probe(path)).Message);
        }
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void An_empty_path_is_refused() => Assert.Equal("its path is empty", Assert.Throws<IOException>(() => AtomicFile.Probe("")).Message);

    [Fact]
    public void What_fails_half_way_leaves_the_old_file_alone()
    {
        string path = Path.Combine(_folder, "weights.bin");
        File.WriteAllBytes(path, [1]);
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(2);
            throw new IOException("full");
        }));
        Assert.Equal([1], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_protected_file_stays_and_every_other_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows())
            return;
        string path = Path.Combine(_folder, "weights.bin");
        File.WriteAllBytes(path, [1]);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Write(path, stream => stream.WriteByte(2));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Assert.Equal("it is write-protected", Assert.Throws<IOException>(() => AtomicFile.Probe(path)).Message);
        Assert.Equal("it is write-protected", Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => stream.WriteByte(3))).Message);
        Assert.Equal([2], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    private string Leftover(string name, TimeSpan age)
    {
        string path = Path.Combine(_folder, $".{name}.{Guid.NewGuid():N}.tmp");
        File.WriteAllText(path, "half");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
        return path;
    }
}
