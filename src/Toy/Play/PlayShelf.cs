using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Play;

/// <summary>A name on the shelf, or one that was taken off and can be put back.</summary>
/// <param name="Kept">The name, and its game if that was kept.</param>
/// <param name="IsOff">It was taken off.</param>
internal sealed record ShelfEntry(KeptName Kept, bool IsOff);

/// <summary>
/// The shelf as a player sees it: the kept names, newest first, and behind them what was taken off since the start. That can be put back, so nothing is
/// lost by a slip.
/// </summary>
/// <param name="table">Where the names are played.</param>
/// <param name="memory">Where they are kept.</param>
internal sealed class PlayShelf(PlayTable table, Memory memory)
{
    private readonly List<Off> _off = [];
    private Shelf? _listed;
    private ShelfEntry[] _entries = [];
    private KeptName? _shown;

    /// <summary>A taken-off name, its index on the shelf, and the moment of the game at which that was done.</summary>
    private readonly record struct Off(KeptName Kept, int Place, PlayGame Game, int Moment);

    /// <summary>All of them. Ask once and keep the list while it is used: another window may change the shelf.</summary>
    public IReadOnlyList<ShelfEntry> Entries
    {
        get
        {
            Shelf shelf = memory.Shelf;
            if (shelf != _listed)
                (_listed, _entries) = (shelf, [.. shelf.Kept.Select(kept => new ShelfEntry(kept, IsOff: false)), .. _off.AsEnumerable().Reverse().Select(off => new ShelfEntry(off.Kept, IsOff: true))]);
            return _entries;
        }
    }

    /// <summary>The number of names on the shelf.</summary>
    public int Count => memory.Shelf.Kept.Count;

    public bool Contains(string name) => memory.Shelf.Contains(name);

    /// <summary>Puts the finished name on the shelf, with the game that made it; or takes it off.</summary>
    public void Like()
    {
        string name = table.Board.Name;
        if (!table.Board.IsFinished || name.Length == 0)
        {
            table.Game.Refuse("Finish the name first, then like it.");
            return;
        }
        if (Contains(name))
        {
            TakeOff(name);
            return;
        }
        bool hasCode = ReplayCode.TryEncode(table.Game.Session, out string? code, out _);
        var kept = new KeptName(name, code);
        _off.RemoveAll(off => off.Kept == kept);
        Change(() => memory.Keep(kept));
        table.Game.Say(hasCode ? "On your shelf." : "On your shelf, the name alone: this game has no code.");
    }

    /// <summary>Takes an entry off the shelf; or puts it back, if it was taken off.</summary>
    public void Toggle(ShelfEntry entry)
    {
        if (entry.IsOff)
            PutBack(entry.Kept);
        else
            TakeOff(entry.Kept.Name);
    }

    /// <summary>The same for the name that <see cref="TakeNext"/> came to last.</summary>
    public void ToggleShown()
    {
        if (Entries.FirstOrDefault(entry => entry.Kept == _shown) is { } entry)
            Toggle(entry);
        else
            table.Game.Refuse("Ctrl+T shows a name of your shelf, then this takes it off.");
    }

    /// <summary>Puts the name back that was taken off last, if nothing was done in the game since.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryUndo()
    {
        if (_off is not [.., var last] || last.Game != table.Game || last.Moment != table.Game.Session.History.Current)
            return false;
        PutBack(last.Kept);
        return true;
    }

    /// <summary>Plays the next name of the shelf.</summary>
    /// <returns>False, and the player is told why, if there is none or it cannot be shown.</returns>
    public bool TakeNext()
    {
        IReadOnlyList<KeptName> kept = memory.Shelf.Kept;
        if (kept.Count == 0)
        {
            table.Game.Refuse("Your shelf is empty. Finish a name and like it.");
            return false;
        }
        int place = kept.TakeWhile(other => other != _shown).Count();
        // Where it was taken off, what has moved up comes next.
        int next = place < kept.Count ? place + 1 : _off.FindLast(off => off.Kept == _shown).Place;
        _shown = kept[next % kept.Count];
        return Take(_shown);
    }

    /// <summary>Begins the game of a name of the shelf as it was played. If there is none, or it cannot be played here, puts the name on the row.</summary>
    /// <returns>False, and the player is told why, if that does not work either. The shelf stays as it is.</returns>
    public bool Take(KeptName kept)
    {
        (string name, string? code) = kept;
        int place = memory.Shelf.Kept.TakeWhile(other => other != kept).Count();
        string said = place < Count ? $"{place + 1} of {Count} on your shelf." : $"{name}, off your shelf.";
        string? reason = null;
        if (code is not null && table.TryReplay(code, out Session? game, out reason))
        {
            table.Begin(game, said);
            return true;
        }
        Board board = table.Board, empty = new(board.Alphabet, board.Slots, board.Settings, board.Seed);
        if (name.Length > empty.Slots || !name.All(letter => empty.Alphabet.TrySymbolOf(letter, out _)))
        {
            table.Game.Refuse($"{name} does not fit this row.");
            return false;
        }
        table.Begin(new Session(table.Denoiser, Pattern.Apply(name.Length < empty.Slots ? name + "$" : name, empty)), said);
        if (reason is not null)
            table.Say($"the name alone: {reason}");
        return true;
    }

    private void TakeOff(string name)
    {
        if (Displace(name))
            table.Game.Say($"{name} is off your shelf. {PlayTable.UndoKeys} puts it back.");
    }

    private bool Displace(string name)
    {
        IReadOnlyList<KeptName> kept = memory.Shelf.Kept;
        int place = kept.TakeWhile(other => other.Name != name).Count();
        if (place == kept.Count)
            return false;
        _off.Add(new Off(kept[place], place, table.Game, table.Game.Session.History.Current));
        Change(() => memory.LetGo(name));
        return true;
    }

    /// <summary>Puts a taken-off name back where it was. If the same name has been kept again with another game, they change places.</summary>
    private void PutBack(KeptName kept)
    {
        int index = _off.FindLastIndex(off => off.Kept == kept);
        if (index < 0)
            return;
        int place = _off[index].Place;
        _off.RemoveAt(index);
        Displace(kept.Name);
        Change(() => memory.Keep(kept, place));
        table.Game.Say($"{kept.Name} is back on your shelf.");
    }

    private void Change(Action change)
    {
        change();
        _listed = null;
    }
}
