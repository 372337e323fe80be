using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Random games: a row of some length over a small or a full alphabet, and actions of every kind.</summary>
internal static class GameGenerators
{
    /// <summary>Of some of the slots, in some order.</summary>
    public static readonly Gen<SlotSequence> Sequences = Gen.Select(Gen.Shuffle(Enumerable.Range(1, Board.MaxSlots).ToArray()), Gen.Int[0, Board.MaxSlots], (slots, count) =>
        count > 0 && SlotSequence.TryParse(string.Join(',', slots.Take(count)), out SlotSequence sequence, out _) ? sequence : default);

    public static readonly Gen<SamplerSettings> Settings =
        from order in Gen.OneOfConst([.. RevealOrders.All])
        from steps in Gen.Int[1, 60]
        from temperature in Gen.Float[0.05f, 5f]
        from remasking in Gen.OneOfConst([.. Remaskings.All])
        from strength in Gen.Float[0, 1]
        from gamma in Gen.Float[0, 3]
        from sequence in Sequences
        select new SamplerSettings(order, steps, temperature) { Remasking = remasking, Strength = strength, Gamma = gamma, Sequence = sequence };

    private static readonly Gen<Alphabet> Alphabets = Gen.OneOfConst(Alphabet.English, new Alphabet("abc"), new Alphabet("x"));

    public static Gen<BoardAction> Action(int slots, Alphabet alphabet)
    {
        Gen<int> slot = Gen.Int[0, slots - 1];
        Gen<byte> output = Gen.Int[0, alphabet.Pad].Select(s => (byte)s);
        return Gen.Frequency(
            (4, Gen.Select(slot, output, BoardAction.Force)),
            (3, Gen.Select(slot, Gen.ULong[1, alphabet.Outputs.Bits], (s, bits) => BoardAction.Restrict(s, new SymbolSet(bits)))),
            (2, Gen.Select(slot, Gen.ULong[1, alphabet.Outputs.Bits], (s, bits) => BoardAction.Forbid(s, new SymbolSet(bits)))),
            (1, Gen.Select(slot, output, (s, symbol) => BoardAction.Forbid(s, SymbolSet.Of(symbol)))),
            (1, output.Select(symbol => BoardAction.ForbidEverywhere(SymbolSet.Of(symbol)))),
            (1, slot.Select(BoardAction.End)),
            (2, slot.Select(BoardAction.Lift)),
            (6, slot.Select(BoardAction.Reveal)),
            (3, slot.Select(BoardAction.Remask)),
            (4, Gen.Const(BoardAction.Step)),
            (1, Gen.Const(BoardAction.Finish)),
            (1, Gen.Const(BoardAction.Restart)),
            (1, Gen.OneOfConst("", "*A", "A*", "*A*", "*_A", "A*A", "[^A]*", "_A", "*[A").Select(text => BoardAction.SetPattern(text.Replace('A', alphabet.Letters[0])))),
            (1, Settings.Select(BoardAction.Configure)));
    }

    public static readonly Gen<(Board Start, BoardAction[] Actions)> Game =
        from alphabet in Alphabets
        from slots in Gen.Int[1, 16]
        from settings in Settings
        from seed in Gen.ULong
        from constraints in Gen.Select(Gen.Int[0, slots - 1], Gen.ULong[1, alphabet.Outputs.Bits]).Array[0, 3]
        from actions in Action(slots, alphabet).Array[0, 40]
        select (Constrain(new Board(alphabet, slots, settings, seed), constraints), actions);

    private static Board Constrain(Board board, (int Slot, ulong Bits)[] constraints)
    {
        foreach ((int slot, ulong bits) in constraints)
            board = board.TryRestrict(slot, new SymbolSet(bits), out Board next, out _) ? next : board;
        return board.AtStart();
    }

    public static Session Play((Board Start, BoardAction[] Actions) game)
    {
        var session = new Session(new HashDenoiser(game.Start.Alphabet, game.Start.Slots), game.Start);
        foreach (BoardAction action in game.Actions)
            session.TryApply(action, out _);
        return session;
    }
}
