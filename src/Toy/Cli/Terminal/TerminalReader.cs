using System.Text;
using Unmask.Model.Sessions;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>
/// What comes from a terminal, key by key or as one paste. Terminals mark what is pasted where they are asked to (bracketed paste); of those that
/// do not, a burst that no hand types and that speaks of a code is taken for one. Sequences that mean nothing here are passed over whole.
/// </summary>
/// <param name="isThere">Whether a key can be read without waiting.</param>
/// <param name="read">The next key.</param>
internal sealed class TerminalReader(Func<bool> isThere, Func<ConsoleKeyInfo> read)
{
    /// <summary>Asks a terminal to mark what is pasted, and to mark it no more.</summary>
    public const string MarkPastes = "\e[?2004h", MarkNoPastes = "\e[?2004l";

    private const string PasteBegins = "200~", PasteEnds = "\e[201~";

    /// <summary>No code is longer; what follows is read and forgotten.</summary>
    private const int MostKept = 1 << 16;

    /// <summary>Keys that come at once belong together; a paste may come in pieces over a slow line.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20), InPieces = TimeSpan.FromMilliseconds(500);

    private readonly Queue<ConsoleKeyInfo> _waiting = [];

    /// <summary>How many of the waiting keys are known to be no code's.</summary>
    private int _typed;

    /// <summary>The key that was taken last was one of them.</summary>
    private bool _isTyped;

    /// <summary>There is something to <see cref="Next"/>.</summary>
    public bool HasNext => _waiting.Count > 0 || isThere();

    /// <summary>The next key, or a text that was pasted; neither for a sequence that means nothing.</summary>
    /// <param name="isCodeAwaited">A burst is a paste whatever it says.</param>
    public (ConsoleKeyInfo? Key, string? Paste) Next(bool isCodeAwaited)
    {
        ConsoleKeyInfo key = Take();
        // .NET takes the beginning of a sequence that it does not know for Alt and a bracket.
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

    /// <summary>The rest of a control sequence: parameters and a final character between @ and ~.</summary>
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

    /// <summary>Everything up to the mark of a paste's end.</summary>
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

    /// <summary>The text of keys that came at once, if it is a code's; otherwise they wait to be played one by one.</summary>
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
