using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <content>What a player does to a board. Each edit is a move; one that no name could satisfy is refused with the reason.</content>
public readonly partial struct Board
{
    /// <summary>Forces a slot to hold <paramref name="symbol"/>: a letter, or PAD to end the name there.</summary>
    /// <returns>False, with the reason, if the player's other constraints leave no name then.</returns>
    public bool TryForce(int slot, byte symbol, out Board next, out string? refusal) =>
        TryConstrain(slot, SymbolSet.Of(symbol), out next, out refusal);

    /// <summary>Restricts a slot to a set of symbols; a set of one forces it.</summary>
    /// <returns>False, with the reason, if no name can satisfy it together with the player's other constraints.</returns>
    public bool TryRestrict(int slot, SymbolSet symbolSet, out Board next, out string? refusal) =>
        TryConstrain(slot, symbolSet, out next, out refusal);

    /// <summary>
    /// Forbids symbols in a slot. Forbidding the symbol that a slot is forced to hold lifts the force; any other leaves a forced slot as it is.
    /// </summary>
    /// <returns>False, with the reason, if no name can satisfy it together with the player's other constraints.</returns>
    public bool TryForbid(int slot, SymbolSet forbidden, out Board next, out string? refusal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots);
        bool lifts = _origins[slot] == Origin.Forced && forbidden.Contains(_symbols[slot]);
        SymbolSet set = lifts ? Unrestricted(slot) : _allowed[slot];
        return TryConstrain(slot, _origins[slot] == Origin.Forced && !lifts ? set : set - forbidden, out next, out refusal);
    }

    /// <summary>
    /// Forbids symbols in every slot, as <see cref="TryForbid"/> does in one; first where the player has set one of them, since what this lifts must not stand against
    /// the rest. What is known of other symbols stays.
    /// </summary>
    /// <returns>False, with the reason, if no name can satisfy it together with the player's other constraints.</returns>
    public bool TryForbidEverywhere(SymbolSet forbidden, out Board next, out string? refusal)
    {
        (next, refusal) = (this, null);
        Board changed = this;
        for (int i = 0; i < 2 * Slots; i++)
        {
            int slot = i % Slots;
            if (i < Slots && !(_origins[slot] == Origin.Forced && forbidden.Contains(_symbols[slot])))
                continue;
            if (!changed.TryForbid(slot, forbidden, out Board more, out refusal))
                return false;
            changed = more;
        }
        next = changed;
        return true;
    }

    /// <summary>Ends the name at a slot, which sets its length, and lifts any other end that the player has set.</summary>
    /// <returns>False, with the reason, if the player's other constraints leave no name then.</returns>
    public bool TryEnd(int slot, out Board next, out string? refusal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots);
        SymbolSet end = SymbolSet.Of(Alphabet.Pad);
        Board free = this;
        bool changes = _allowed[slot] != end;
        for (int i = 0; i < Slots; i++)
        {
            if (_allowed[i] != end)
                continue;
            changes |= i != slot;
            free = free.Masking(i, Unrestricted(i));
        }
        refusal = null;
        next = this;
        if (!changes)
            return true;
        if (free.TryConstrain(slot, end, out Board ended, out refusal))
            next = ended;
        return refusal is null;
    }

    /// <summary>Masks a slot again and lifts what the player has set there.</summary>
    public Board Remask(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots);
        SymbolSet set = Unrestricted(slot);
        if (_origins[slot] == Origin.Masked && _allowed[slot] == set)
            return this;
        // Lifting one end of the name may leave a later one, which asks for letters where PAD had been revealed.
        Board changed = IsFree(slot) ? Masking(slot, set) : Masking(slot, set).WithoutGaps();
        (int length, int end) = changed.Bounds(ownWordOnly: true, except: -1);
        return changed.YieldToPlayer(length, end).EndEdit();
    }

    /// <summary>Lifts what the player has set in a slot. A revealed symbol stays; the player's own is masked.</summary>
    public Board Lift(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots);
        SymbolSet set = Unrestricted(slot);
        return _origins[slot] != Origin.Revealed ? Remask(slot)
            : _allowed[slot] == set ? this
            : new Board(this, slot, _symbols[slot], Origin.Revealed, set, _probabilities[slot], _moves[slot]).WithoutGaps().EndEdit();
    }

    /// <summary>Masks every slot that is not forced, under the next seed. Restrictions stay; a pattern with gaps floats again.</summary>
    public Board Restart()
    {
        Board next = this with { Seed = CounterRandom.Next(Seed) };
        if (Gaps is not null)
            return next.Float(Gaps);
        for (int i = 0; i < Slots; i++)
        {
            if (_origins[i] == Origin.Revealed)
                next = next.Masking(i, _allowed[i]);
        }
        return next.EndEdit();
    }

    /// <summary>
    /// Copies the player's constraints, forced symbols and sets, onto another board. Constraints on slots that it lacks are left out; a
    /// board with another alphabet gets none.
    /// </summary>
    /// <param name="empty">A board without constraints.</param>
    public Board ConstraintsOnto(in Board empty)
    {
        Board taken = empty;
        for (int slot = 0; slot < Math.Min(Slots, empty.Slots) && Alphabet.Equals(empty.Alphabet); slot++)
        {
            if (!IsFree(slot) && taken.TryRestrict(slot, _allowed[slot], out Board next, out _))
                taken = next;
        }
        return taken;
    }

    private bool TryConstrain(int slot, SymbolSet symbolSet, out Board next, out string? refusal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots);
        next = this;
        SymbolSet set = symbolSet & Unrestricted(slot);
        if (set.IsEmpty)
        {
            refusal = slot == 0 && symbolSet.Contains(Alphabet.Pad) ? "A name needs at least one letter." : $"Slot {slot + 1} would have nothing left to hold.";
            return false;
        }

        refusal = null;
        if (set == _allowed[slot])
            return true;
        (Origin origin, byte symbol) = (_origins[slot], _symbols[slot]);
        if (set.Count == 1)
            (origin, symbol) = (Origin.Forced, set.First);
        else if (origin == Origin.Forced || !set.Contains(symbol))
            (origin, symbol) = (Origin.Masked, Alphabet.Mask);

        float probability = origin == Origin.Revealed ? _probabilities[slot] : 0;
        var changed = new Board(this, slot, symbol, origin, set, probability, origin == Origin.Masked ? 0 : Moves + 1);
        (int length, int end) = changed.Bounds(ownWordOnly: true, except: -1);
        if (length > end)
        {
            refusal = $"Slot {length} must hold a letter, so the name cannot end at slot {end + 1}.";
            return false;
        }
        next = changed.YieldToPlayer(length, end).WithoutGaps().EndEdit();
        return true;
    }

    /// <summary>Masks every revealed symbol that the player's constraints, with these bounds, no longer permit.</summary>
    private Board YieldToPlayer(int length, int end)
    {
        Board next = this;
        for (int i = 0; i < Slots; i++)
        {
            if (_origins[i] == Origin.Revealed && !Within(_allowed[i], i, length, end).Contains(_symbols[i]))
                next = next.Masking(i, _allowed[i]);
        }
        return next;
    }

    private Board WithoutGaps() => this with { Gaps = null, IsFloating = false };
}
