using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Tests.Storage;

public sealed class UserFolderTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("unmask").FullName;

    private UserFolder Folder => new(path);

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void What_is_saved_is_loaded_again()
    {
        var settings = new Settings("light", Sound: false, TourDone: true, Denoiser: "residual", Order: "entropy", Steps: 7, Temperature: 1.25f, Remasking: "rescale", Strength: 0.35f, Gamma: 1.5f, Level: 2);
        Shelf shelf = Shelf.Empty.Toggle("marcelon").Toggle("zoë");
        Scores scores = Scores.Empty.With(new(new(2026, 11, 25), 1, 120, 90, 4, Daily: true));
        UserFolder folder = Folder;
        folder.Save(Settings.File, settings, StorageJson.Default.Settings);
        folder.Save(Shelf.File, shelf, StorageJson.Default.Shelf);
        folder.Save(Scores.File, scores, StorageJson.Default.Scores);
        folder.Flush();
        Assert.Equal(settings, Folder.Load(Settings.File, StorageJson.Default.Settings, new()));
        Assert.Equal(["zoë", "marcelon"], Folder.Load(Shelf.File, StorageJson.Default.Shelf, Shelf.Empty).Names);
        Assert.Equal(scores.Games, Folder.Load(Scores.File, StorageJson.Default.Scores, Scores.Empty).Games);
        Assert.Equal(3, Directory.GetFiles(path).Length);
        Assert.False(folder.TryTakeNotice(out _));
    }

    /// <summary>A window and a terminal, both open.</summary>
    [Fact]
    public void Two_that_remember_at_once_lose_nothing_of_each_other()
    {
        Memory window = new(Folder), terminal = new(Folder);
        var day = new DateOnly(2026, 11, 25);
        terminal.Toggle("emma");
        terminal.Keep(new(day, 1, 120, 90, 4, Daily: true));
        terminal.Flush();
        // Both like it, so it is liked, not liked no more.
        window.Toggle("emma");
        window.Toggle("liv");
        window.Keep(new(day, 1, 50, 90, 4, Daily: true));
        window.Keep(new(day, 2, 30, 10, 1));
        window.Flush();
        var next = new Memory(Folder);
        Assert.Equal(["liv", "emma"], next.Shelf.Names);
        Assert.Equal([120, 30], next.Scores.Games.Select(game => game.Points));
        next.Toggle("emma");
        next.Flush();
        Assert.Equal(["liv"], new Memory(Folder).Shelf.Names);
    }

    [Fact]
    public void The_last_of_many_saves_is_what_stays()
    {
        UserFolder folder = Folder;
        for (int steps = 1; steps <= 50; steps++)
            folder.Save(Settings.File, new Settings(Steps: steps), StorageJson.Default.Settings);
        folder.Flush();
        Assert.Equal(50, Folder.Load(Settings.File, StorageJson.Default.Settings, new()).Steps);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"names\":null}")]
    [InlineData("{\"names\":7}")]
    [InlineData("\0\0\0\0")]
    public void A_damaged_file_is_set_aside_with_a_notice(string content)
    {
        string file = Path.Combine(path, Shelf.File);
        File.WriteAllText(file, content);
        UserFolder folder = Folder;
        Shelf loaded = folder.Load(Shelf.File, StorageJson.Default.Shelf, Shelf.Empty);
        Assert.Same(Shelf.Empty, loaded);
        Assert.True(folder.TryTakeNotice(out string? notice));
        Assert.Equal("shelf.json was damaged; it is kept as shelf.json.damaged.", notice);
        Assert.False(File.Exists(file));
        Assert.Equal(content, File.ReadAllText(file + ".damaged"));
    }

    [Fact]
    public void Any_bytes_at_all_are_survived() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            File.WriteAllBytes(Path.Combine(path, Settings.File), bytes);
            Assert.NotNull(Folder.Load(Settings.File, StorageJson.Default.Settings, new()).Sane());
        },
        iter: 200, threads: 1);

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_once()
    {
        string file = Path.Combine(path, "file");
        File.WriteAllText(file, "");
        var folder = new UserFolder(Path.Combine(file, "under"));
        Assert.Equal(new(), folder.Load(Settings.File, StorageJson.Default.Settings, new()));
        folder.Save(Settings.File, new Settings(), StorageJson.Default.Settings);
        folder.Save(Shelf.File, Shelf.Empty, StorageJson.Default.Shelf);
        folder.Flush();
        Assert.True(folder.TryTakeNotice(out string? notice));
        Assert.Equal($"Nothing can be saved in {folder.Path}.", notice);
        Assert.False(folder.TryTakeNotice(out _));
    }

    [Fact]
    public void Nonsense_in_the_settings_is_left_to_the_defaults() =>
        Assert.Equal(new Settings(), new Settings("pink", Order: "backwards", Steps: 0, Temperature: 99, Remasking: "now", Strength: 2, Gamma: -1, Level: 0).Sane());

    [Fact]
    public void Every_platform_has_its_own_folder()
    {
        Assert.Equal("/home/mia/.local/share/unmask", UserFolder.PathFor(PlatformID.Unix, _ => null, "/home/mia"));
        Assert.Equal("/data/unmask", UserFolder.PathFor(PlatformID.Unix, name => name == "XDG_DATA_HOME" ? "/data" : null, "/home/mia"));
        Assert.Equal("/home/mia/.local/share/unmask", UserFolder.PathFor(PlatformID.Unix, name => name == "XDG_DATA_HOME" ? "data" : null, "/home/mia"));
        Assert.Equal("/home/mia/Library/Application Support/Unmask", UserFolder.PathFor(PlatformID.MacOSX, _ => null, "/home/mia"));
        Assert.Equal("/roaming/Unmask", UserFolder.PathFor(PlatformID.Win32NT, name => name == "APPDATA" ? "/roaming" : null, "/home/mia"));
        Assert.Equal("/elsewhere", UserFolder.PathFor(PlatformID.Unix, name => name == UserFolder.Variable ? "/elsewhere" : null, "/home/mia"));
    }

    [Fact]
    public void What_is_no_name_leaves_the_shelf()
    {
        File.WriteAllText(Path.Combine(path, Shelf.File), $$"""{"names":[null,"mia","","a\nb","{{new string('x', Board.MaxSlots + 1)}}"]}""");
        Assert.Equal(["mia"], Folder.Load(Shelf.File, StorageJson.Default.Shelf, Shelf.Empty).Sane().Names);
    }

    [Fact]
    public void Liking_twice_is_liking_no_more_and_the_shelf_has_an_end()
    {
        Assert.Empty(Shelf.Empty.Toggle("mia").Toggle("mia").Names);
        Shelf shelf = Enumerable.Range(0, Shelf.Most + 5).Aggregate(Shelf.Empty, (shelf, i) => shelf.Toggle($"n{i}"));
        Assert.Equal(Shelf.Most, shelf.Names.Count);
        Assert.Equal($"n{Shelf.Most + 4}", shelf.Names[0]);
    }

    [Fact]
    public void Days_of_the_puzzle_are_counted_in_a_row_and_each_level_has_its_own_best()
    {
        var today = new DateOnly(2026, 3, 2);
        Scores scores = Scores.Empty;
        foreach (int ago in (int[])[1, 2, 3, 5])
            scores = scores.With(new(today.AddDays(-ago), ago % 3, ago, 0, 0, Daily: true));
        // A duel that is no puzzle of the day counts for none.
        scores = scores.With(new(today.AddDays(-4), 0, 500, 0, 0)).With(new(today, 2, 7, 0, 0));
        Assert.Equal(3, scores.DailyStreak(today));
        Assert.Equal(4, scores.With(new(today, 1, 9, 0, 0, Daily: true)).DailyStreak(today));
        Assert.Equal(0, scores.DailyStreak(today.AddDays(1)));
        Assert.Equal([500, 3], scores.BestOf(0).Select(game => game.Points));
        Assert.Equal([7, 5, 2], scores.BestOf(2).Select(game => game.Points));
        // Many good duels push no day of the puzzle out.
        for (int game = 0; game < Scores.Most + 20; game++)
            scores = scores.With(new(today, game % 2, 1000 + game, 0, 0));
        Assert.Equal(3, scores.DailyStreak(today));
    }

    [Fact]
    public void Scores_keep_the_best_and_a_days_puzzle_once()
    {
        Scores scores = Scores.Empty;
        for (int points = 0; points < Scores.Most + 10; points++)
            scores = scores.With(new(new(2026, 1, 1), 0, points, 0, 0));
        Assert.Equal(Scores.Most, scores.Games.Count);
        Assert.Equal(Scores.Most + 9, scores.Games[0].Points);
        var daily = new Score(new(2026, 1, 2), 1, 300, 10, 3, Daily: true);
        scores = scores.With(daily).With(daily with { Points = 900 });
        Assert.Equal(daily, scores.DailyOf(new(2026, 1, 2), 1));
        Assert.Equal(300, scores.Games[0].Points);
    }
}
