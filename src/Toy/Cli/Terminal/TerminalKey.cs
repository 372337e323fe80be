using Unmask.Model.Text;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The meaning of a key on the terminal board.</summary>
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
    Pattern,
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
    TakeOff,
    Copy,
    Paste,
    Branch,
    Help,
    Quit,
}

/// <summary>A key press with its meaning. Keys are those of the window if terminals report them; letters always force.</summary>
/// <param name="Meaning">The meaning.</param>
/// <param name="Letter">The typed letter of <see cref="KeyMeaning.Force"/>.</param>
/// <param name="Candidate">The candidate's index for <see cref="KeyMeaning.Pick"/> and <see cref="KeyMeaning.Forbid"/>.</param>
/// <param name="Character">The character that the key types.</param>
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
                ConsoleKey.U => KeyMeaning.TakeOff,
                ConsoleKey.X => KeyMeaning.Copy,
                ConsoleKey.V => KeyMeaning.Paste,
                ConsoleKey.O => KeyMeaning.Order,
                ConsoleKey.E => KeyMeaning.Remasking,
                ConsoleKey.D => KeyMeaning.Denoiser,
                ConsoleKey.B => KeyMeaning.Branch,
                ConsoleKey.F => KeyMeaning.Pattern,
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
            ConsoleKey.F1 => new(KeyMeaning.Help),
            ConsoleKey.Escape => new(KeyMeaning.Quit),
            _ => FromCharacter(key.KeyChar),
        };
    }

    private static TerminalKey FromCharacter(char c) => c switch
    {
        '.' => new(KeyMeaning.End),
        '?' => new(KeyMeaning.Help),
        '[' => new(KeyMeaning.Restrict),
        '*' => new(KeyMeaning.Pattern),
        '+' or '=' => new(KeyMeaning.Warmer),
        '-' => new(KeyMeaning.Cooler),
        '>' => new(KeyMeaning.Faster),
        '<' => new(KeyMeaning.Slower),
        ')' => new(KeyMeaning.Stronger),
        '(' => new(KeyMeaning.Weaker),
        >= '1' and <= '9' => new(KeyMeaning.Pick, Candidate: c - '1'),
        // Marks are letters of some alphabets. Half of a character beyond U+FFFF is passed on to get a refusal.
        _ when char.IsLetter(c) || Composition.IsMark(c) || char.IsHighSurrogate(c) => new(KeyMeaning.Force, Letter: c),
        _ => default,
    };
}
