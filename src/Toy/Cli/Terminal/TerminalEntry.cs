namespace Unmask.Toy.Cli.Terminal;

/// <summary>A text that the player is typing: a set of letters between brackets, or a replay code.</summary>
/// <param name="isCode">Whether it is a code, not a set.</param>
internal sealed class TerminalEntry(bool isCode)
{
    /// <summary>An endless paste must not fill the memory.</summary>
    private const int Longest = 10_000;

    public bool IsCode => isCode;

    public string Text { get; private set; } = "";

    /// <summary>The player has finished it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The player has cancelled it.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>The message line during typing.</summary>
    public string Prompt => isCode ? $"code, then Enter: {Text}_" : $"only these letters here (^ all but these, . the end): [{Text}_";

    public void Press(TerminalKey key)
    {
        if (key.Meaning == KeyMeaning.Quit)
            IsGivenUp = true;
        else if (key.Meaning == KeyMeaning.Finish || !isCode && key.Character == ']')
            IsDone = true;
        else if (key.Meaning == KeyMeaning.Remask && Text.Length > 0)
            Text = Text[..^1];
        else if (!char.IsControl(key.Character) && key.Character != ' ' && Text.Length < Longest)
            Text += key.Character;
    }
}
