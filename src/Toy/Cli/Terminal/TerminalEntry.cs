namespace Unmask.Toy.Cli.Terminal;

/// <summary>What the player is typing.</summary>
internal enum EntryKind
{
    /// <summary>The letters of a set, for one slot.</summary>
    Set,

    /// <summary>A pattern for the whole row.</summary>
    Pattern,

    /// <summary>A replay code.</summary>
    Code,
}

/// <summary>A text that the player is typing.</summary>
/// <param name="kind">What it is.</param>
/// <param name="text">What it begins with.</param>
/// <param name="problemOf">Why a text cannot be used, while it is typed; null if it can. Such a text cannot be finished.</param>
internal sealed class TerminalEntry(EntryKind kind, string text = "", Func<string, string?>? problemOf = null)
{
    /// <summary>An endless paste must not fill the memory.</summary>
    private const int Longest = 10_000;

    public EntryKind Kind => kind;

    public string Text { get; private set; } = text;

    /// <summary>The player has finished it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The player has cancelled it.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>The message line during typing.</summary>
    public string Prompt => kind switch
    {
        EntryKind.Code => $"code, then Enter: {Text}_",
        EntryKind.Pattern => $"{problemOf?.Invoke(Text) ?? "pattern of the row, then Enter (* letters, _ one, [aei] one of these):"} {Text}_",
        _ => $"only these letters here (^ all but these, . the end): [{Text}_",
    };

    public void Press(TerminalKey key)
    {
        if (key.Meaning == KeyMeaning.Quit)
            IsGivenUp = true;
        else if (key.Meaning == KeyMeaning.Finish || kind == EntryKind.Set && key.Character == ']')
            IsDone = problemOf?.Invoke(Text) is null;
        else if (key.Meaning == KeyMeaning.Remask && Text.Length > 0)
            Text = Text[..^1];
        else if (!char.IsControl(key.Character) && key.Character != ' ' && Text.Length < Longest)
            Text += key.Character;
    }
}
