using System.Text;
using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// Constraints as text: a letter forces a slot, <c>_</c> leaves it masked, <c>.</c> or a trailing <c>$</c> ends the name there,
/// <c>[aeiou]</c> and <c>[^x]</c> give an allowed set. A pattern shorter than the row leaves the rest masked.
/// </summary>
public static class Pattern
{
    /// <summary>The board of <paramref name="empty"/> under the pattern's constraints.</summary>
    /// <exception cref="PatternException">The text is no pattern, is too long for the row, or no name can satisfy it.</exception>
    public static Board Apply(string pattern, in Board empty)
    {
        // A capital Σ is final only where the pattern ends the name; its end is no end of a word.
        pattern = Composition.Of(pattern);
        Board board = empty;
        int slot = 0;
        for (int i = 0; i < pattern.Length; slot++)
        {
            int start = i;
            char c = pattern[i++];
            if (c == '$' && i < pattern.Length)
                throw new PatternException(pattern, start, "'$' ends the name, so nothing can follow it");
            if (c == '$' && slot == board.Slots)
                break;
            if (slot >= board.Slots)
                throw new PatternException(pattern, start, $"the pattern is longer than the row of {board.Slots} slots");
            if (c == Alphabet.MaskCharacter)
                continue;
            SymbolSet set = c switch
            {
                '.' or '$' => SymbolSet.Of(board.Alphabet.Pad),
                '[' => Set(pattern, ref i, board.Alphabet),
                _ => SymbolSet.Of(Letter(pattern, start, board.Alphabet)),
            };
            if (!board.TryRestrict(slot, set, out Board next, out string? refusal))
                throw new PatternException(pattern, start, refusal!.TrimEnd('.'));
            board = next;
        }
        // A pattern states where a game begins: it is no move of it.
        return board.AtStart();
    }

    /// <summary>The player's constraints on a board as a pattern, without trailing masked slots.</summary>
    public static string Of(in Board board)
    {
        var text = new StringBuilder();
        for (int slot = 0; slot < board.Slots; slot++)
            Append(text, board, slot);
        return text.ToString().TrimEnd(Alphabet.MaskCharacter);
    }

    /// <summary>Writes what the player has set in a slot.</summary>
    internal static void Append(StringBuilder text, in Board board, int slot)
    {
        if (board.IsRestricted(slot))
            Append(text, board[slot].Allowed, board.Alphabet);
        else
            text.Append(board[slot].Origin == Origin.Forced ? board.Alphabet.CharacterOf(board[slot].Symbol) : Alphabet.MaskCharacter);
    }

    /// <summary>Writes a set: its letters, or after <c>^</c> those that it lacks, whichever are fewer.</summary>
    internal static void Append(StringBuilder text, SymbolSet set, Alphabet alphabet)
    {
        SymbolSet missing = alphabet.Outputs - set;
        bool negated = missing.Count < set.Count;
        text.Append(negated ? "[^" : "[");
        for (ulong rest = (negated ? missing : set).Bits; rest != 0; rest &= rest - 1)
            text.Append(alphabet.CharacterOf(new SymbolSet(rest).First));
        text.Append(']');
    }

    /// <summary>Reads a set from after its <c>[</c> to past its <c>]</c>. A set names PAD as <c>.</c>; <c>[^…]</c> allows PAD unless it names it.</summary>
    private static SymbolSet Set(string pattern, ref int i, Alphabet alphabet)
    {
        int start = i - 1;
        bool negated = i < pattern.Length && pattern[i] == '^';
        if (negated)
            i++;
        var set = new SymbolSet(0);
        for (; i < pattern.Length && pattern[i] != ']'; i++)
            set = set.With(pattern[i] == Alphabet.PadCharacter ? alphabet.Pad : Letter(pattern, i, alphabet));
        if (i == pattern.Length)
            throw new PatternException(pattern, start, "'[' has no ']'");
        i++;
        if (set.IsEmpty)
            throw new PatternException(pattern, start, "the set names no letter");
        return negated ? alphabet.Outputs - set : set;
    }

    private static byte Letter(string pattern, int index, Alphabet alphabet)
    {
        char c = pattern[index];
        bool isLast = index + 1 < pattern.Length && pattern[index + 1] is '.' or '$';
        if ((isLast && c == 'Σ' && alphabet.TrySymbolOf(Casing.FinalSigma, out byte symbol)) || alphabet.TryRead(c, out symbol))
            return symbol;
        throw new PatternException(pattern, index, $"{Shown.At(pattern, index)} is no letter of the alphabet '{alphabet}'; use its letters, _ . [ ] [^ ] or a final $");
    }
}

/// <summary>A pattern that cannot be used: which character, and why.</summary>
public sealed class PatternException(string pattern, int index, string reason)
    : Exception($"bad pattern '{pattern}', character {index + 1}: {reason}")
{
    /// <summary>The offending character's place in the pattern, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
