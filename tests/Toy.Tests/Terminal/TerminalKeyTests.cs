using Unmask.Toy.Cli.Terminal;

namespace Unmask.Toy.Tests.Terminal;

public sealed class TerminalKeyTests
{
    [Theory]
    [InlineData('m', ConsoleKey.M, false, false, nameof(KeyMeaning.Force))]
    [InlineData('r', ConsoleKey.R, false, false, nameof(KeyMeaning.Force))]
    [InlineData('M', ConsoleKey.M, true, false, nameof(KeyMeaning.Force))]
    [InlineData('.', ConsoleKey.OemPeriod, false, false, nameof(KeyMeaning.End))]
    [InlineData('3', ConsoleKey.D3, false, false, nameof(KeyMeaning.Pick))]
    [InlineData(' ', ConsoleKey.Spacebar, false, false, nameof(KeyMeaning.Step))]
    [InlineData('\r', ConsoleKey.Enter, false, false, nameof(KeyMeaning.Finish))]
    [InlineData('\t', ConsoleKey.Tab, false, false, nameof(KeyMeaning.Right))]
    [InlineData('\t', ConsoleKey.Tab, true, false, nameof(KeyMeaning.Left))]
    [InlineData('\b', ConsoleKey.Backspace, false, false, nameof(KeyMeaning.Remask))]
    [InlineData('\0', ConsoleKey.DownArrow, false, false, nameof(KeyMeaning.Reveal))]
    [InlineData('\x1a', ConsoleKey.Z, false, true, nameof(KeyMeaning.Undo))]
    [InlineData('\x19', ConsoleKey.Y, false, true, nameof(KeyMeaning.Redo))]
    [InlineData('\x12', ConsoleKey.R, false, true, nameof(KeyMeaning.Restart))]
    [InlineData('\x0c', ConsoleKey.L, false, true, nameof(KeyMeaning.Like))]
    [InlineData('\x14', ConsoleKey.T, false, true, nameof(KeyMeaning.Shelf))]
    [InlineData('\x15', ConsoleKey.U, false, true, nameof(KeyMeaning.TakeOff))]
    [InlineData('\x18', ConsoleKey.X, false, true, nameof(KeyMeaning.Copy))]
    [InlineData('\x16', ConsoleKey.V, false, true, nameof(KeyMeaning.Paste))]
    [InlineData('*', ConsoleKey.D8, true, false, nameof(KeyMeaning.Pattern))]
    [InlineData('\x06', ConsoleKey.F, false, true, nameof(KeyMeaning.Pattern))]
    [InlineData('[', ConsoleKey.Oem4, false, false, nameof(KeyMeaning.Restrict))]
    [InlineData('\x03', ConsoleKey.C, false, true, nameof(KeyMeaning.Quit))]
    [InlineData('\x11', ConsoleKey.Q, false, true, nameof(KeyMeaning.Quit))]
    [InlineData('\x1b', ConsoleKey.Escape, false, false, nameof(KeyMeaning.Quit))]
    [InlineData('#', ConsoleKey.None, false, false, nameof(KeyMeaning.None))]
    public void Keys_mean_what_they_mean_in_the_window(char character, ConsoleKey key, bool shift, bool control, string meaning) =>
        Assert.Equal(meaning, TerminalKey.From(new ConsoleKeyInfo(character, key, shift, alt: false, control)).Meaning.ToString());

    [Fact]
    public void A_digit_with_Alt_forbids_that_candidate() =>
        Assert.Equal((KeyMeaning.Forbid, 2), (TerminalKey.From(new ConsoleKeyInfo('3', ConsoleKey.D3, false, alt: true, false)) is var key ? key.Meaning : default, key.Candidate));

    [Theory]
    [InlineData('M')]
    [InlineData('क')]
    [InlineData('ि')]
    [InlineData('\u0301')]
    public void Letters_and_marks_of_any_script_force(char letter) =>
        Assert.Equal((KeyMeaning.Force, letter), (TerminalKey.From(new ConsoleKeyInfo(letter, ConsoleKey.None, shift: false, alt: false, control: false)) is var key ? key.Meaning : default, key.Letter));
}
