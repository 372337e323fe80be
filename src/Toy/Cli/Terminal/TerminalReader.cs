using System.Text;
using Unmask.Model.Sessions;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>
/// Reads a terminal's input as keys and pastes. Most terminals mark a paste on request (bracketed paste). In others, a burst that is too fast for
/// typing and contains a code counts as a paste. Unknown control sequences are skipped.
/// </summary>
/// <param name="isThere">Returns whether a key can be read without waiting.</param>
/// <param name="read">Reads the next key.</param>
internal sealed class TerminalReader(Func<bool> isThere, Func<ConsoleKeyInfo> read)
{
    /// <summary>The sequences that switch the marking of pastes on and off.</summary>
    public const string MarkPastes = "\e[?2004h", MarkNoPastes = "\e[?2004l";

    private const string PasteBegins = "200~", PasteEnds = "\e[201~";

    /// <summary>No code is longer; the rest of a paste is dropped.</summary>
    private const int MostKept = 1 << 16;

    /// <summary>The longest gap within a control sequence, and within a paste, which a slow line may deliver in pieces.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20), InPieces = TimeSpan.FromMilliseconds(500);

    private readonly Queue<ConsoleKeyInfo> _waiting = [];

    /// <summary>The number of waiting keys that are known not to belong to a code.</summary>
    private int _typed;

    /// <summary>The last key was one of <see cref="_typed"/>.</summary>
    private bool _isTyped;

    /// <summary><see cref="Next"/> would not wait.</summary>
    public bool HasNext => _waiting.Count > 0 || isThere();

    /// <summary>The next key, or the text of a paste; neither for an unknown control sequence.</summary>
    /// <param name="isCodeAwaited">Whether every burst counts as a paste.</param>
    public (ConsoleKeyInfo? Key, string? Paste) Next(bool isCodeAwaited)
    {
        ConsoleKeyInfo key = Take();
        // .NET reports the beginning of an unknown sequence as Alt and a bracket.
        bool isBracket = key.KeyChar == '[' && key.Modifiers.HasFlag(ConsoleModifiers.Alt);
        if (isBracket || (key.Key == ConsoleKey.Escape && Comes(Together) && Peek() is '[' or 'O'))
        {
            if (!isBracket)
                Take();
            string sequence = Sequence();
            return (null, sequence == PasteBegins ? Pasted() : null);
        }
        return Burst(key, isCodeAwaited) is { } text ? (null, text) : (key, null);
    }

    private ConsoleKeyInfo Take()
    {
        _isTyped = _typed > 0;
        _typed = Math.Max(_typed - 1, 0);
        return _waiting.TryDequeue(out ConsoleKeyInfo key) ? key : read();
    }

    private char Peek()
    {
        if (_waiting.Count == 0)
            _waiting.Enqueue(read());
        return _waiting.Peek().KeyChar;
    }

    private bool Comes(TimeSpan within)
    {
        long end = Environment.TickCount64 + (long)within.TotalMilliseconds;
        while (!HasNext)
        {
            if (Environment.TickCount64 >= end)
                return false;
            Thread.Sleep(1);
        }
        return true;
    }

    /// <summary>Reads the rest of a control sequence: parameters and a final character between @ and ~.</summary>
    private string Sequence()
    {
        const int Longest = 32;
        var sequence = new StringBuilder();
        while (sequence.Length < Longest && Comes(Together))
        {
            char c = Take().KeyChar;
            sequence.Append(c);
            if (c is >= '@' and <= '~')
                break;
        }
        return sequence.ToString();
    }

    /// <summary>Reads up to the mark of the paste's end.</summary>
    private string Pasted()
    {
        var text = new StringBuilder();
        while (Comes(InPieces))
        {
            ConsoleKeyInfo key = Take();
            if (key.Modifiers.HasFlag(ConsoleModifiers.Alt))
                text.Append('\e');
            text.Append(key.Key == ConsoleKey.Enter ? '\n' : key.KeyChar);
            if (text.Length >= PasteEnds.Length && text.ToString(text.Length - PasteEnds.Length, PasteEnds.Length) == PasteEnds)
                return text.ToString(0, text.Length - PasteEnds.Length);
            if (text.Length > 2 * MostKept)
                text.Remove(MostKept, text.Length - MostKept - PasteEnds.Length);
        }
        return text.ToString();
    }

    /// <summary>The text of keys that arrived at once, if it contains a code; otherwise the keys wait to be read one by one.</summary>
    private string? Burst(ConsoleKeyInfo first, bool isCodeAwaited)
    {
        const int Least = 12;
        if (char.IsControl(first.KeyChar) || _isTyped)
            return null;
        List<ConsoleKeyInfo> keys = [first];
        while (keys.Count < MostKept && Comes(keys.Count >= Least ? Together * 5 : TimeSpan.Zero))
            keys.Add(Take());
        string text = string.Concat(keys.Select(key => key.Key == ConsoleKey.Enter ? '\n' : key.KeyChar));
        if (keys.Count >= Least && (isCodeAwaited || ReplayCode.IsMeant(text)))
            return text;
        ConsoleKeyInfo[] later = [.. keys.Skip(1), .. _waiting];
        _waiting.Clear();
        foreach (ConsoleKeyInfo key in later)
            _waiting.Enqueue(key);
        _typed = keys.Count - 1;
        return null;
    }
}
