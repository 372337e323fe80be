namespace Unmask.Model.Learning;

/// <summary>The forward process with a given number of masked slots.</summary>
internal static class RandomMask
{
    /// <summary>Masks a uniformly random set of <paramref name="count"/> slots (Knuth's algorithm S: as many draws as slots).</summary>
    /// <param name="row">Symbols <c>[slots]</c>, changed in place.</param>
    /// <param name="count">0 to the number of slots.</param>
    /// <param name="mask">The symbol MASK.</param>
    /// <param name="random">Draws the set.</param>
    public static void Apply(Span<byte> row, int count, byte mask, ref Xoshiro256 random)
    {
        for (int slot = 0; slot < row.Length; slot++)
        {
            if (random.Next(row.Length - slot) >= count)
                continue;
            row[slot] = mask;
            count--;
        }
    }
}
