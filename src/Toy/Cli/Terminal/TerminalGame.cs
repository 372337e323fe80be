using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The terminal board's state, without a terminal: it turns keys into actions of the table, and holds the selected slot and the typed text.</summary>
/// <param name="session">The first game.</param>
/// <param name="memory">Holds settings and shelf.</param>
/// <param name="denoisers">The denoisers that the player can choose from.</param>
internal sealed class TerminalGame(Session session, Memory memory, DenoiserChoices denoisers)
{
    private readonly PlayTable _table = new(session, memory, denoisers, reducedMotion: true);
    private TerminalEntry? _entry;
    private (IDenoiser Denoiser, Prediction Prediction)? _watched;
    private int _branch = -1;

    public Session Session => Game.Session;

    /// <summary>The slot that keys act on.</summary>
    public int Selected { get; private set; } = Math.Max(session.Board.FirstMasked, 0);

    /// <summary>The message line: why the last key had no effect, or an effect that is not visible; empty if there is none.</summary>
    public string Message => _entry?.Prompt ?? Game.Message ?? "";

    /// <summary>The replay code that the player showed last; null if there was none.</summary>
    public string? Code { get; private set; }

    /// <summary>The code is on the screen.</summary>
    public bool ShowsCode { get; private set; }

    /// <summary>All keys are on the screen.</summary>
    public bool ShowsKeys { get; private set; }

    /// <summary>A game has just been pasted and is to be shown from its first moment.</summary>
    public bool IsReplay { get; private set; }

    public bool HasQuit { get; private set; }

    public string DenoiserName => _table.DenoiserName;

    /// <summary>The symbols that the selected slot can hold, likeliest first.</summary>
    public IReadOnlyList<byte> Candidates
    {
        get
        {
            Span<byte> ranked = stackalloc byte[Prediction.MaxRanked];
            return ranked[..Session.Prediction.Rank(Selected, Board.Candidates(Selected), ranked)].ToArray();
        }
    }

    /// <summary>The prediction for a board that is shown: the game's own, or an earlier one while a run is watched.</summary>
    public Prediction PredictionOf(in Board board)
    {
        if (board == Board)
            return Session.Prediction;
        IDenoiser denoiser = Session.Prediction.Denoiser;
        if (_watched?.Denoiser != denoiser)
            _watched = (denoiser, new Prediction(denoiser.Fork()));
        _watched.Value.Prediction.Update(board);
        return _watched.Value.Prediction;
    }

    /// <summary>The player is typing a code, or pasting one in a terminal that does not mark pastes.</summary>
    public bool WaitsForCode => _entry is { Kind: EntryKind.Code };

    private PlayGame Game => _table.Game;

    private Board Board => Game.Board;

    public void Press(TerminalKey key)
    {
        Begin();
        if (_entry is { } entry)
            Enter(entry, key);
        else
            Do(key);
        End();
    }

    /// <summary>Plays the game of a replay code found anywhere in a text. The text's characters do not count as keys.</summary>
    public void Paste(string text)
    {
        Begin();
        _entry = null;
        IsReplay = _table.Paste(text);
        End();
    }

    private void Begin()
    {
        Game.Hush();
        ShowsCode = IsReplay = false;
    }

    private void End()
    {
        _table.Remember();
        // After the denoiser's moves the game has no cursor, but a key still needs a slot.
        Selected = Game.Cursor >= 0 ? Game.Cursor : Math.Min(Selected, Board.Slots - 1);
    }

    private void Do(TerminalKey key)
    {
        switch (key.Meaning)
        {
            case KeyMeaning.Left:
                Game.MoveTo((Selected + Board.Slots - 1) % Board.Slots);
                break;
            case KeyMeaning.Right:
                Game.MoveTo((Selected + 1) % Board.Slots);
                break;
            case KeyMeaning.First:
                Game.MoveTo(0);
                break;
            case KeyMeaning.Last:
                Game.MoveTo(Board.Slots - 1);
                break;
            case KeyMeaning.Force:
                Game.Type(key.Letter, Selected);
                break;
            case KeyMeaning.End:
                Game.Force(Selected, Board.Alphabet.Pad);
                break;
            case KeyMeaning.Pick when key.Candidate < Candidates.Count:
                Game.Force(Selected, Candidates[key.Candidate]);
                break;
            case KeyMeaning.Forbid when key.Candidate < Candidates.Count:
                Game.Forbid(Selected, SymbolSet.Of(Candidates[key.Candidate]));
                break;
            case KeyMeaning.Restrict or KeyMeaning.Paste:
                _entry = new TerminalEntry(key.Meaning == KeyMeaning.Paste ? EntryKind.Code : EntryKind.Set);
                break;
            case KeyMeaning.Pattern:
                _entry = new TerminalEntry(EntryKind.Pattern, _table.PatternText + (key.Character == '*' ? "*" : ""), _table.ProblemOf);
                break;
            case KeyMeaning.Copy:
                (Code, ShowsCode) = _table.Copy() is { } code ? (code, true) : (Code, false);
                break;
            case KeyMeaning.Like:
                _table.Shelf.Like();
                break;
            case KeyMeaning.Shelf:
                IsReplay = _table.Shelf.TakeNext();
                break;
            case KeyMeaning.TakeOff:
                _table.Shelf.ToggleShown();
                break;
            case KeyMeaning.Remask:
                Game.Erase(Selected);
                break;
            case KeyMeaning.Reveal:
                Game.Reveal(Selected);
                break;
            case KeyMeaning.Step:
                Game.Step();
                break;
            case KeyMeaning.Finish:
                _table.Run();
                break;
            case KeyMeaning.Restart:
                _table.Again();
                break;
            case KeyMeaning.Undo:
                _table.Undo();
                break;
            case KeyMeaning.Redo:
                _table.Redo();
                break;
            case KeyMeaning.Back or KeyMeaning.Forth:
                Game.Scrub(key.Meaning == KeyMeaning.Forth ? 1 : -1);
                break;
            case KeyMeaning.Warmer or KeyMeaning.Cooler:
                Turn(Knobs.Temperature, key.Meaning == KeyMeaning.Warmer);
                break;
            case KeyMeaning.Faster or KeyMeaning.Slower:
                // A faster pace is fewer steps, or more doubt.
                Turn(Knobs.Pace(Board.Settings), key.Meaning == KeyMeaning.Faster == (Knobs.Pace(Board.Settings) == Knobs.Doubt));
                break;
            case KeyMeaning.Stronger or KeyMeaning.Weaker:
                Turn(Knobs.Strength, key.Meaning == KeyMeaning.Stronger);
                break;
            case KeyMeaning.Order:
                Turn(Knobs.Order);
                break;
            case KeyMeaning.Remasking:
                Turn(Knobs.Remasking);
                break;
            case KeyMeaning.Denoiser:
                _table.ChangeDenoiser(1);
                break;
            case KeyMeaning.Branch:
                FollowNext();
                break;
            case KeyMeaning.Help:
                ShowsKeys = !ShowsKeys;
                break;
            case KeyMeaning.Quit when ShowsKeys && key.Character == '\e':
                ShowsKeys = false;
                break;
            case KeyMeaning.Quit:
                HasQuit = true;
                break;
        }
    }

    /// <summary>Goes to another branch; one key after the other goes through all of them, in the order in which they were begun.</summary>
    private void FollowNext()
    {
        if (Game.Forks.Count == 0)
        {
            Game.Refuse("This game has no other branch.");
            return;
        }
        Fork[] forks = [.. Game.Forks.OrderBy(fork => fork.Moment)];
        Fork next = forks.FirstOrDefault(fork => fork.Moment > _branch, forks[0]);
        _branch = next.Moment;
        Game.Follow(next);
        Game.Say("Another branch of this game.");
    }

    private void Turn(Scale knob, bool up)
    {
        knob.Turn(_table, up ? 1 : -1);
        if (knob.Missing(Board.Settings) is { } missing)
            Game.Refuse($"{missing}: Ctrl+E.");
    }

    private void Turn(Choice knob)
    {
        knob.Turn(_table, 1);
        string besides = Game.Message is { } said ? $" {said}" : "";
        Game.Say($"{knob.Value(_table)}: {knob.Hint(_table)}.{besides}");
    }

    private void Enter(TerminalEntry entry, TerminalKey key)
    {
        entry.Press(key);
        if (entry.IsDone || entry.IsGivenUp)
            _entry = null;
        if (!entry.IsDone)
            return;
        if (entry.Kind == EntryKind.Code)
            IsReplay = _table.Paste(entry.Text);
        else if (entry.Kind == EntryKind.Pattern)
            _table.SetPattern(entry.Text);
        else
            Restrict(entry.Text);
    }

    /// <summary>Allows only some letters, or after ^ forbids some, as in a pattern.</summary>
    private void Restrict(string letters)
    {
        bool forbids = letters.StartsWith('^');
        SymbolSet set = default;
        foreach (char letter in Composition.Of(letters[(forbids ? 1 : 0)..]))
        {
            byte symbol = Board.Alphabet.Pad;
            if (letter != Alphabet.PadCharacter && !Board.Alphabet.TryRead(letter, out symbol))
            {
                Game.Refuse(PlayGame.NoLetter(letter));
                return;
            }
            set = set.With(symbol);
        }
        if (set.IsEmpty)
            return;
        if (forbids)
            Game.Forbid(Selected, set);
        else
            Game.Restrict(Selected, set);
    }
}
