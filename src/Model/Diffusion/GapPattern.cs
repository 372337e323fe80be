using System.Text;
using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// A pattern with gaps. <c>*</c> stands for any number of letters, also none, and the pattern describes the whole name: <c>*beth</c> ends in
/// beth, <c>ma*</c> begins with ma, <c>*nn*</c> has nn in it, <c>j*n</c> begins with j and ends in n. Between gaps stand letters, <c>_</c> for one
/// letter, and sets of letters. A set before a last <c>*</c> holds for all the rest: <c>[^z]*</c> has no z.
/// </summary>
/// <remarks>It is short for ordinary patterns: one for each choice of places and length at which its parts fit a row.</remarks>
public static class GapPattern
{
    /// <summary>The most ordinary patterns that one with gaps may stand for.</summary>
    public const int MaxPlacements = 4096;

    private const char Gap = '*';

    /// <summary>Whether a pattern has a gap, which <see cref="Pattern.Apply"/> does not take.</summary>
    public static bool HasGap(string pattern) => pattern.Contains(Gap);

    /// <summary>The player's constraints on a board as a pattern: the one with gaps, if that is how they were set. A set that holds for all the rest is written once, before a <c>*</c>.</summary>
    public static string Of(in Board board)
    {
        if (board.Gaps is { } gaps)
            return gaps;
        (byte pad, SymbolSet set) = (board.Alphabet.Pad, board[board.Slots - 1].Allowed);
        int from = board.Slots;
        while (board.IsRestricted(board.Slots - 1) && set.Contains(pad) && from > 0 && board[from - 1].Allowed is var allowed && (from == 1 ? allowed.With(pad) : allowed) == set)
            from--;
        // What a pattern with gaps has before them is letters alone.
        bool canRepeat = board.Slots - from > 1;
        for (int slot = 0; slot < from; slot++)
            canRepeat &= !board[slot].Allowed.Contains(pad);
        if (!canRepeat)
            return Pattern.Of(board);
        var text = new StringBuilder();
        for (int slot = 0; slot < from; slot++)
            Pattern.Append(text, board, slot);
        bool isBan = set.Count > board.Alphabet.Outputs.Count / 2;
        Pattern.Append(text, isBan ? set : set.Without(pad), board.Alphabet);
        return text.Append(Gap).ToString();
    }

    /// <summary>A pattern as it is kept and shown: in the alphabet's own letters, adjacent gaps as one, without an end that changes nothing.</summary>
    /// <exception cref="PatternException">The text is no pattern.</exception>
    public static string Normal(string pattern, Alphabet alphabet) => alphabet.Spell(string.Concat(Read(Composition.Of(pattern)).Select(element => element.Text)));

    /// <summary>The ordinary patterns that a pattern with gaps stands for; earlier places come first.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="empty">A board of the row's slots and alphabet, without constraints.</param>
    /// <exception cref="PatternException">The text is no pattern, fits in no row, or fits in more than <see cref="MaxPlacements"/> ways.</exception>
    public static IReadOnlyList<string> Expand(string pattern, in Board empty)
    {
        pattern = Composition.Of(pattern);
        List<Element> elements = Read(pattern);
        int slots = empty.Slots;
        int spare = slots - Check(pattern, elements, empty);
        bool isOpen = elements[^1].IsGap;
        if (elements.FindIndex(element => element.IsGap) is > 0 and int gap && elements[gap - 1].IsSet)
        {
            if (gap < elements.Count - 1)
                throw new PatternException(pattern, elements[gap].At, "a set before '*' holds for all the rest, so nothing can follow it");
            return [string.Concat(elements[..(gap - 1)].Select(element => element.OneLetter)) + Repeat(elements[gap - 1].LetterOrEnd, spare + 1)];
        }

        int lastLetter = elements.FindLastIndex(element => !element.IsGap && !element.IsAnyLetter);
        List<string> patterns = [];
        Place(0, "", spare);
        return patterns;

        // Writes the elements from one on, with so many slots left for gaps.
        void Place(int index, string text, int left)
        {
            if (patterns.Count > MaxPlacements)
                throw new PatternException(pattern, 0, $"it fits a row in more than {MaxPlacements:N0} ways; use fewer '*'");
            // Behind the last letter nothing else says that the name goes on.
            for (; index < elements.Count && !elements[index].IsGap; index++)
                text += elements[index].IsAnyLetter && index < lastLetter ? "_" : elements[index].OneLetter;
            if (index >= elements.Count - 1 && isOpen)
                patterns.Add(text);
            else if (index == elements.Count)
                patterns.Add(text + '$');
            else
            {
                for (int length = 0; length <= left; length++)
                    Place(index + 1, text + Repeat("_", length), left - length);
            }
        }
    }

    /// <summary>Splits a pattern into gaps, letters and sets. Adjacent gaps are one, and an end is left out, since it changes nothing.</summary>
    private static List<Element> Read(string pattern)
    {
        List<Element> elements = [];
        for (int i = 0; i < pattern.Length;)
        {
            int at = i;
            switch (pattern[i++])
            {
                case '.' or '$' when i < pattern.Length:
                    throw new PatternException(pattern, at, $"'{pattern[at]}' ends the name, so nothing can follow it");
                case '.' or '$':
                case Gap when elements is [.., { IsGap: true }]:
                    continue;
                case '[':
                    i = pattern.IndexOf(']', i) + 1;
                    if (i == 0)
                        throw new PatternException(pattern, at, "'[' has no ']'");
                    break;
            }
            elements.Add(new(pattern[at..i], at));
        }
        return elements;
    }

    /// <summary>Throws what is wrong with an element alone, or with all of them in one row.</summary>
    /// <returns>The slots that they take without gaps.</returns>
    private static int Check(string pattern, List<Element> elements, in Board empty)
    {
        int slot = 0;
        foreach (Element element in elements.Where(element => !element.IsGap))
        {
            if (slot == empty.Slots)
                throw new PatternException(pattern, element.At, $"the pattern is longer than the row of {empty.Slots} slots");
            if (element.NamesEnd)
                throw new PatternException(pattern, element.At, "in a pattern with '*' a set holds letters alone");
            try
            {
                Pattern.Apply(Repeat("_", slot) + element.Text, empty);
            }
            catch (PatternException e)
            {
                throw new PatternException(pattern, element.At + e.Index - slot, e.Reason);
            }
            slot++;
        }
        return slot;
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    /// <summary>A letter, <c>_</c>, a set, or a gap.</summary>
    /// <param name="Text">As it stands in the pattern.</param>
    /// <param name="At">Where, from 0.</param>
    private sealed record Element(string Text, int At)
    {
        private const string AnyLetter = "[^.]";

        public bool IsGap => Text[0] == Gap;

        public bool IsSet => Text[0] == '[' && !IsAnyLetter;

        public bool IsAnyLetter => Text is "_" or AnyLetter;

        public bool NamesEnd => Text[0] == '[' && Text[1] != '^' && Text.Contains(Alphabet.PadCharacter);

        /// <summary>As an ordinary pattern has it, without the end of the name.</summary>
        public string OneLetter => IsAnyLetter ? AnyLetter : IsNegated ? $"[{Names}.]" : Text;

        /// <summary>The same set, the end of the name besides.</summary>
        public string LetterOrEnd => IsNegated ? $"[{Names}]" : $"[{Names}.]";

        private bool IsNegated => Text[0] == '[' && Text[1] == '^';

        private string Names => Text[1..^1].Replace(".", "", StringComparison.Ordinal);
    }
}
