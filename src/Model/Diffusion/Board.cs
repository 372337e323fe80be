using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// The interactive reverse process at one moment: an immutable value. A player's actions return the next board, or refuse with the reason;
/// what the denoiser does to a board stands in <see cref="ReverseProcess"/>. A board holds all that decides what comes next, so
/// undo, replay and batch sampling are copies of a value.
/// </summary>
/// <remarks>
/// Constraints hold by construction. A slot's <see cref="Candidates"/> are what the player allows there, less PAD where a letter must come
/// at or after it, and PAD alone where the name has ended; MASK is never among them. A player's action that leaves a slot without
/// candidates is refused; a revealed symbol that an action rules out is masked again: a player's constraint outranks a sampled symbol.
/// </remarks>
public readonly partial struct Board : IEquatable<Board>
{
    /// <summary>The most slots a row can have.</summary>
    public const int MaxSlots = Alphabet.LongestWord;

    private readonly PerSlot<byte> _symbols;
    private readonly PerSlot<Origin> _origins;
    private readonly PerSlot<SymbolSet> _allowed;
    private readonly PerSlot<float> _probabilities;
    private readonly PerSlot<int> _moves;

    /// <summary>A board with every slot masked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Slots are not 1 to <see cref="MaxSlots"/>, or the settings have a problem.</exception>
    public Board(Alphabet alphabet, int slots, SamplerSettings settings, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slots, MaxSlots);
        if (settings.Problem is { } problem)
            throw new ArgumentOutOfRangeException(nameof(settings), problem);
        Alphabet = alphabet;
        Slots = slots;
        Settings = settings;
        Seed = seed;
        Timestep = settings.Steps;
        ((Span<byte>)_symbols)[..slots].Fill(alphabet.Mask);
        // A name has at least one letter.
        ((Span<SymbolSet>)_allowed)[..slots].Fill(alphabet.Outputs);
        _allowed[0] = alphabet.AllLetters;
    }

    /// <summary>A copy with another content in one slot.</summary>
    private Board(in Board source, int slot, byte symbol, Origin origin, SymbolSet set, float probability, int move)
    {
        this = source;
        _symbols[slot] = symbol;
        _origins[slot] = origin;
        _allowed[slot] = set;
        _probabilities[slot] = probability;
        _moves[slot] = move;
    }

    /// <summary>The letters in use.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>Slots in the row.</summary>
    public int Slots { get; }

    /// <summary>How the reverse process goes on.</summary>
    public SamplerSettings Settings { get; private init; }

    /// <summary>The key of every random draw, with <see cref="Moves"/>.</summary>
    public ulong Seed { get; private init; }

    /// <summary>Moves made so far; the random counter.</summary>
    public int Moves { get; private init; }

    /// <summary>
    /// The timestep t, 0 to the settings' number of steps, from which the next step starts. After a player's edit it follows from the
    /// number of masked slots, and is never less than the steps that the reveal order still needs.
    /// </summary>
    public int Timestep { get; private init; }

    /// <summary>The pattern with gaps that the player has set; null if there is none, or once the player has changed what is set in a slot.</summary>
    public string? Gaps { get; private init; }

    /// <summary>
    /// The place of <see cref="Gaps"/> is not drawn yet. Then no move has been made and no slot is known or constrained; the next move of the denoiser
    /// draws the place.
    /// </summary>
    public bool IsFloating { get; private init; }

    /// <summary>t/T, the denoiser's time input.</summary>
    public float Time => (float)Timestep / Settings.Steps;

    /// <summary>One slot with its symbol, where the symbol comes from, and what the player allows there.</summary>
    public Slot this[int slot]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Slots);
            return new Slot(_symbols[slot], _origins[slot], _allowed[slot], _probabilities[slot], _moves[slot]);
        }
    }

    /// <summary>The first slot that is known to hold PAD: the name's length. <see cref="Slots"/> while there is none.</summary>
    public int End
    {
        get
        {
            int end = ((ReadOnlySpan<byte>)_symbols)[..Slots].IndexOf(Alphabet.Pad);
            return end < 0 ? Slots : end;
        }
    }

    /// <summary>The slot comes after a known end of the name, so it holds PAD whatever is stored for it.</summary>
    public bool IsAfterEnd(int slot) => slot > End;

    /// <summary>The slot is not known, and not implied by the end of the name.</summary>
    public bool IsMasked(int slot) => _origins[slot] == Origin.Masked && !IsAfterEnd(slot);

    /// <summary>The denoiser has revealed the slot, and the name does not end before it.</summary>
    public bool IsRevealed(int slot) => _origins[slot] == Origin.Revealed && !IsAfterEnd(slot);

    /// <summary>The player restricts the slot to several symbols.</summary>
    public bool IsRestricted(int slot) => _origins[slot] != Origin.Forced && !IsFree(slot);

    /// <summary>The player has set nothing in the slot.</summary>
    public bool IsFree(int slot) => _allowed[slot] == Unrestricted(slot);

    /// <summary>What a slot of a free row can hold: the first one letters, since a name needs one, any other also its end.</summary>
    public SymbolSet Unrestricted(int slot) => slot == 0 ? Alphabet.AllLetters : Alphabet.Outputs;

    /// <summary>Slots that are not known yet.</summary>
    public int Masked
    {
        get
        {
            int end = End, count = 0;
            for (int i = 0; i < end; i++)
                count += _origins[i] == Origin.Masked ? 1 : 0;
            return count;
        }
    }

    /// <summary>No slot is masked.</summary>
    public bool IsFinished => Masked == 0;

    /// <summary>The leftmost slot that is not known yet; −1 if there is none.</summary>
    public int FirstMasked => ((ReadOnlySpan<Origin>)_origins)[..End].IndexOf(Origin.Masked);

    /// <summary>Every slot's character as it is shown: letters, the end of the name and masks.</summary>
    public string Row
    {
        get
        {
            Span<byte> row = stackalloc byte[Slots];
            CopyRow(row);
            Span<char> text = stackalloc char[Slots];
            for (int slot = 0; slot < Slots; slot++)
                text[slot] = Alphabet.CharacterOf(row[slot]);
            return new string(text);
        }
    }

    /// <summary>The letters before the end of the name; masked slots as <c>_</c>.</summary>
    public string Name
    {
        get
        {
            Span<byte> row = stackalloc byte[Slots];
            CopyRow(row);
            return Alphabet.Decode(row);
        }
    }

    /// <summary>Copies the symbols into <paramref name="row"/> <c>[Slots]</c>, PAD after the end of the name: what the denoiser sees.</summary>
    public void CopyRow(Span<byte> row)
    {
        ((ReadOnlySpan<byte>)_symbols)[..Slots].CopyTo(row);
        int end = End;
        if (end < Slots)
            row[end..Slots].Fill(Alphabet.Pad);
    }

    /// <summary>What a slot can still hold, given the player's constraints and the known symbols of all other slots.</summary>
    public SymbolSet Candidates(int slot)
    {
        (int length, int end) = Bounds(ownWordOnly: false, except: slot);
        return Within(_allowed[slot], slot, length, end);
    }

    /// <summary>The <see cref="Candidates"/> of every masked slot, all at once. Known slots get what the player allows there.</summary>
    /// <param name="sets">Receives <c>[Slots]</c>.</param>
    internal void CopyCandidates(Span<SymbolSet> sets)
    {
        // A masked slot has no symbol that could bound its own candidates.
        (int length, int end) = Bounds(ownWordOnly: false, except: -1);
        for (int slot = 0; slot < Slots; slot++)
            sets[slot] = _origins[slot] == Origin.Masked ? Within(_allowed[slot], slot, length, end) : _allowed[slot];
    }

    /// <summary>Whether a game that is at this board can end in a row: it is a name, keeps the constraints, and has every known symbol.</summary>
    /// <param name="row">Symbols <c>[Slots]</c>.</param>
    internal bool CanBecome(ReadOnlySpan<byte> row)
    {
        int length = row.IndexOf(Alphabet.Pad), end = End;
        if (length >= 0 && row[length..].ContainsAnyExcept(Alphabet.Pad))
            return false;
        for (int slot = 0; slot < Slots; slot++)
        {
            byte known = IsMasked(slot) ? row[slot] : slot < end ? _symbols[slot] : Alphabet.Pad;
            if (row[slot] != known || !_allowed[slot].Contains(row[slot]))
                return false;
        }
        return true;
    }

    /// <summary>Changes how the reverse process goes on. No letter changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The settings have a problem.</exception>
    public Board Configure(SamplerSettings settings)
    {
        if (settings.Problem is { } problem)
            throw new ArgumentOutOfRangeException(nameof(settings), problem);
        Board next = this with { Settings = settings };
        return next with { Timestep = settings.Steps == Settings.Steps ? Math.Max(Timestep, next.FewestSteps) : next.DerivedTimestep };
    }

    /// <summary>The same settings and seed, and nothing else: every slot masked and free, no move made.</summary>
    internal Board Cleared() => new(Alphabet, Slots, Settings, Seed);

    /// <summary>The board at the start of a game under a pattern with gaps, whose place is not drawn yet.</summary>
    internal Board Float(string gaps) => Cleared() with { Gaps = gaps, IsFloating = true };

    /// <summary>The same board, as one of the places of a pattern with gaps.</summary>
    internal Board AsPlaceOf(string gaps) => this with { Gaps = gaps };

    /// <summary>The same board in a game under another seed.</summary>
    public Board WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same board as the first of a game: no move has been made.</summary>
    public Board AtStart()
    {
        Board start = this with { Moves = 0 };
        for (int i = 0; i < Slots; i++)
            start = new Board(start, i, _symbols[i], _origins[i], _allowed[i], _probabilities[i], move: 0);
        return start;
    }

    /// <summary>A slot gets a sampled symbol. One move may reveal several slots, so the caller ends it.</summary>
    internal Board Reveal(int slot, byte symbol, float probability) =>
        new(this, slot, symbol, Origin.Revealed, _allowed[slot], probability, Moves + 1);

    /// <summary>A revealed slot returns to MASK, and what the player allows there stays. The caller ends the move.</summary>
    internal Board Conceal(int slot) => Masking(slot, _allowed[slot]);

    /// <summary>Ends a move of the reverse process, which has come to <paramref name="timestep"/>.</summary>
    internal Board EndStep(int timestep) => this with { Moves = Moves + 1, Timestep = IsFinished ? 0 : timestep };

    /// <summary>Ends a player's move: the timestep follows from the number of masked slots.</summary>
    internal Board EndEdit() => this with { Moves = Moves + 1, Timestep = DerivedTimestep };

    private int DerivedTimestep => Math.Max(NoiseSchedule.TimestepFor(Masked, Slots, Settings.Steps), FewestSteps);

    private int FewestSteps => IsFinished ? 0 : Settings.Order.FewestSteps(this);

    /// <summary>
    /// The least length that the constraints leave the name, and its earliest slot that can hold nothing but PAD (<see cref="Slots"/> if there
    /// is none). They can be satisfied exactly if length ≤ end.
    /// </summary>
    /// <param name="ownWordOnly">Only the player's constraints count, not what has been revealed.</param>
    /// <param name="except">A slot whose own revealed or forced symbol does not count; −1 for none.</param>
    private (int Length, int End) Bounds(bool ownWordOnly, int except)
    {
        byte pad = Alphabet.Pad;
        int length = 0, end = Slots, forcedEnd = Slots;
        for (int i = 0; i < Slots; i++)
        {
            bool known = i != except && !ownWordOnly && _origins[i] != Origin.Masked;
            SymbolSet set = known ? SymbolSet.Of(_symbols[i]) : _allowed[i];
            if (!set.Contains(pad))
                length = Math.Max(length, i + 1);
            else if (set.Count == 1)
                end = Math.Min(end, i);
            if (_allowed[i] == SymbolSet.Of(pad))
                forcedEnd = Math.Min(forcedEnd, i);
        }
        // An end that the player sets is the name's length: every slot before it holds a letter.
        return (forcedEnd < Slots ? Math.Max(length, forcedEnd) : length, end);
    }

    private SymbolSet Within(SymbolSet set, int slot, int length, int end) =>
        slot < length ? set.Without(Alphabet.Pad) : slot >= end ? set & SymbolSet.Of(Alphabet.Pad) : set;

    private Board Masking(int slot, SymbolSet set) => new(this, slot, Alphabet.Mask, Origin.Masked, set, probability: 0, move: 0);

    /// <summary>Whether both boards are the same in all that decides what comes next.</summary>
    public bool Equals(Board other) =>
        Slots == other.Slots && Seed == other.Seed && Moves == other.Moves && Timestep == other.Timestep && Settings == other.Settings
        && Equals(Alphabet, other.Alphabet) && Gaps == other.Gaps && IsFloating == other.IsFloating
        && ((ReadOnlySpan<byte>)_symbols).SequenceEqual(other._symbols)
        && ((ReadOnlySpan<Origin>)_origins).SequenceEqual(other._origins)
        && ((ReadOnlySpan<SymbolSet>)_allowed).SequenceEqual(other._allowed)
        && ((ReadOnlySpan<float>)_probabilities).SequenceEqual(other._probabilities)
        && ((ReadOnlySpan<int>)_moves).SequenceEqual(other._moves);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Board other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Slots, Seed, Moves, Timestep, Name);

    /// <summary>Whether both boards are <see cref="Equals(Board)"/>.</summary>
    public static bool operator ==(Board left, Board right) => left.Equals(right);

    /// <summary>Whether the boards differ.</summary>
    public static bool operator !=(Board left, Board right) => !left.Equals(right);
}
