using System.Globalization;
using Unmask.Toy.Cli.Terminal;

namespace Unmask.Toy.Tests.Terminal;

public sealed class BoardPictureTests
{
    private static string[] Lines(TerminalGame game, int width = 79, bool unicode = false) =>
        [.. new BoardPicture(unicode).Lines(game, game.Session.Board, [], width).Select(line => line.ToString())];

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
        Assert.Equal(" stand-in   order confidence   steps 10   temperature 0.80   remasking none", Lines(game)[1]);
        foreach (KeyMeaning key in (KeyMeaning[])[KeyMeaning.Order, KeyMeaning.Order, KeyMeaning.Order, KeyMeaning.Remasking])
            game.Press(new TerminalKey(key));
        Assert.Equal(" stand-in   order entropy   doubt 0.5   temperature 0.80   remasking cap 0.50", Lines(game)[1]);
    }

    [Fact]
    public void All_of_it_fits_a_terminal_of_80_by_24() => Assert.InRange(Lines(TerminalGameTests.NewGame()).Length, 1, 24);

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
