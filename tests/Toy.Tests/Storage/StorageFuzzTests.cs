using System.Text;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Tests.Storage;

/// <summary>The user's files, damaged: a game begins all the same, with one clear notice, and what was in the file is kept.</summary>
public sealed class StorageFuzzTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("unmask-fuzz-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void Settings_files() => Fuzz(
        Settings.File,
        memory => memory.Settings = new Settings("light", Sound: false, TourDone: true, Denoiser: "residual", Order: "entropy", Steps: 7, Temperature: 1.25f, Level: 2),
        memory => Assert.Equal(memory.Settings, memory.Settings.Sane()));

    [Fact]
    public void Shelves() => Fuzz(
        Shelf.File,
        memory => Array.ForEach([new KeptName("marcelon", "unmask1-AAAAAAAA"), new("zoë"), new("щука", "unmask1-BBBB")], kept => memory.Keep(kept)),
        memory => Assert.All(memory.Shelf.Names, name => Assert.False(string.IsNullOrEmpty(name))));

    [Fact]
    public void Score_tables() => Fuzz(
        Scores.File,
        memory =>
        {
            memory.Keep(new(new(2026, 11, 25), 1, 120, 90, 4, Daily: true));
            memory.Keep(new(new(2026, 11, 24), 2, -7, 300, 0));
        },
        memory => Assert.NotEmpty(memory.Scores.With(new(new(2026, 1, 1), 0, 10, 20, 1)).Games));

    /// <summary>A file that is deep, long, or none at all.</summary>
    [Theory]
    [InlineData("[[")]
    [InlineData("{\"names\":")]
    public void Depth_and_length_have_an_end(string opening)
    {
        foreach (int times in (int[])[1_000, 100_000, 2_000_000])
        {
            File.WriteAllText(Path.Combine(_path, Shelf.File), string.Concat(Enumerable.Repeat(opening, times)));
            Assert.NotNull(NoticeOf(_ => { }));
            File.Delete(Path.Combine(_path, Shelf.File + ".damaged"));
        }
    }

    [Fact]
    public async Task What_is_no_file_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no such devices");
        string file = Path.Combine(_path, Settings.File);
        foreach (string device in (string[])["/dev/zero", "/dev/null", _path])
        {
            File.CreateSymbolicLink(file, device);
            string? notice = await Task.Run(() => NoticeOf(_ => { })).WaitAsync(TimeSpan.FromSeconds(30));
            // A folder is no file of ours, and is left alone.
            Assert.Equal(device == _path ? null : "settings.json was damaged; it is kept as settings.json.damaged.", notice);
            File.Delete(file);
            File.Delete(file + ".damaged");
        }
    }

    /// <summary>Loads damaged copies of a file that was saved, uses what came of each, and sees that a refused one is kept.</summary>
    private void Fuzz(string name, Action<Memory> fill, Action<Memory> use)
    {
        string file = Path.Combine(_path, name), kept = file + ".damaged";
        var good = new Memory(new UserFolder(_path));
        fill(good);
        good.Flush();
        byte[] saved = File.ReadAllBytes(file);
        byte[][] samples = [saved, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(saved).Replace("\n", "", StringComparison.Ordinal))];
        double refused = Fuzzing.Run(samples, 2_000, bytes =>
        {
            File.WriteAllBytes(file, bytes);
            string? notice = NoticeOf(use);
            // What makes no sense in a file that does is said too, and stays where it is.
            if (notice is null || notice.StartsWith($"{name}: ", StringComparison.Ordinal))
            {
                Assert.Equal(bytes, File.ReadAllBytes(file));
                return notice;
            }
            Assert.Equal($"{name} was damaged; it is kept as {name}.damaged.", notice);
            Assert.Equal(bytes, File.ReadAllBytes(kept));
            Assert.False(File.Exists(file));
            File.Delete(kept);
            return notice;
        });
        Assert.InRange(refused, 0.25, 0.99);
    }

    private string? NoticeOf(Action<Memory> use)
    {
        var memory = new Memory(new UserFolder(_path));
        use(memory);
        if (!memory.TryTakeNotice(out string? notice))
            return null;
        // What is set aside leaves the program as it is without the file.
        if (notice.Contains(" was damaged;", StringComparison.Ordinal))
            Assert.True(memory.Settings == new Settings() && memory.Shelf.Names.Count == 0 && memory.Scores.Games.Count == 0);
        return notice;
    }
}
