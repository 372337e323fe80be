using Unmask.Toy.Window.Play;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>What a player keeps of a game: names, pictures, codes; and what the game keeps of the player.</summary>
public sealed class KeepingTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void A_liked_name_is_on_the_shelf_at_the_next_start_and_a_click_plays_its_game_again()
    {
        string name, moments;
        using (LiveWindow window = LiveWindow.OpenAtHome(_home, ["ma"]))
        {
            window.Press("ctrl+l");
            window.Until("the refusal", () => window.Field("message").StartsWith("Finish the name first", StringComparison.Ordinal));
            Finish(window);
            (name, moments) = (window.Row, window.Field("of"));
            window.Press("l");
            window.Until("the shelf", () => window.SceneField("shelf") == "1");
            window.Until("the file", () => File.Exists(Path.Combine(_home, "shelf.json")));
        }
        using LiveWindow again = LiveWindow.OpenAtHome(_home);
        Assert.Equal("1", again.SceneField("shelf"));
        again.Click(again.Place("Shelf"));
        again.Keep("shelf");
        again.Click(again.Layout.ShelfCell(0));
        again.Until("the game", () => again.Field("playing") == "True");
        again.Until("the name", () => again.Row == name && again.Field("playing") == "False");
        Assert.Contains('r', again.Origins);
        Assert.Equal(moments, again.Field("of"));
        again.Press("ctrl+z");
        again.Until("its run taken back", () => again.Row.StartsWith("ma_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_is_taken_off_the_shelf_by_mouse_or_key_and_put_back()
    {
        string file = Path.Combine(_home, "shelf.json");
        File.WriteAllText(file, "{\"names\":[\"mia\",\"noah\",\"liv\"]}");
        using LiveWindow window = LiveWindow.OpenAtHome(_home);
        window.Click(window.Place("Shelf"));
        window.Click(window.Layout.ShelfCell(1), button: 3);
        window.Until("noah off", () => window.SceneField("shelf") == "2" && !File.ReadAllText(file).Contains("noah", StringComparison.Ordinal));
        window.Keep("off");
        window.Press("ctrl+z");
        window.Until("noah back", () => window.SceneField("shelf") == "3" && File.ReadAllText(file).Contains("noah", StringComparison.Ordinal));
        // Shut, and opened by a key, which picks the first.
        window.Press("ctrl+t", "ctrl+t", "Right", "Delete");
        window.Until("noah off again", () => window.SceneField("shelf") == "2" && window.Field("message").StartsWith("noah is off", StringComparison.Ordinal));
        window.Press("Right", "Return");
        window.Until("noah back by Enter", () => window.SceneField("shelf") == "3");
        window.Press("Left", "Return");
        window.Until("noah on the row", () => window.Row.StartsWith("noah.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_from_the_shelf_leaves_the_game_before_as_it_was()
    {
        File.WriteAllText(Path.Combine(_home, "shelf.json"), "{\"names\":[\"mia\",\"noah\"]}");
        using LiveWindow window = LiveWindow.OpenAtHome(_home);
        window.Press("l", "u", "ctrl+z", "e");
        window.Until("a game with a branch", () => window.Row == "le__________");
        window.Click(window.Place("Shelf"));
        window.Click(window.Layout.ShelfCell(0));
        window.Until("a name from the shelf", () => window.Row == "mia.________");
        window.Click(window.Place("Shelf"));
        window.Click(window.Layout.ShelfCell(1));
        window.Until("another name from the shelf", () => window.Row == "noah._______");
        window.Keep("taken");
        window.Press("ctrl+z");
        window.Until("the name before", () => window.Row == "mia.________");
        window.Click(Timeline.Card(window.Layout, 1, 1));
        window.Until("the first game", () => window.Row == "le__________" && window.Field("of") == "3");
        window.Keep("before");
        window.Press("ctrl+z");
        window.Until("its own past", () => window.Row == "l___________");
        window.Press("ctrl+y", "ctrl+y");
        window.Until("the name from the shelf again", () => window.Row == "mia.________");
    }

    [Fact]
    public void G_saves_the_unmasking_as_a_gif_that_loops()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home, ["ma"]);
        Finish(window);
        window.Press("g");
        string folder = Path.Combine(_home, "pictures");
        window.Until("the GIF", () => Directory.Exists(folder) && Directory.GetFiles(folder, "unmask-*.gif").Length == 1);
        string file = Directory.GetFiles(folder, "*.gif")[0];
        Assert.InRange(new FileInfo(file).Length, 5_000, 250_000);
        ForeignPictures film = ForeignPictures.Read(file);
        Assert.InRange(film.Frames.Count, 20, 400);
        Assert.Contains("NETSCAPE2.0\x03\x01\0\0\0", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
        window.Keep("saved");
    }

    [Fact]
    public void P_saves_the_card_of_the_name_as_png_even_while_it_is_filmed()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home, ["ma"]);
        Finish(window);
        window.Press("ctrl+g", "ctrl+p");
        string folder = Path.Combine(_home, "pictures");
        window.Until("both pictures", () => Directory.Exists(folder) && Directory.GetFiles(folder, "unmask-*.png").Length == 1 && Directory.GetFiles(folder, "unmask-*.gif").Length == 1);
        ForeignPictures picture = ForeignPictures.Read(Directory.GetFiles(folder, "*.png")[0]), film = ForeignPictures.Read(Directory.GetFiles(folder, "*.gif")[0]);
        Assert.Equal((840, 400), (picture.Width, picture.Height));
        Assert.Equal((840, 400), (film.Width, film.Height));
        Assert.Equal<byte>([0x10, 0x13, 0x1c], picture.Frames[0].AsSpan((2 * 840 + 2) * 3, 3).ToArray());
    }

    [Fact]
    public void Enter_makes_name_after_name_and_every_name_stays_reachable_by_its_card()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home, ["ma"]);
        Finish(window);
        string first = window.Row;
        window.Press("Return");
        window.Until("another name", () => window.Row != first && window.Field("masked") == "0" && window.Field("playing") == "False");
        string second = window.Row;
        Assert.StartsWith("ma", second, StringComparison.Ordinal);
        window.Press("Return");
        window.Until("a third", () => window.Row != second && window.Field("masked") == "0" && window.Field("playing") == "False");
        window.Keep("three");
        window.Click(Timeline.Card(window.Layout, 2, 2));
        window.Until("the first again", () => window.Row == first);
        window.Press("ctrl+k");
        window.Until("an empty row", () => window.Row == "____________");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void H_and_its_button_save_the_game_as_a_page(bool byKey)
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home, ["ma"]);
        Finish(window);
        string name = window.Row.TrimEnd('.');
        if (byKey)
            window.Press("ctrl+h");
        else
            window.Click(window.Place("Page"));
        string folder = Path.Combine(_home, "pictures");
        window.Until("the page", () => Directory.Exists(folder) && Directory.GetFiles(folder, $"unmask-{name}.html").Length == 1);
        string page = File.ReadAllText(Path.Combine(folder, $"unmask-{name}.html"));
        Assert.StartsWith("<!doctype html><!--unmask-->", page, StringComparison.Ordinal);
        Assert.Contains("unmask1-", page, StringComparison.Ordinal);
        Assert.Contains($"{char.ToUpperInvariant(name[0])}{name[1..]}, out of the fog", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copied_code_plays_the_same_game_again()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        Finish(window);
        string name = window.Row, moments = window.Field("of");
        window.Press("c", "r");
        window.Until("a new game", () => window.Field("masked") != "0");
        window.Press("Escape", "v");
        window.Until("the game from its beginning", () => window.Field("playing") == "True");
        window.Until("the game to its end", () => window.Row == name && window.Field("playing") == "False");
        Assert.Equal(moments, window.Field("of"));
    }

    [Fact]
    public void Theme_and_sound_stay_as_they_were_left()
    {
        using (LiveWindow window = LiveWindow.OpenAtHome(_home))
        {
            window.Click(window.Shell.ThemeButton);
            window.Press("ctrl+m");
            window.Until("quiet", () => window.SceneField("sound") == "False");
            window.Until("the settings on disk", () => Settings().Contains("\"sound\": false", StringComparison.Ordinal));
        }
        using LiveWindow again = LiveWindow.OpenAtHome(_home);
        Assert.Equal("False", again.SceneField("sound"));
        byte[] corner = again.Pixels(new(2, 2, 1, 1));
        Assert.Equal<byte>([0xf7, 0xf6, 0xf2], corner);
    }

    [Theory]
    [InlineData("settings.json")]
    [InlineData("scores.json")]
    public void A_damaged_file_is_set_aside_and_the_game_goes_on(string file)
    {
        File.WriteAllText(Path.Combine(_home, file), "{ nonsense");
        using LiveWindow window = LiveWindow.OpenAtHome(_home);
        Assert.True(File.Exists(Path.Combine(_home, file + ".damaged")));
        window.Press("m");
        window.Until("the letter", () => window.Row.StartsWith('m'));
        window.Keep("notice");
    }

    [Fact]
    public void The_tour_is_done_not_read()
    {
        using LiveWindow window = LiveWindow.Open(["--tour"]);
        Assert.StartsWith("1", window.SceneField("tour"));
        window.Keep("tour");
        window.Click(window.Layout.Tiles[3]);
        window.Until("the second task", () => window.SceneField("tour").StartsWith('2'));
        window.Press("m");
        window.Until("the third task", () => window.SceneField("tour").StartsWith('3'));
        window.Press("ctrl+z");
        window.Until("the fourth task", () => window.SceneField("tour").StartsWith('4'));
        window.Click(window.Layout.Timeline.Center, button: 4);
        window.Until("the end", () => window.SceneField("tour") == "off");
        window.Press("F1", "Return");
        window.Until("the first task again", () => window.SceneField("tour").StartsWith('1'));
        window.Click(window.Layout.SkipButton);
        window.Until("no tour", () => window.SceneField("tour") == "off");
    }

    private string Settings() => File.Exists(Path.Combine(_home, "settings.json")) ? File.ReadAllText(Path.Combine(_home, "settings.json")) : "";

    private static void Finish(LiveWindow window)
    {
        window.Press("Return");
        window.Until("a finished name", () => window.Field("masked") == "0" && window.Field("playing") == "False");
    }
}
