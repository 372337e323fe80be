using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>From typed characters to forced letters. A keyboard sends a letter with its mark as one character, or the mark after the letter.</summary>
public static class Typing
{
    /// <summary>Reads a typed character.</summary>
    /// <param name="board">What it is typed on.</param>
    /// <param name="typed">A letter or a mark.</param>
    /// <param name="slot">Where it is typed; afterwards where it belongs: a mark changes the letter that was forced before it.</param>
    /// <param name="symbol">The letter that is to be forced there.</param>
    /// <returns>False if the alphabet has no such letter.</returns>
    public static bool TryRead(in Board board, char typed, ref int slot, out byte symbol)
    {
        Alphabet alphabet = board.Alphabet;
        if (alphabet.TryRead(typed, out symbol))
            return true;
        if (!Composition.IsMark(typed))
            return false;
        // After the last slot was forced the cursor stays on it.
        foreach (int before in (int[])[slot - 1, slot])
        {
            if (before < 0 || before >= board.Slots || board[before].Origin != Origin.Forced)
                continue;
            string composed = Composition.Of($"{alphabet.CharacterOf(board[before].Symbol)}{typed}");
            if (composed.Length != 1 || !alphabet.TryRead(composed[0], out symbol))
                continue;
            slot = before;
            return true;
        }
        return false;
    }
}
