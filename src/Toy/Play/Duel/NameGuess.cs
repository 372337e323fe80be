namespace Unmask.Toy.Play.Duel;

/// <summary>
/// A guess of the whole name while it is typed, from the left. A player may type the missing letters alone, or the whole name, letters that are shown
/// included: as long as what is typed agrees with these, it is read as the whole name.
/// </summary>
internal sealed class NameGuess
{
    private readonly List<byte> _letters = [];
    private DuelGame? _duel;

    /// <summary>A guess is being typed.</summary>
    public bool IsOpen => _duel is not null;

    /// <summary>Every hidden slot has a letter.</summary>
    public bool IsComplete => _duel is { } duel && (_letters.Count == duel.Board.Masked || IsWhole(duel) && Next < 0);

    /// <summary>The slot of the next hidden letter; −1 if there is none.</summary>
    public int Next
    {
        get
        {
            for (int slot = 0; slot < (_duel?.Board.End ?? 0); slot++)
            {
                if (_duel!.Board.IsMasked(slot) && At(slot) is null)
                    return slot;
            }
            return -1;
        }
    }

    /// <summary>Begins a guess, if there may be one.</summary>
    public bool TryBegin(DuelGame duel)
    {
        _letters.Clear();
        _duel = duel.CanGuess ? duel : null;
        return IsOpen;
    }

    public void Cancel() => _duel = null;

    /// <summary>Types a letter; nothing if it has no place.</summary>
    public void Type(byte letter)
    {
        if (_duel is not { } duel)
            return;
        _letters.Add(letter);
        if (_letters.Count > duel.Board.Masked && !IsWhole(duel))
            _letters.RemoveAt(_letters.Count - 1);
    }

    /// <summary>Takes the last letter back; with none left, the guess ends.</summary>
    public void Back()
    {
        if (_letters.Count > 0)
            _letters.RemoveAt(_letters.Count - 1);
        else
            Cancel();
    }

    /// <summary>The letter typed for a hidden slot; null if there is none.</summary>
    public byte? At(int slot) => _duel is { } duel && duel.Board.IsMasked(slot) ? At(duel, slot, IsWhole(duel)) : null;

    /// <summary>Says the name.</summary>
    /// <returns>False if letters are missing.</returns>
    public bool TrySay()
    {
        if (!IsComplete)
            return false;
        DuelGame duel = _duel!;
        // As many letters as are missing are these, even if the first of them agree with letters that are shown.
        bool isWhole = _letters.Count != duel.Board.Masked;
        byte[] name = [.. Enumerable.Range(0, duel.Board.End).Select(slot => duel.Board.IsMasked(slot) ? At(duel, slot, isWhole)!.Value : duel.Board[slot].Symbol)];
        Cancel();
        return duel.TryGuess(name);
    }

    /// <summary>What is typed so far can be the beginning of the whole name.</summary>
    private bool IsWhole(DuelGame duel)
    {
        if (_letters.Count > duel.Board.End)
            return false;
        for (int slot = 0; slot < _letters.Count; slot++)
        {
            if (!duel.Board.IsMasked(slot) && duel.Board[slot].Symbol != _letters[slot])
                return false;
        }
        return true;
    }

    private byte? At(DuelGame duel, int slot, bool isWhole)
    {
        int place = slot;
        for (int i = 0; i < slot && !isWhole; i++)
            place -= duel.Board.IsMasked(i) ? 0 : 1;
        return place < _letters.Count ? _letters[place] : null;
    }
}
