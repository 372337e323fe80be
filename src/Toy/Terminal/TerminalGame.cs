using Unmask.Model.Diffusion;

namespace Unmask.Toy.Terminal;

/// <summary>The terminal board without its terminal: a session, the selected slot, and what keys do to them.</summary>
internal sealed class TerminalGame(Session session)
{
    private const float TemperatureStep = 0.05f;

    public Session Session { get; } = session;

    /// <summary>The slot that keys act on.</summary>
    public int Selected { get; private set; } = FirstMasked(session.Board);

    /// <summary>Why the last key did nothing; empty if it did something.</summary>
    public string Message { get; private set; } = "";

    public bool HasQuit { get; private set; }

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

    public void Press(TerminalKey key)
    {
        Message = "";
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
                if (Board.Alphabet.TrySymbolOf(key.Letter, out byte symbol))
                    Force(symbol);
                else
                    Message = $"'{key.Letter}' is no letter of this alphabet.";
                break;
            case KeyMeaning.End:
                Force(Board.Alphabet.Pad);
                break;
            case KeyMeaning.Pick:
                if (key.Candidate < Candidates.Count)
                    Force(Candidates[key.Candidate]);
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
                Message = Session.Undo() ? "" : "Nothing to undo.";
                break;
            case KeyMeaning.Redo:
                Message = Session.Redo() ? "" : "Nothing to redo.";
                break;
            case KeyMeaning.Back:
                Scrub(-1);
                break;
            case KeyMeaning.Forth:
                Scrub(+1);
                break;
            case KeyMeaning.Warmer:
                ChangeTemperature(+TemperatureStep);
                break;
            case KeyMeaning.Cooler:
                ChangeTemperature(-TemperatureStep);
                break;
            case KeyMeaning.Quit:
                HasQuit = true;
                break;
            default:
                break;
        }
    }

    private void Force(byte symbol)
    {
        // The same letter again changes nothing, but the cursor still moves on.
        if (!Session.TryApply(BoardAction.Force(Selected, symbol), out string? refusal) && refusal is not null)
            Message = refusal;
        else if (symbol != Board.Alphabet.Pad && Selected < Board.Slots - 1)
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

    private void ChangeTemperature(float change)
    {
        SamplerSettings settings = Board.Settings;
        float temperature = MathF.Round(settings.Temperature + change, 2);
        Apply(BoardAction.Configure(settings with { Temperature = temperature }), "");
    }

    private void Apply(in BoardAction action, string otherwise)
    {
        if (!Session.TryApply(action, out string? refusal))
            Message = refusal ?? otherwise;
    }

    private static int FirstMasked(in Board board)
    {
        for (int slot = 0; slot < board.Slots; slot++)
        {
            if (board.IsMasked(slot))
                return slot;
        }
        return 0;
    }
}
