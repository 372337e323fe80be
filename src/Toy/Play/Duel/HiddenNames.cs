using Unmask.Model.Text;

namespace Unmask.Toy.Play.Duel;

/// <summary>
/// The names that a duel may hide. Easy: the most borne, which everyone knows, and the denoiser too. Medium: common ones that were held out of its
/// training. Hard: the rarest, which it never saw either. A list without counts has no familiar words, so there the levels differ in what is shown.
/// </summary>
internal static class HiddenNames
{
    /// <summary>The most borne names that are familiar, and those that are common.</summary>
    public const int Familiar = 500, Common = 5_000;

    /// <summary>In letters; a shorter name is hidden only if there is nothing else.</summary>
    public const int Shortest = 4;

    /// <summary>The names for a level, by their position in the list; never empty if any name fits.</summary>
    public static int[] Of(NameSet names, DuelLevel level, int slots)
    {
        int[] fitting = Fitting(names, slots, Shortest);
        if (fitting.Length == 0)
            fitting = Fitting(names, slots, 1);
        int[] some = level switch
        {
            DuelLevel.Easy when names.HasBirths => [.. fitting.Take(Familiar)],
            DuelLevel.Easy => fitting,
            DuelLevel.Hard when names.HasBirths => RarerHalf([.. fitting.SkipWhile(name => name < names.TrainingCount)], orOf: fitting),
            _ => [.. (names.HasBirths ? fitting.Take(Common) : fitting).Where(name => !WasTaught(names, name))],
        };
        return some.Length > 0 ? some : fitting;
    }

    /// <summary>What the data know of a name: how many people bear it; empty if the list does not count them.</summary>
    public static string FactOf(NameSet names, int name)
    {
        string since = names.Hash == Presets.Find(Presets.Default)!.Hash ? " since 1880" : "";
        return names.HasBirths ? $"{names.BirthsOf(name):N0} people{since}, rank {names.RankOf(name):N0}" : "";
    }

    /// <summary>Whether the denoiser learned the name, unless its training held nothing out.</summary>
    public static bool WasTaught(NameSet names, int name) =>
        name < names.TrainingCount && (!names.HoldsOut || Splits.Of(names[name]) == Split.Train);

    private static int[] Fitting(NameSet names, int slots, int shortest) =>
        [.. Enumerable.Range(0, names.Count).Where(name => names.SymbolsOf(name).Length is var length && length >= shortest && length <= slots)];

    private static int[] RarerHalf(int[] unseen, int[] orOf) => unseen.Length > 0 ? unseen[(unseen.Length / 2)..] : orOf[(orOf.Length / 2)..];
}
