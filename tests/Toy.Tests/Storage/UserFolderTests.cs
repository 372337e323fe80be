using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Tests.Storage;

public sealed class UserFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("unmask").FullName;

    private UserFolder Folder => new(_path);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void What_is_saved_is_loaded_again()
    {
        var settings = new Settings("light", Sound: false, TourDone: true, Denoiser: "residual", Order: "entropy", Steps: 7, Temperature: 1.25f, Remasking: "rescale", Strength: 0.35f, Gamma: 1.5f, Level: 2);
        var game = new Score(new(2026, 11, 25), 1, 120, 90, 4, Daily: true, Field: "gpt");
        var memory = new Memory(Folder) { Settings = settings };
        memory.Keep(new KeptName("marcelon"));
        memory.Keep(new KeptName("zoë", "unmask1-code"));
        memory.Keep(game);
        memory.Flush();
        var next = new Memory(Folder);
        Assert.Equal(settings, next.Settings);
        Assert.Equal([new("zoë", "unmask1-code"), new("marcelon")], next.Shelf.Kept);
        Assert.Equal([game], next.Scores.Games);
        Assert.Equal(3, Directory.GetFiles(_path).Length);
        Assert.False(memory.TryTakeNotice(out _) || next.TryTakeNotice(out _));
    }

    [Fact]
    public void Files_of_earlier_versions_are_read_as_they_were()
    {
        Write(Settings.File, """{"theme":"light","sound":false,"reducedMotion":true,"tourDone":true,"denoiser":null,"order":"margin","steps":9,"temperature":0.5,"remasking":null,"strength":null,"gamma":null,"level":1}""");
        Write(Scores.File, """{"games":[{"day":"2026-11-20","level":1,"points":10,"opponent":5,"streak":2,"daily":true},{"day":"2026-11-19","level":0,"points":7,"opponent":5,"streak":1}]}""");
        var memory = new Memory(Folder);
        Assert.Equal(new Settings("light", Sound: false, ReducedMotion: true, TourDone: true, Order: "margin", Steps: 9, Temperature: 0.5f, Level: 1), memory.Settings);
        Assert.Equal(10, memory.Scores.DailyOf(new(2026, 11, 20), 1, field: null)!.Points);
        Assert.False(memory.TryTakeNotice(out _));
    }

    /// <summary>A value of each key that makes no sense, and what the notice calls it.</summary>
    public static TheoryData<string, string> Nonsense()
    {
        var all = new TheoryData<string, string>();
        foreach (string key in (string[])["theme", "sound", "reducedMotion", "tourDone", "denoiser", "order", "steps", "temperature", "remasking", "strength", "gamma", "level"])
        {
            foreach (string value in (string[])["[1]", "{\"a\":1}", "\"pink elephant\"", "-7", "1e300"])
            {
                // Any text may be the name of a denoiser that another version has.
                if (key != "denoiser" || value[0] != '"')
                    all.Add(key, value);
            }
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void One_wrong_value_costs_itself_alone_and_stays_in_the_file(string key, string value)
    {
        var others = new Settings("light", Sound: false, ReducedMotion: true, TourDone: true, "residual", "margin", 9, 0.5f, "cap", 0.25f, 1, 2);
        JsonObject file = JsonSerializer.SerializeToNode(others, StorageJson.Default.Settings)!.AsObject();
        JsonObject usual = JsonSerializer.SerializeToNode(new Settings(), StorageJson.Default.Settings)!.AsObject();
        JsonObject expected = file.DeepClone().AsObject();
        file[key] = JsonNode.Parse(value);
        expected[key] = usual[key]?.DeepClone();
        Write(Settings.File, file.ToJsonString());
        var memory = new Memory(Folder);
        Assert.Equal(expected.Deserialize(StorageJson.Default.Settings), memory.Settings);
        Assert.True(memory.TryTakeNotice(out string? notice));
        Assert.StartsWith($"settings.json: \"{key}\" cannot be {value}", notice, StringComparison.Ordinal);
        Assert.False(memory.TryTakeNotice(out _));

        string other = key == "steps" ? "temperature" : "steps";
        memory.Settings = key == "steps" ? memory.Settings with { Temperature = 1.5f } : memory.Settings with { Steps = 33 };
        memory.Flush();
        JsonObject after = Read(Settings.File);
        Assert.Equal(value, after[key]!.ToJsonString());
        Assert.Equal(other == "steps" ? "33" : "1.5", after[other]!.ToJsonString());
    }

    [Theory]
    [InlineData("reducedMotion", "\"true\"", true)]
    [InlineData("ReducedMotion", "\"True\"", true)]
    [InlineData("steps", "12.0", 12)]
    [InlineData("steps", "\"12\"", 12)]
    [InlineData("temperature", "\"0.5\"", 0.5f)]
    [InlineData("level", "2.0", 2)]
    public void What_is_meant_is_understood(string key, string value, object meant)
    {
        Write(Settings.File, $$"""{ "{{key}}": {{value}} }""");
        var memory = new Memory(Folder);
        Assert.False(memory.TryTakeNotice(out string? notice), notice);
        Assert.Equal(meant, typeof(Settings).GetProperty($"{char.ToUpperInvariant(key[0])}{key[1..]}")!.GetValue(memory.Settings));
    }

    [Fact]
    public void Comments_trailing_commas_a_byte_order_mark_and_doubled_keys_are_read()
    {
        Write(Settings.File, "\uFEFF{\r\n  // no fog today\r\n  \"theme\": \"dark\",\r\n  \"theme\": \"light\", /* bright */\r\n  \"level\": 2,\r\n}");
        var memory = new Memory(Folder);
        Assert.False(memory.TryTakeNotice(out string? notice), notice);
        Assert.Equal(new Settings("light", Level: 2), memory.Settings);
    }

    /// <summary>Two windows are open, and somebody edits the file by hand.</summary>
    [Fact]
    public void A_change_writes_what_has_changed_and_nothing_else()
    {
        Memory first = new(Folder), second = new(Folder);
        first.Settings = first.Settings with { Theme = "light" };
        first.Flush();
        JsonObject edited = Read(Settings.File);
        edited["reducedMotion"] = true;
        edited["plugin"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
        Write(Settings.File, edited.ToJsonString());
        second.Settings = second.Settings with { Steps = 5 };
        second.Flush();
        first.Settings = first.Settings with { Sound = false };
        first.Flush();
        JsonObject last = Read(Settings.File);
        Assert.Equal("""{"theme":"light","reducedMotion":true,"plugin":{"deep":[1,"two",null]},"steps":5,"sound":false}""", last.ToJsonString());
        Assert.Equal(new Settings("light", Sound: false, ReducedMotion: true, Steps: 5), new Memory(Folder).Settings);
    }

    [Fact]
    public void Settings_whose_file_was_damaged_meanwhile_are_written_whole()
    {
        Memory memory = new(Folder) { Settings = new Settings("light", Steps: 5) };
        memory.Flush();
        Write(Settings.File, "{ half an edit");
        memory.Settings = memory.Settings with { Sound = false };
        memory.Flush();
        Assert.Equal(memory.Settings, new Memory(Folder).Settings);
        Assert.Equal("{ half an edit", File.ReadAllText(Path.Combine(_path, "settings.json.damaged")));
    }

    [Fact]
    public void Many_that_save_at_once_lose_nothing()
    {
        Memory[] players = [.. Enumerable.Range(0, 4).Select(_ => new Memory(Folder))];
        Parallel.ForEach(players, new ParallelOptions { MaxDegreeOfParallelism = 4 }, player =>
        {
            int who = Array.IndexOf(players, player);
            for (int i = 0; i < 20; i++)
            {
                player.Keep(new KeptName($"n{who}x{i}"));
                player.Keep(new(new(2026, 1, 1), who % 3, (100 * who) + i, 0, 0));
            }
            player.Flush();
        });
        var next = new Memory(Folder);
        Assert.Equal(80, next.Shelf.Names.Distinct().Count());
        Assert.Equal(80, next.Scores.Games.Distinct().Count());
        Assert.Equal(["scores.json", "shelf.json"], Directory.GetFiles(_path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Entries_that_cannot_be_read_are_passed_over_and_stay()
    {
        Write(Shelf.File, """{"names":["mia",7,null,{"name":"noah"},"liv"],"sorted":true}""");
        Write(Scores.File, """{"games":[{"day":"soon","level":0},{"day":"2026-01-01","level":0,"points":5,"opponent":1,"streak":1}]}""");
        var memory = new Memory(Folder);
        Assert.Equal(["mia", "liv"], memory.Shelf.Names);
        Assert.Equal([5], memory.Scores.Games.Select(game => game.Points));
        Assert.True(memory.TryTakeNotice(out string? first) && memory.TryTakeNotice(out string? second) && first.StartsWith("shelf.json: 3 of 5", StringComparison.Ordinal)
            && second.StartsWith("scores.json: 1 of 2", StringComparison.Ordinal));
        memory.Keep(new KeptName("emma"));
        memory.Keep(new(new(2026, 1, 2), 0, 9, 1, 1));
        memory.Flush();
        Assert.Equal("""{"names":["emma","mia","liv",7,null,{"name":"noah"}],"sorted":true}""", Read(Shelf.File).ToJsonString());
        Assert.Equal(3, Read(Scores.File)["games"]!.AsArray().Count);
    }

    /// <summary>What a file holds that cannot be read just now is not known, so nothing may take its place.</summary>
    [Fact]
    public void A_file_that_cannot_be_read_stays_and_changes_wait_for_it()
    {
        Write(Settings.File, """{"theme":"light","plugin":1}""");
        Write(Shelf.File, """{"names":["mia"]}""");
        Memory memory;
        using (new FileStream(Path.Combine(_path, Settings.File), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        using (new FileStream(Path.Combine(_path, Shelf.File), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            memory = new(Folder);
            memory.Settings = memory.Settings with { Steps = 5 };
            memory.Keep(new KeptName("liv"));
            memory.Flush();
        }
        Assert.Equal("""{"theme":"light","plugin":1}""", Read(Settings.File).ToJsonString());
        memory.Keep(new KeptName("emma"));
        memory.Flush();
        Assert.Equal("""{"theme":"light","plugin":1,"steps":5}""", Read(Settings.File).ToJsonString());
        Assert.Equal("""{"names":["emma","liv","mia"]}""", Read(Shelf.File).ToJsonString());
    }

    [Fact]
    public void A_file_in_another_Unicode_encoding_is_read()
    {
        File.WriteAllText(Path.Combine(_path, Settings.File), """{"theme":"light"}""", System.Text.Encoding.Unicode);
        var memory = new Memory(Folder);
        Assert.False(memory.TryTakeNotice(out string? notice), notice);
        Assert.Equal("light", memory.Settings.Theme);
    }

    [Fact]
    public void Every_damaged_file_is_kept()
    {
        for (int i = 1; i <= 3; i++)
        {
            Write(Shelf.File, $"damaged {i}");
            _ = new Memory(Folder);
        }
        string[] kept = [.. new[] { "", "2", "3" }.Select(number => File.ReadAllText(Path.Combine(_path, $"shelf.json.damaged{number}")))];
        Assert.Equal(["damaged 1", "damaged 2", "damaged 3"], kept);
    }

    [Fact]
    public void A_list_or_denoiser_of_ones_own_does_not_take_the_days_puzzle()
    {
        var day = new DateOnly(2026, 11, 25);
        var own = new Score(day, 1, 500, 10, 3, Daily: true, Field: "mlp 0123456789abcdef");
        var ordinary = new Score(day, 1, 20, 10, 3, Daily: true);
        Scores scores = Scores.Empty.With(own).With(ordinary).With(ordinary with { Points = 90 });
        Assert.Equal(20, scores.DailyOf(day, 1, null)!.Points);
        Assert.Equal(500, scores.DailyOf(day, 1, own.Field)!.Points);
        Assert.Null(scores.DailyOf(day, 1, "gpt"));
        Assert.Equal([20], scores.BestOf(1, null).Select(game => game.Points));
        Assert.Equal((1, 1, 0), (scores.DailyStreak(day, null), scores.DailyStreak(day, own.Field), scores.DailyStreak(day, "gpt")));
    }

    /// <summary>A window and a terminal, both open.</summary>
    [Fact]
    public void Two_that_remember_at_once_lose_nothing_of_each_other()
    {
        Memory window = new(Folder), terminal = new(Folder);
        var day = new DateOnly(2026, 11, 25);
        terminal.Keep(new KeptName("emma"));
        terminal.Keep(new(day, 1, 120, 90, 4, Daily: true));
        terminal.Flush();
        // Both like it, so it is liked, not liked no more.
        window.Keep(new KeptName("emma"));
        window.Keep(new KeptName("liv"));
        window.Keep(new(day, 1, 50, 90, 4, Daily: true));
        window.Keep(new(day, 2, 30, 10, 1));
        window.Flush();
        var next = new Memory(Folder);
        Assert.Equal(["liv", "emma"], next.Shelf.Names);
        Assert.Equal([120, 30], next.Scores.Games.Select(game => game.Points));
        next.LetGo("emma");
        next.Flush();
        Assert.Equal(["liv"], new Memory(Folder).Shelf.Names);
    }

    [Fact]
    public void The_last_of_many_saves_is_what_stays()
    {
        var memory = new Memory(Folder);
        for (int steps = 1; steps <= 50; steps++)
        {
            memory.Settings = memory.Settings with { Steps = steps };
            memory.Tick(steps * 2);
        }
        memory.Flush();
        Assert.Equal(50, new Memory(Folder).Settings.Steps);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"names\":null}")]
    [InlineData("{\"names\":7}")]
    [InlineData("\0\0\0\0")]
    public void A_damaged_file_is_set_aside_with_a_notice(string content)
    {
        string file = Path.Combine(_path, Shelf.File);
        File.WriteAllText(file, content);
        UserFolder folder = Folder;
        Assert.Empty(folder.Load(Shelf.File, Shelf.Read).Names);
        Assert.True(folder.TryTakeNotice(out string? notice));
        Assert.Equal("shelf.json was damaged; it is kept as shelf.json.damaged.", notice);
        Assert.False(File.Exists(file));
        Assert.Equal(content, File.ReadAllText(file + ".damaged"));
    }

    [Fact]
    public void Any_bytes_at_all_are_survived() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            File.WriteAllBytes(Path.Combine(_path, Settings.File), bytes);
            Assert.NotNull(Folder.Load(Settings.File, Settings.Read));
        },
        iter: 200, threads: 1);

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_once()
    {
        string file = Path.Combine(_path, "file");
        File.WriteAllText(file, "");
        var folder = new UserFolder(Path.Combine(file, "under"));
        Assert.Equal(new(), folder.Load(Settings.File, Settings.Read));
        folder.Change(Settings.File, _ => { });
        folder.Change(Shelf.File, _ => { });
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
    public void Days_of_the_puzzle_are_counted_in_a_row_and_each_level_has_its_own_best()
    {
        var today = new DateOnly(2026, 3, 2);
        Scores scores = Scores.Empty;
        foreach (int ago in (int[])[1, 2, 3, 5])
            scores = scores.With(new(today.AddDays(-ago), ago % 3, ago, 0, 0, Daily: true));
        // A duel that is no puzzle of the day counts for none.
        scores = scores.With(new(today.AddDays(-4), 0, 500, 0, 0)).With(new(today, 2, 7, 0, 0));
        Assert.Equal(3, scores.DailyStreak(today, null));
        Assert.Equal(4, scores.With(new(today, 1, 9, 0, 0, Daily: true)).DailyStreak(today, null));
        Assert.Equal(0, scores.DailyStreak(today.AddDays(1), null));
        Assert.Equal([500, 3], scores.BestOf(0, null).Select(game => game.Points));
        Assert.Equal([7, 5, 2], scores.BestOf(2, null).Select(game => game.Points));
        // Many good duels push no day of the puzzle out.
        for (int game = 0; game < Scores.Most + 20; game++)
            scores = scores.With(new(today, game % 2, 1000 + game, 0, 0));
        Assert.Equal(3, scores.DailyStreak(today, null));
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
        Assert.Equal(daily, scores.DailyOf(new(2026, 1, 2), 1, null));
        Assert.Equal(300, scores.Games[0].Points);
    }

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(_path, file), content);

    private JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(_path, file)))!.AsObject();
}
