namespace Unmask.Toy.Play.Duel;

/// <summary>A guess of the whole name while it is typed: a letter for every hidden slot, from the left.</summary>
internal sealed class NameGuess
{
    private DuelGame? _duel;
    private readonly List<byte> _letters = [];

    /// <summary>A guess is being typed.</summary>
    public bool IsOpen => _duel is not null;

    /// <summary>Every hidden slot has a letter.</summary>
    public bool IsComplete => _duel is { } duel && _letters.Count == duel.Board.Masked;

    /// <summary>The slot of the next letter; −1 if there is none.</summary>
    public int Next => _duel is null || IsComplete ? -1 : HiddenSlot(_letters.Count);

    /// <summary>Begins a guess, if there may be one.</summary>
    public bool TryBegin(DuelGame duel)
    {
        _letters.Clear();
        _duel = duel.CanGuess ? duel : null;
        return IsOpen;
    }

    public void Cancel() => _duel = null;

    /// <summary>Types a letter; nothing if every slot has one.</summary>
    public void Type(byte letter)
    {
        if (IsOpen && !IsComplete)
            _letters.Add(letter);
    }

    /// <summary>Takes the last letter back; with none left, the guess ends.</summary>
    public void Back()
    {
        if (_letters.Count > 0)
            _letters.RemoveAt(_letters.Count - 1);
        else
            Cancel();
    }

    /// <summary>The letter typed for a slot; null if there is none.</summary>
    public byte? At(int slot)
    {
        if (_duel is not { } duel || !duel.Board.IsMasked(slot))
            return null;
        int hidden = 0;
        for (int i = 0; i < slot; i++)
            hidden += duel.Board.IsMasked(i) ? 1 : 0;
        return hidden < _letters.Count ? _letters[hidden] : null;
    }

    /// <summary>Says the name.</summary>
    /// <returns>False if letters are missing.</returns>
    public bool TrySay()
    {
        if (!IsComplete)
            return false;
        DuelGame duel = _duel!;
        byte[] name = [.. Enumerable.Range(0, duel.Board.End).Select(slot => At(slot) ?? duel.Board[slot].Symbol)];
        Cancel();
        return duel.TryGuess(name);
    }

    private int HiddenSlot(int number)
    {
        for (int slot = 0; ; slot++)
        {
            if (_duel!.Board.IsMasked(slot) && number-- == 0)
                return slot;
        }
    }
}
