using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The terminal board without its terminal: a session, the selected slot, and what keys do to them.</summary>
/// <param name="session">The first game.</param>
/// <param name="memory">Where the shelf is.</param>
/// <param name="denoisers">Those that the player can choose from.</param>
internal sealed class TerminalGame(Session session, Memory memory, DenoiserChoices denoisers)
{
    private readonly Stack<Session> _earlier = [], _later = [];
    private TerminalEntry? _entry;
    private int _taken = -1;

    public Session Session { get; private set; } = session;

    /// <summary>The slot that keys act on.</summary>
    public int Selected { get; private set; } = Math.Max(session.Board.FirstMasked, 0);

    /// <summary>Why the last key did nothing, or what it did that does not show; empty if there is nothing to say.</summary>
    public string Message { get; private set; } = "";

    /// <summary>The code that was asked for last, of the game as it was then; null if none was.</summary>
    public string? Code { get; private set; }

    /// <summary>The code is to be shown.</summary>
    public bool ShowsCode { get; private set; }

    /// <summary>Another game has just been pasted, to be watched from its first moment.</summary>
    public bool IsReplay { get; private set; }

    public bool HasQuit { get; private set; }

    public string DenoiserName => denoisers.NameOf(Session.Prediction.Denoiser);

    private Board Board => Session.Board;

    /// <summary>The symbols that the selected slot can hold, likeliest first.</summary>
    public IReadOnlyList<byte> Candidates
    {
        get
        {
            Span<byte> ranked = stackalloc byte[Prediction.MaxRanked];
            return ranked[..Session.Prediction.Rank(Selected, Board.Candidates(Selected), ranked)].ToArray();
        }
    }

    /// <summary>A code is being typed, or pasted by a terminal that does not mark what is pasted.</summary>
    public bool WaitsForCode => _entry is { IsCode: true };

    public void Press(TerminalKey key)
    {
        Message = "";
        ShowsCode = IsReplay = false;
        if (_entry is not null)
        {
            Enter(key);
            return;
        }
        switch (key.Meaning)
        {
            case KeyMeaning.Left:
                Selected = (Selected + Board.Slots - 1) % Board.Slots;
                break;
            case KeyMeaning.Right:
                Selected = (Selected + 1) % Board.Slots;
                break;
            case KeyMeaning.First:
                Selected = 0;
                break;
            case KeyMeaning.Last:
                Selected = Board.Slots - 1;
                break;
            case KeyMeaning.Force:
                Type(key.Letter);
                break;
            case KeyMeaning.End:
                Force(Board.Alphabet.Pad);
                break;
            case KeyMeaning.Pick:
                if (key.Candidate < Candidates.Count)
                    Force(Candidates[key.Candidate]);
                break;
            case KeyMeaning.Forbid:
                if (key.Candidate < Candidates.Count)
                    Apply(BoardAction.Forbid(Selected, SymbolSet.Of(Candidates[key.Candidate])), "");
                break;
            case KeyMeaning.Restrict:
                Begin(new TerminalEntry(isCode: false));
                break;
            case KeyMeaning.Paste:
                Begin(new TerminalEntry(isCode: true));
                break;
            case KeyMeaning.Copy:
                Copy();
                break;
            case KeyMeaning.Like:
                Like();
                break;
            case KeyMeaning.Shelf:
                Take();
                break;
            case KeyMeaning.Remask:
                Remask();
                break;
            case KeyMeaning.Reveal:
                Apply(BoardAction.Reveal(Selected), "This slot is known already.");
                break;
            case KeyMeaning.Step:
                Apply(BoardAction.Step, "Nothing is masked: Ctrl+R plays again.");
                break;
            case KeyMeaning.Finish:
                Apply(BoardAction.Finish, "Nothing is masked: Ctrl+R plays again.");
                break;
            case KeyMeaning.Restart:
                Apply(BoardAction.Restart, "");
                break;
            case KeyMeaning.Undo:
                Message = Session.Undo() ? "" : Leave(_earlier, _later) ? "The game before, as you left it." : "Nothing to take back.";
                break;
            case KeyMeaning.Redo:
                Message = Session.Redo() ? "" : Leave(_later, _earlier) ? "The game after, as you left it." : "Nothing to do again.";
                break;
            case KeyMeaning.Back:
                Scrub(-1);
                break;
            case KeyMeaning.Forth:
                Scrub(+1);
                break;
            case KeyMeaning.Warmer or KeyMeaning.Cooler:
                Configure(SamplerKnobs.Temperature(Board.Settings, key.Meaning == KeyMeaning.Warmer ? 1 : -1));
                break;
            case KeyMeaning.Faster or KeyMeaning.Slower:
                Configure(Paced(faster: key.Meaning == KeyMeaning.Faster));
                break;
            case KeyMeaning.Stronger or KeyMeaning.Weaker:
                if (Board.Settings.Remasking == Remaskings.None)
                    Message = "Choose a remasking first: Ctrl+E.";
                Configure(SamplerKnobs.Strength(Board.Settings, key.Meaning == KeyMeaning.Stronger ? 1 : -1));
                break;
            case KeyMeaning.Order:
                Configure(SamplerKnobs.Order(Board.Settings, 1));
                Message = $"{Board.Settings.Order.Name}: {Board.Settings.Order.Summary}.";
                break;
            case KeyMeaning.Remasking:
                Configure(SamplerKnobs.Remasking(Board.Settings, 1));
                Message = $"{Board.Settings.Remasking.Name}: {Board.Settings.Remasking.Summary}.";
                break;
            case KeyMeaning.Denoiser:
                ChangeDenoiser();
                break;
            case KeyMeaning.Quit:
                HasQuit = true;
                break;
            default:
                break;
        }
    }

    private void Begin(TerminalEntry begun)
    {
        _entry = begun;
        Message = begun.Prompt;
    }

    private void Enter(TerminalKey key)
    {
        TerminalEntry typed = _entry!;
        typed.Press(key);
        Message = typed.IsGivenUp ? "" : typed.Prompt;
        if (!typed.IsDone && !typed.IsGivenUp)
            return;
        _entry = null;
        if (!typed.IsDone)
            return;
        Message = "";
        if (typed.IsCode)
            Paste(typed.Text);
        else
            Restrict(typed.Text);
    }

    /// <summary>As in a pattern: the letters that are allowed, or after ^ those that are not.</summary>
    private void Restrict(string letters)
    {
        bool forbids = letters.StartsWith('^');
        SymbolSet set = default;
        foreach (char letter in Composition.Of(letters[(forbids ? 1 : 0)..]))
        {
            byte symbol = Board.Alphabet.Pad;
            if (letter != Alphabet.PadCharacter && !Board.Alphabet.TryRead(letter, out symbol))
            {
                Message = $"{Shown.At($"{letter}", 0)} is no letter of this alphabet.";
                return;
            }
            set = set.With(symbol);
        }
        if (!set.IsEmpty)
            Apply(forbids ? BoardAction.Forbid(Selected, set) : BoardAction.Restrict(Selected, set), "Nothing changes.");
    }

    private void Copy()
    {
        if (ReplayCode.TryEncode(Session, out string? code, out string? reason))
            (Code, ShowsCode) = (code, true);
        else
            Message = reason;
    }

    /// <summary>Plays the game of a code that is somewhere in a text. Whatever else the text holds, it plays no keys.</summary>
    public void Paste(string text)
    {
        _entry = null;
        ShowsCode = IsReplay = false;
        if (!ReplayCode.TryDecode(text, out ReplayCode? code, out string? reason))
        {
            Message = ReplayCode.IsMeant(text) ? reason : "What was pasted holds no code of a game.";
            return;
        }
        Message = "";
        IDenoiser own = Session.Prediction.Denoiser;
        bool isOwn = code.Fingerprint.Equals(own.Fingerprint, StringComparison.OrdinalIgnoreCase);
        if (!code.TryReplay(isOwn ? own : DenoiserCatalog.FindBuiltIn(code.Fingerprint) ?? own, out Session? replayed, out reason))
        {
            Message = reason;
            return;
        }
        Play(replayed);
        IsReplay = true;
    }

    private void Like()
    {
        if (!Board.IsFinished)
        {
            Message = "Finish the name first, then like it.";
            return;
        }
        memory.Toggle(Board.Name);
        Message = memory.Shelf.Contains(Board.Name) ? "On your shelf." : "Off your shelf.";
    }

    /// <summary>Puts the next name of the shelf on the row.</summary>
    private void Take()
    {
        int count = memory.Shelf.Names.Count;
        if (count == 0)
        {
            Message = "Your shelf is empty: finish a name, and Ctrl+L likes it.";
            return;
        }
        _taken = (_taken + 1) % count;
        string name = memory.Shelf.Names[_taken];
        Board empty = new(Board.Alphabet, Board.Slots, Board.Settings, Board.Seed);
        Span<byte> row = stackalloc byte[empty.Slots];
        if (name.Length > empty.Slots || !empty.Alphabet.TryEncode(name, row))
        {
            Message = $"{name} does not fit this row.";
            return;
        }
        Play(new Session(Session.Prediction.Denoiser, Pattern.Apply(name.Length < empty.Slots ? name + "$" : name, empty)));
        Message = $"{_taken + 1} of {count} on your shelf. Ctrl+Z goes back to the game before.";
    }

    /// <summary>Begins another game; the one that is shown stays as it is, before it.</summary>
    private void Play(Session other)
    {
        _earlier.Push(Session);
        // Games after the one that is left stay behind the new one.
        Session = other;
        Selected = Math.Max(Board.FirstMasked, 0);
    }

    private bool Leave(Stack<Session> to, Stack<Session> from)
    {
        if (!to.TryPop(out Session? other))
            return false;
        from.Push(Session);
        Session = other;
        Selected = Math.Min(Selected, Board.Slots - 1);
        return true;
    }

    private void Type(char letter)
    {
        int slot = Selected;
        if (!Typing.TryRead(Board, letter, ref slot, out byte symbol))
        {
            Message = $"{(char.IsSurrogate(letter) ? "That character" : Shown.At($"{letter}", 0))} is no letter of this alphabet: {Board.Alphabet}.";
            return;
        }
        Selected = slot;
        Force(symbol);
    }

    private void Force(byte symbol)
    {
        bool ends = symbol == Board.Alphabet.Pad;
        // The same letter again changes nothing, but the cursor still moves on.
        if (!Session.TryApply(ends ? BoardAction.End(Selected) : BoardAction.Force(Selected, symbol), out string? refusal) && refusal is not null)
            Message = refusal;
        else if (!ends && Selected < Board.Slots - 1)
            Selected++;
    }

    /// <summary>Backspace works as in any text: where nothing is to be taken back, it takes back what stands before.</summary>
    private void Remask()
    {
        if (!Session.TryApply(BoardAction.Remask(Selected), out _) && Selected > 0)
            Apply(BoardAction.Remask(--Selected), "");
    }

    private void Scrub(int moments)
    {
        List<int> branch = [];
        Session.History.CopyBranch(branch);
        int at = branch.IndexOf(Session.History.Current) + moments;
        if (at >= 0 && at < branch.Count)
            Session.Seek(branch[at]);
        else
            Message = moments < 0 ? "This is the beginning." : "This is the latest moment.";
    }

    /// <summary>Fewer steps make a name sooner, and so does more doubt that may be revealed at once.</summary>
    private SamplerSettings Paced(bool faster)
    {
        SamplerSettings settings = Board.Settings;
        int mostSteps = Math.Max(Session.Prediction.Denoiser.Timesteps, settings.Steps);
        return SamplerKnobs.Pace(settings, faster == SamplerKnobs.PaceIsDoubt(settings) ? 1 : -1, mostSteps);
    }

    private void Configure(in SamplerSettings settings)
    {
        if (settings == Board.Settings)
            return;
        Apply(BoardAction.Configure(settings), "");
        memory.Settings = memory.Settings.With(Board.Settings);
    }

    /// <summary>The next denoiser goes on with what the player has set.</summary>
    private void ChangeDenoiser()
    {
        IDenoiser own = Session.Prediction.Denoiser;
        DenoiserChoice choice = denoisers.Next(own, 1);
        if (choice.Is(own))
            return;
        if (choice.IsBuiltIn)
            memory.Settings = memory.Settings with { Denoiser = choice.Name };
        Play(new Session(choice.Denoiser, Constraints.CarryOver(Board, own, choice.Denoiser)));
        Message = $"{choice.Name} guesses now. Ctrl+Z goes back to the game before.";
    }

    private void Apply(in BoardAction action, string otherwise)
    {
        if (!Session.TryApply(action, out string? refusal))
            Message = refusal ?? otherwise;
    }
}
