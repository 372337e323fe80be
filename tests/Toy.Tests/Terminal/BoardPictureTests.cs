using System.Globalization;
using Unmask.Toy.Cli.Terminal;

namespace Unmask.Toy.Tests.Terminal;

public sealed class BoardPictureTests
{
    private static string[] Lines(TerminalGame game, int width = 79, bool unicode = false, int height = 24) =>
        [.. new BoardPicture(unicode).Lines(game, game.Session.Board, [], width, height).Select(line => line.ToString())];

    [Fact]
    public void Every_origin_has_its_sign()
    {
        TerminalGame game = TerminalGameTests.NewGame("m[ae]__.");
        game.Press(new TerminalKey(KeyMeaning.Right));
        game.Press(new TerminalKey(KeyMeaning.Right));
        game.Press(new TerminalKey(KeyMeaning.Reveal));
        string[] lines = Lines(game);
        Assert.Equal($"m _ _ [{game.Session.Board.Name[3]}] . -", Squeezed(lines[3]));
        Assert.Equal("^ : c * ^", Squeezed(lines[4]));
    }

    [Fact]
    public void Candidates_of_the_selected_slot_are_numbered_likeliest_first()
    {
        string[] lines = Lines(TerminalGameTests.NewGame());
        int first = Array.FindIndex(lines, line => line.StartsWith(" slot 1", StringComparison.Ordinal)) + 1;
        Assert.StartsWith("1 a ", Squeezed(lines[first]), StringComparison.Ordinal);
        Assert.Contains("#", lines[first], StringComparison.Ordinal);
        Assert.Matches(@"0\.\d{3}$", lines[first]);
    }

    [Fact]
    public void The_pattern_stands_above_the_row_until_it_is_placed_and_after()
    {
        Assert.Equal(" ma", Lines(TerminalGameTests.NewGame("ma"))[2]);
        TerminalGame game = TerminalGameTests.NewGame("*na");
        Assert.Equal(" *na   floats: the next step draws its place", Lines(game)[2]);
        game.Press(new TerminalKey(KeyMeaning.Step));
        Assert.Equal(" *na", Lines(game)[2]);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(200)]
    public void Row_and_hints_fit_the_width(int width)
    {
        string[] lines = Lines(TerminalGameTests.NewGame("ma"), width);
        Assert.All(lines[3..], line => Assert.True(line.TrimEnd().Length <= width, string.Create(CultureInfo.InvariantCulture, $"{line.Length}: {line}")));
        Assert.Contains("Esc quit", string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_guesses_and_how_stands_above_the_row()
    {
        TerminalGame game = TerminalGameTests.NewGame();
        Assert.Equal(" stand-in   order confidence   passes 10   temperature 0.80   remasking none", Lines(game)[1]);
        foreach (KeyMeaning key in (KeyMeaning[])[KeyMeaning.Order, KeyMeaning.Order, KeyMeaning.Order, KeyMeaning.Remasking])
            game.Press(new TerminalKey(key));
        Assert.Equal(" stand-in   order entropy   doubt 0.5   temperature 0.80   remasking cap 0.50", Lines(game)[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_of_it_fits_a_terminal_of_80_by_24(bool keys)
    {
        TerminalGame game = TerminalGameTests.NewGame();
        if (keys)
            game.Press(new TerminalKey(KeyMeaning.Help));
        Assert.InRange(Lines(game).Length, 1, 24);
    }

    [Fact]
    public void All_keys_stand_behind_one()
    {
        TerminalGame game = TerminalGameTests.NewGame();
        int few = Lines(game).Length;
        Assert.DoesNotContain("Alt+1-9", string.Concat(Lines(game)), StringComparison.Ordinal);
        game.Press(new TerminalKey(KeyMeaning.Help));
        Assert.Contains("Alt+1-9", string.Concat(Lines(game)), StringComparison.Ordinal);
        // Esc closes them and does not leave.
        game.Press(TerminalKey.From(new ConsoleKeyInfo('\e', ConsoleKey.Escape, false, false, false)));
        Assert.False(game.HasQuit);
        Assert.Equal(few, Lines(game).Length);
        game.Press(TerminalKey.From(new ConsoleKeyInfo('\e', ConsoleKey.Escape, false, false, false)));
        Assert.True(game.HasQuit);
    }

    /// <summary>Every line of it is a slot, every two columns are a letter; the likeliest is dark.</summary>
    [Theory]
    [InlineData(false, "##")]
    [InlineData(true, "██")]
    public void The_xray_is_shown_where_it_has_room(bool unicode, string dark)
    {
        TerminalGame game = TerminalGameTests.NewGame("m");
        string[] lines = Lines(game, width: 119, unicode, height: 40);
        int heads = Array.FindIndex(lines, line => line.Contains("a b c d ", StringComparison.Ordinal));
        Assert.Equal(4, lines[heads].IndexOf('a', StringComparison.Ordinal));
        Assert.Equal(4 + 2 * 12, lines[heads + 1].IndexOf(dark, StringComparison.Ordinal));
        // The stand-in prefers b in the second slot, which is picked.
        Assert.StartsWith("> 2 ", lines[heads + 2], StringComparison.Ordinal);
        Assert.Equal(4 + 2 * 1, lines[heads + 2].IndexOf(dark, StringComparison.Ordinal));
        Assert.InRange(lines.Length, heads + 7, 40);
        Assert.DoesNotContain(Lines(game, width: 50, height: 40), line => line.Contains("a b c d ", StringComparison.Ordinal));
        Assert.DoesNotContain(Lines(game, width: 119, height: 20), line => line.Contains("a b c d ", StringComparison.Ordinal));
    }

    /// <summary>While a run is watched, the guesses and the X-ray are those of the board that is shown.</summary>
    [Fact]
    public void An_earlier_board_is_shown_with_its_own_prediction()
    {
        TerminalGame game = TerminalGameTests.NewGame("m");
        game.Press(new TerminalKey(KeyMeaning.Finish));
        string[] lines = [.. new BoardPicture(unicode: false).Lines(game, game.Session.History[0].Board, [], 119, 40).Select(line => line.ToString())];
        Assert.Equal("^ b c d . .", Squeezed(lines[4]));
        Assert.Contains(lines, line => line.StartsWith("  2   ##", StringComparison.Ordinal) || line.StartsWith("> 2   ##", StringComparison.Ordinal));
    }

    [Fact]
    public void The_picture_keeps_its_height_whatever_is_shown()
    {
        TerminalGame game = TerminalGameTests.NewGame();
        int height = Lines(game).Length;
        game.Press(new TerminalKey(KeyMeaning.Finish));
        Assert.Equal(height, Lines(game).Length);
        Assert.Equal(height, Lines(game, unicode: true).Length);
    }

    private static string Squeezed(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
