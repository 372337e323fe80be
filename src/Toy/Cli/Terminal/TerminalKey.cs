using Unmask.Model.Text;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>What a key asks of the terminal board.</summary>
internal enum KeyMeaning
{
    None,
    Left,
    Right,
    First,
    Last,
    Force,
    End,
    Pick,
    Forbid,
    Restrict,
    Remask,
    Reveal,
    Step,
    Finish,
    Restart,
    Undo,
    Redo,
    Back,
    Forth,
    Warmer,
    Cooler,
    Faster,
    Slower,
    Stronger,
    Weaker,
    Order,
    Remasking,
    Denoiser,
    Like,
    Shelf,
    Copy,
    Paste,
    Quit,
}

/// <summary>A key press, understood. The keys are those of the window wherever a terminal hands them on; letters always force.</summary>
/// <param name="Meaning">What is asked for.</param>
/// <param name="Letter">The letter of <see cref="KeyMeaning.Force"/>, as it was typed.</param>
/// <param name="Candidate">The candidate of <see cref="KeyMeaning.Pick"/> and <see cref="KeyMeaning.Forbid"/>, from 0.</param>
/// <param name="Character">What the key types, for whoever reads text.</param>
internal readonly record struct TerminalKey(KeyMeaning Meaning, char Letter = default, int Candidate = default, char Character = default)
{
    public static TerminalKey From(ConsoleKeyInfo key) => Understand(key) with { Character = key.KeyChar };

    private static TerminalKey Understand(ConsoleKeyInfo key)
    {
        if (key.Modifiers.HasFlag(ConsoleModifiers.Alt))
            return key.KeyChar is >= '1' and <= '9' ? new(KeyMeaning.Forbid, Candidate: key.KeyChar - '1') : default;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
        {
            return new(key.Key switch
            {
                ConsoleKey.Z => KeyMeaning.Undo,
                ConsoleKey.Y => KeyMeaning.Redo,
                ConsoleKey.R => KeyMeaning.Restart,
                ConsoleKey.L => KeyMeaning.Like,
                ConsoleKey.T => KeyMeaning.Shelf,
                ConsoleKey.X => KeyMeaning.Copy,
                ConsoleKey.V => KeyMeaning.Paste,
                ConsoleKey.O => KeyMeaning.Order,
                ConsoleKey.E => KeyMeaning.Remasking,
                ConsoleKey.D => KeyMeaning.Denoiser,
                ConsoleKey.C or ConsoleKey.Q => KeyMeaning.Quit,
                _ => KeyMeaning.None,
            });
        }
        return key.Key switch
        {
            ConsoleKey.LeftArrow => new(KeyMeaning.Left),
            ConsoleKey.RightArrow => new(KeyMeaning.Right),
            ConsoleKey.Tab => new(key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? KeyMeaning.Left : KeyMeaning.Right),
            ConsoleKey.Home => new(KeyMeaning.First),
            ConsoleKey.End => new(KeyMeaning.Last),
            ConsoleKey.DownArrow => new(KeyMeaning.Reveal),
            ConsoleKey.UpArrow or ConsoleKey.Backspace or ConsoleKey.Delete => new(KeyMeaning.Remask),
            ConsoleKey.Spacebar => new(KeyMeaning.Step),
            ConsoleKey.Enter => new(KeyMeaning.Finish),
            ConsoleKey.PageUp => new(KeyMeaning.Back),
            ConsoleKey.PageDown => new(KeyMeaning.Forth),
            ConsoleKey.Escape => new(KeyMeaning.Quit),
            _ => FromCharacter(key.KeyChar),
        };
    }

    private static TerminalKey FromCharacter(char c) => c switch
    {
        '.' => new(KeyMeaning.End),
        '[' => new(KeyMeaning.Restrict),
        '+' or '=' => new(KeyMeaning.Warmer),
        '-' => new(KeyMeaning.Cooler),
        '>' => new(KeyMeaning.Faster),
        '<' => new(KeyMeaning.Slower),
        ')' => new(KeyMeaning.Stronger),
        '(' => new(KeyMeaning.Weaker),
        >= '1' and <= '9' => new(KeyMeaning.Pick, Candidate: c - '1'),
        // Marks are letters of some alphabets; half of a character beyond the first 65,536 is refused with a word.
        _ when char.IsLetter(c) || Composition.IsMark(c) || char.IsHighSurrogate(c) => new(KeyMeaning.Force, Letter: c),
        _ => default,
    };
}
