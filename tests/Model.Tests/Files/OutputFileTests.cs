using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Xunit;

namespace Unmask.Model.Tests.Files;

/// <summary>Outputs of several writers at the same moment.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("outputs").FullName;

    private string Output => Path.Combine(_folder, "film.gif");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_came_there_during_the_work_stays()
    {
        OutputFile first = new(Output, FileKind.Gif, replace: false), second = new(Output, FileKind.Gif, replace: false);
        first.Write("GIF89a, the first"u8.ToArray());
        Assert.Contains("add --replace", Assert.Throws<WeightsException>(() => second.Write("GIF89a, the second"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Equal("GIF89a, the first", File.ReadAllText(Output));
        new OutputFile(Output, FileKind.Gif, replace: true).Write("GIF89a, the third"u8.ToArray());
        Assert.Equal("GIF89a, the third", File.ReadAllText(Output));
        Assert.Equal([Output], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_another_run_writes_is_not_written()
    {
        OutputFile output = new(Output, FileKind.Gif, replace: true);
        using (FileLock.Take(Output))
            Assert.Contains("another run is writing it", Assert.Throws<WeightsException>(() => output.Write([])).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Pictures_of_one_name_at_one_moment_all_have_files()
    {
        string[] paths = new string[12];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = paths.Length }, i =>
            paths[i] = OutputFile.WriteFree(_folder, "emma", ".png", stream => stream.WriteByte((byte)i)));
        Assert.Equal(Enumerable.Range(0, paths.Length), paths.Select(path => (int)Assert.Single(File.ReadAllBytes(path))));
        Assert.Equal(paths.Length, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_lock_has_one_owner()
    {
        int inside = 0, taken = 0;
        Parallel.For(0, 1800, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ =>
        {
            using FileLock alone = FileLock.Take(Output, TimeSpan.FromMinutes(1));
            if (Interlocked.Increment(ref inside) == 1)
                Interlocked.Increment(ref taken);
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        });
        Assert.Equal(1800, taken);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }
}
