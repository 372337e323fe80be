using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Sessions;

/// <summary>
/// A game as a short text that rebuilds it letter for letter on any processor: the weights' fingerprint, the first board (settings, seed,
/// constraints) and every action on the way to the moment that was shown. Other branches are left out: the moment does not depend on them,
/// and they would make codes long.
/// </summary>
/// <remarks>
/// No letter that the denoiser revealed is written: replaying samples them again. A check of the last row tells whether they came out
/// the same. Texts come from strangers, so reading one is bounded: in length, in moments, and by a checksum before anything else.
/// </remarks>
public sealed class ReplayCode
{
    /// <summary>The most moments that a code's game can have.</summary>
    public const int MaxMoments = 5000;

    /// <summary>Places of patterns with gaps that a code's game can draw: each may take thousands of predictions.</summary>
    public const int MaxPlaces = 100;

    private const int FingerprintBits = 64, SlotBits = 5, LetterBits = 6, CheckBits = 16;

    private readonly ReplayFormat _format;
    private readonly SymbolSet[] _allowed;
    private readonly ulong _weights, _check;

    private ReplayCode(ReplayFormat format, ulong weights, in SamplerSettings settings, ulong seed, SymbolSet[] allowed, BoardAction[] actions, ulong check)
    {
        (_format, _weights, _allowed, _check) = (format, weights, allowed, check);
        (Settings, Seed, Actions) = (settings, seed, actions);
    }

    /// <summary>Of the weights that the game was played with: <see cref="IDenoiser.Fingerprint"/>.</summary>
    public string Fingerprint => _weights.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Slots of the row.</summary>
    public int Slots => _format.Slots;

    /// <summary>Letters of the alphabet.</summary>
    public int Letters => _format.Letters;

    /// <summary>The settings that the game began with.</summary>
    public SamplerSettings Settings { get; }

    /// <summary>The seed that the game began with.</summary>
    public ulong Seed { get; }

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<BoardAction> Actions { get; }

    /// <summary>The code of a game up to the moment that is shown.</summary>
    /// <returns>False, with the reason, if the game cannot be written as a code.</returns>
    public static bool TryEncode(Session session, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason)
    {
        text = null;
        if (ReplayPath.Length(session.History) > MaxMoments)
        {
            reason = $"this game is too long for a replay code: it has more than {MaxMoments} moments";
            return false;
        }
        if (ReplayPath.Places(session.History) > MaxPlaces)
        {
            reason = $"this game is too long for a replay code: it has drawn a pattern's place more than {MaxPlaces} times";
            return false;
        }
        Board board = session.Board;
        Span<byte> row = stackalloc byte[board.Slots];
        board.CopyRow(row);
        return TryEncode(session.Prediction.Denoiser.Fingerprint, session.History[0].Board, [.. ReplayPath.ActionsOf(session.History)], row, out text, out reason);
    }

    /// <summary>The code of a game that is known by how it began and what was done.</summary>
    /// <param name="fingerprint">Of the denoiser that it was played with.</param>
    /// <param name="start">The first board.</param>
    /// <param name="actions">Every action, in order; each changes something.</param>
    /// <param name="row">The row that the game came to <c>[Slots]</c>.</param>
    /// <param name="text">The code.</param>
    /// <param name="reason">Why there is none.</param>
    /// <returns>False, with the reason, if the game cannot be written as a code.</returns>
    private static bool TryEncode(
        string? fingerprint, in Board start, BoardAction[] actions, ReadOnlySpan<byte> row, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason)
    {
        text = null;
        // A pattern whose place is not drawn yet is no constraint of a slot. To set it first comes to the same board.
        if (start.Gaps is { } gaps)
            actions = [BoardAction.SetPattern(gaps), .. actions];
        reason = !TryReadFingerprint(fingerprint, out ulong weights) ? "games with this denoiser have no replay code: its weights have no fingerprint of 16 hexadecimal digits"
            : !IsFirst(start) ? "this game began in the middle, so it has no replay code"
            : actions.Select(action => action.Settings).Append(start.Settings).Any(settings => settings.Order is not null && !ReplayFormat.CanWrite(settings))
                ? "a sampler that is not the program's own was used, so this game has no replay code"
            : null;
        if (reason is not null)
            return false;

        var format = new ReplayFormat(start.Slots, start.Alphabet.Letters.Length);
        var allowed = new SymbolSet[start.Slots];
        for (int slot = 0; slot < start.Slots; slot++)
            allowed[slot] = start.IsFree(slot) ? default : start[slot].Allowed;
        var code = new ReplayCode(format, weights, start.Settings, start.Seed, allowed, actions, CheckOf(row, start.Alphabet));
        string encoded = ReplayText.Encode(code.ToBytes());
        if (encoded.Length > ReplayText.MaxLength)
        {
            reason = $"this game is too long for a replay code: it would have {encoded.Length} characters";
            return false;
        }
        text = encoded;
        return true;
    }

    /// <summary>Whether a text looks like a code, so that the player should be told why it cannot be read.</summary>
    public static bool IsMeant(string text) => ReplayText.IsMeant(text);

    /// <summary>Finds a code in a text and reads it. Whether its game can be played shows when it is replayed.</summary>
    /// <returns>False, with the reason, if the text is no code, is damaged, or means nothing.</returns>
    public static bool TryDecode(string text, [NotNullWhen(true)] out ReplayCode? code, [NotNullWhen(false)] out string? reason)
    {
        code = null;
        if (!ReplayText.TryDecode(text, out byte[]? bytes, out reason))
            return false;
        code = Read(new ReplayBitReader(bytes));
        if (code is null)
            reason = "this replay code describes no game, though it is undamaged: it was not made by this program";
        return code is not null;
    }

    /// <summary>Plays the game again, all at once; every moment is in the session's history, whose first is 0.</summary>
    /// <param name="denoiser">Used by the session alone.</param>
    /// <returns>False, with the reason, if the denoiser has other weights or the game cannot be played like that.</returns>
    public bool TryReplay(IDenoiser denoiser, [NotNullWhen(true)] out Session? session, [NotNullWhen(false)] out string? reason)
    {
        session = null;
        if (!TryReadFingerprint(denoiser.Fingerprint, out ulong others) || others != _weights)
        {
            reason = $"this game was played with the weights {Fingerprint}, but these of '{denoiser.Architecture}' {(denoiser.Fingerprint is { } other ? $"are {other}" : "have no fingerprint")}";
            return false;
        }
        if (denoiser.Slots != Slots || denoiser.Alphabet.Letters.Length != Letters)
        {
            reason = $"this replay code is of a row of {Slots} slots over {Letters} letters, but '{denoiser.Architecture}' has {denoiser.Slots} and {denoiser.Alphabet.Letters.Length}";
            return false;
        }
        if (!TryStart(denoiser, out Board start, out reason))
            return false;

        var game = new Session(denoiser, start);
        int places = 0;
        for (int i = 0; i < Actions.Count; i++)
        {
            Board before = game.Board;
            if (!game.TryRepeat(Actions[i], out string? refusal))
            {
                reason = $"move {i + 1} of this replay code cannot be made: {refusal ?? "it would change nothing."}";
                return false;
            }
            if (game.History.Count > MaxMoments + 1)
            {
                reason = $"this replay code's game has more than {MaxMoments} moments";
                return false;
            }
            places += Actions[i].DrewPlace(before, game.Board) ? 1 : 0;
            if (places > MaxPlaces)
            {
                reason = $"this replay code's game draws a pattern's place more than {MaxPlaces} times";
                return false;
            }
        }
        Span<byte> row = stackalloc byte[Slots];
        game.Board.CopyRow(row);
        if (CheckOf(row, denoiser.Alphabet) != _check)
        {
            reason = "replayed, this game ends in other letters: another version of this program made the code";
            return false;
        }
        session = game;
        return true;
    }

    private bool TryStart(IDenoiser denoiser, out Board start, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        start = new Board(denoiser.Alphabet, _format.Slots, Settings, Seed);
        for (int slot = 0; slot < _format.Slots; slot++)
        {
            if (_allowed[slot].IsEmpty)
                continue;
            if (!start.TryRestrict(slot, _allowed[slot], out Board next, out string? refusal))
            {
                reason = $"the constraints that this replay code begins with cannot be: {refusal}";
                return false;
            }
            start = next;
        }
        start = start.AtStart();
        return true;
    }

    private byte[] ToBytes()
    {
        var to = new ReplayBitWriter();
        to.Write(_weights, FingerprintBits);
        to.Write((ulong)_format.Slots - 1, SlotBits);
        to.Write((ulong)_format.Letters - 1, LetterBits);
        to.Write(_check, CheckBits);
        to.WriteCount(Seed);
        ReplayFormat.Write(to, Settings, ReplayFormat.Usual);
        bool isConstrained = _allowed.Any(set => !set.IsEmpty);
        to.Write(isConstrained);
        if (isConstrained)
        {
            foreach (SymbolSet set in _allowed)
            {
                to.Write(!set.IsEmpty);
                if (!set.IsEmpty)
                    _format.Write(to, set);
            }
        }

        SamplerSettings current = Settings;
        to.WriteCount((ulong)Actions.Count);
        foreach (BoardAction action in Actions)
        {
            _format.Write(to, action, current);
            if (action.Kind == ActionKind.Configure)
                current = action.Settings;
        }
        return to.ToBytes();
    }

    /// <returns>Null if these bits are no game.</returns>
    private static ReplayCode? Read(ReplayBitReader from)
    {
        ulong weights = from.Read(FingerprintBits);
        var format = new ReplayFormat((int)from.Read(SlotBits) + 1, (int)from.Read(LetterBits) + 1);
        if (format.Slots > Board.MaxSlots || format.Letters > Alphabet.MaxLetters)
            return null;
        ulong check = from.Read(CheckBits);
        ulong seed = from.ReadCount();
        if (!ReplayFormat.TryRead(from, ReplayFormat.Usual, out SamplerSettings settings))
            return null;
        var allowed = new SymbolSet[format.Slots];
        bool isConstrained = from.ReadFlag();
        for (int slot = 0; isConstrained && slot < format.Slots; slot++)
        {
            if (from.ReadFlag() && (!format.TryRead(from, out allowed[slot]) || allowed[slot].IsEmpty))
                return null;
        }

        ulong count = from.ReadCount();
        if (from.IsOverrun || count > MaxMoments)
            return null;
        List<BoardAction> actions = [];
        SamplerSettings current = settings;
        while ((ulong)actions.Count < count)
        {
            if (!format.TryRead(from, current, out BoardAction action) || from.IsOverrun)
                return null;
            actions.Add(action);
            if (action.Kind == ActionKind.Configure)
                current = action.Settings;
        }
        return from.IsAtEnd ? new ReplayCode(format, weights, settings, seed, allowed, [.. actions], check) : null;
    }

    private static bool TryReadFingerprint(string? digits, out ulong bits) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits) && digits.Length == FingerprintBits / 4;

    /// <summary>Nothing has been revealed and no move made: settings, seed and constraints say all of it.</summary>
    private static bool IsFirst(in Board board)
    {
        bool isFirst = board.Moves == 0 && (board.Gaps is null || board.IsFloating);
        for (int slot = 0; slot < board.Slots; slot++)
            isFirst &= board[slot].Origin != Origin.Revealed;
        return isFirst;
    }

    /// <summary>16 bits that stand for a row's letters.</summary>
    private static ulong CheckOf(ReadOnlySpan<byte> row, Alphabet alphabet)
    {
        ulong hash = 0;
        foreach (byte symbol in row)
            hash = CounterRandom.Fork(hash, alphabet.CharacterOf(symbol));
        return hash >> 64 - CheckBits;
    }
}
