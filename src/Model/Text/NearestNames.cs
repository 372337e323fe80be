namespace Unmask.Model.Text;

/// <summary>The known names that are fewest edits away from a name.</summary>
public static class NearestNames
{
    /// <summary>
    /// Searches the training set for the nearest names, nearest first and, among equals, most births first. The name itself is not its
    /// own neighbour. Allocates nothing.
    /// </summary>
    /// <param name="names">Where to search.</param>
    /// <param name="letters">The letters of a name, without PAD: 1 to <see cref="EditDistance.MaxLetters"/>.</param>
    /// <param name="nearest">Receives as many neighbours as it has room for.</param>
    /// <returns>How many were written.</returns>
    public static int Find(NameSet names, ReadOnlySpan<byte> letters, Span<Neighbor> nearest)
    {
        if (nearest.IsEmpty)
            return 0;
        EditDistance distance = new(letters, stackalloc ulong[EditDistance.TableLength]);
        int found = 0;
        for (int name = 0; name < names.TrainingCount; name++)
        {
            ReadOnlySpan<byte> candidate = names.SymbolsOf(name);
            // Lengths that differ by d are at least d edits apart; most candidates end here.
            if (found == nearest.Length && Math.Abs(candidate.Length - letters.Length) > nearest[^1].Distance)
                continue;
            Neighbor neighbor = new(name, distance.To(candidate));
            if (neighbor.Distance == 0)
                continue;
            if (found < nearest.Length)
                found++;
            else if (!Before(names, neighbor, nearest[^1]))
                continue;

            int place = found - 1;
            for (; place > 0 && Before(names, neighbor, nearest[place - 1]); place--)
                nearest[place] = nearest[place - 1];
            nearest[place] = neighbor;
        }
        return found;
    }

    private static bool Before(NameSet names, Neighbor a, Neighbor b) =>
        a.Distance != b.Distance ? a.Distance < b.Distance
        : names.BirthsOf(a.Name) != names.BirthsOf(b.Name) ? names.BirthsOf(a.Name) > names.BirthsOf(b.Name)
        : a.Name < b.Name;
}
