using Unmask.Model.Text;

namespace Unmask.Model.Learning;

/// <summary>The forward process with a given number of masked slots, as a game would show the result.</summary>
internal static class RandomMask
{
    /// <summary>
    /// Masks a uniformly random set of <paramref name="count"/> slots (Knuth's algorithm S: as many draws as slots). What follows a known PAD is
    /// known in a game, so it is shown: no game comes to any other state, and such a slot costs nothing.
    /// </summary>
    /// <param name="row">A clean row <c>[slots]</c>, changed in place.</param>
    /// <param name="count">0 to the number of slots. What is shown may leave fewer.</param>
    /// <param name="alphabet">The row's.</param>
    /// <param name="random">Draws the set.</param>
    /// <returns>Whether any slot is left to predict.</returns>
    public static bool Apply(Span<byte> row, int count, Alphabet alphabet, ref Xoshiro256 random)
    {
        bool ended = false, any = false;
        for (int slot = 0; slot < row.Length; slot++)
        {
            if (random.Next(row.Length - slot) < count)
            {
                count--;
                if (ended)
                    continue;
                row[slot] = alphabet.Mask;
                any = true;
            }
            else
            {
                ended |= row[slot] == alphabet.Pad;
            }
        }
        return any;
    }

    /// <summary>
    /// The probability that <see cref="Apply"/> leaves a slot to predict. It leaves none if all masked slots are behind the first PAD:
    /// C(s − n − 1, k) of C(s, k) sets, for n letters, s slots and k masked.
    /// </summary>
    /// <param name="letters">Letters of the row, before its first PAD.</param>
    /// <param name="slots">Slots of the row.</param>
    /// <param name="count">Masked slots: at least 1.</param>
    public static double ProbabilityOfAny(int letters, int slots, int count)
    {
        double none = 1;
        for (int i = 0; i < count; i++)
            none *= Math.Max(0, (double)(slots - letters - 1 - i) / (slots - i));
        return 1 - none;
    }
}
