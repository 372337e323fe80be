using System.Text;
using System.Text.Json.Serialization.Metadata;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Tests.Storage;

/// <summary>The user's files, damaged: a game begins all the same, with one clear notice, and what was in the file is kept.</summary>
public sealed class StorageFuzzTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("unmask-fuzz-").FullName;

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void Settings_files() => Fuzz(
        Settings.File, StorageJson.Default.Settings, new(),
        new Settings("light", Sound: false, TourDone: true, Denoiser: "residual", Order: "entropy", Steps: 7, Temperature: 1.25f, Level: 2),
        settings => Assert.Equal(settings.Sane(), settings.Sane().Sane()));

    [Fact]
    public void Shelves() => Fuzz(
        Shelf.File, StorageJson.Default.Shelf, Shelf.Empty,
        Shelf.Empty.Toggle("marcelon").Toggle("zoë").Toggle("щука"),
        shelf => Assert.All(shelf.Sane().Toggle("mia").Names, name => Assert.False(string.IsNullOrEmpty(name))));

    [Fact]
    public void Score_tables() => Fuzz(
        Scores.File, StorageJson.Default.Scores, Scores.Empty,
        Scores.Empty.With(new(new(2026, 11, 25), 1, 120, 90, 4, Daily: true)).With(new(new(2026, 11, 24), 2, -7, 300, 0)),
        scores => Assert.NotEmpty(scores.Sane().With(new(new(2026, 1, 1), 0, 10, 20, 1)).Games));

    /// <summary>A file that is deep, long, or none at all.</summary>
    [Theory]
    [InlineData("[[")]
    [InlineData("{\"names\":")]
    public void Depth_and_length_have_an_end(string opening)
    {
        foreach (int times in (int[])[1_000, 100_000, 2_000_000])
        {
            File.WriteAllText(Path.Combine(path, Shelf.File), string.Concat(Enumerable.Repeat(opening, times)));
            Assert.NotNull(NoticeOf(Shelf.File, StorageJson.Default.Shelf, Shelf.Empty, _ => { }));
        }
    }

    [Fact]
    public async Task What_is_no_file_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no such devices");
        string file = Path.Combine(path, Settings.File);
        foreach (string device in (string[])["/dev/zero", "/dev/null", path])
        {
            File.CreateSymbolicLink(file, device);
            string? notice = await Task.Run(() => NoticeOf(Settings.File, StorageJson.Default.Settings, new(), _ => { })).WaitAsync(TimeSpan.FromSeconds(30));
            // A folder is no file of ours, and is left alone.
            Assert.Equal(device == path ? null : "settings.json was damaged; it is kept as settings.json.damaged.", notice);
            File.Delete(file);
        }
    }

    /// <summary>Loads damaged copies of a file that was saved, uses what came of each, and sees that a refused one is kept.</summary>
    private void Fuzz<T>(string name, JsonTypeInfo<T> type, T fallback, T good, Action<T> use)
        where T : class
    {
        string file = Path.Combine(path, name), kept = file + ".damaged";
        var folder = new UserFolder(path);
        folder.Save(name, good, type);
        folder.Flush();
        byte[] saved = File.ReadAllBytes(file);
        byte[][] samples = [saved, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(saved).Replace("\n", "", StringComparison.Ordinal))];
        double refused = Fuzzing.Run(samples, 2_000, bytes =>
        {
            File.WriteAllBytes(file, bytes);
            string? notice = NoticeOf(name, type, fallback, use);
            if (notice is null)
                return null;
            Assert.Equal($"{name} was damaged; it is kept as {name}.damaged.", notice);
            Assert.Equal(bytes, File.ReadAllBytes(kept));
            Assert.False(File.Exists(file));
            return notice;
        });
        Assert.InRange(refused, 0.25, 0.99);
    }

    private string? NoticeOf<T>(string name, JsonTypeInfo<T> type, T fallback, Action<T> use)
        where T : class
    {
        var folder = new UserFolder(path);
        T loaded = folder.Load(name, type, fallback);
        use(loaded);
        bool hasNotice = folder.TryTakeNotice(out string? notice);
        if (hasNotice)
            Assert.Same(fallback, loaded);
        return notice;
    }
}
