using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Files;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Race;

/// <summary>
/// Who can race, and the judge that is nobody's friend: a 5-gram model of letters over the words that the player's denoiser learned says how likely a name is, the same
/// measure for every contender.
/// </summary>
/// <param name="Rivals">Over one alphabet; none of them is used by anyone else.</param>
/// <param name="Names">What each rival learned, to tell known and real names from new ones; null where that is not at hand.</param>
/// <param name="Judge">Gives a name's nats.</param>
internal sealed record RaceField(IReadOnlyList<IDenoiser> Rivals, IReadOnlyList<NameSet?> Names, NgramJudge Judge)
{
    /// <summary>The denoisers that come with the program and fit the player's alphabet, and the player's own if it is none of them.</summary>
    public static IReadOnlyList<IDenoiser> BuiltIn(IDenoiser own)
    {
        List<IDenoiser> rivals = [.. DenoiserCatalog.All
            .Where(kind => WeightsFile.HasBuiltIn(kind.Name))
            .Select(kind => DenoiserCatalog.LoadBuiltIn(kind.Name))
            .Where(denoiser => denoiser.Alphabet.Equals(own.Alphabet))];
        if (own.Fingerprint is not { } fingerprint || rivals.TrueForAll(rival => rival.Fingerprint != fingerprint))
            rivals.Add(own.Fork());
        return rivals;
    }

    /// <summary>Reads names and teaches the judge: some tenths of a second, so a worker does it.</summary>
    /// <returns>Null if the words that the player's denoiser learned are not at hand: then nobody can judge.</returns>
    public static RaceField? Load(IDenoiser own, IReadOnlyList<IDenoiser> rivals)
    {
        if (TrainingNames.Of(own) is not { } judged)
            return null;
        // Most have learned the same list.
        var learned = new Dictionary<string, NameSet?> { [own.DataHash ?? ""] = judged };
        foreach (IDenoiser rival in rivals)
        {
            if (!learned.ContainsKey(rival.DataHash ?? ""))
                learned[rival.DataHash ?? ""] = TrainingNames.Of(rival);
        }
        foreach (NameSet? names in learned.Values)
            names?.BuildIndex();
        Alphabet alphabet = own.Alphabet;
        return new RaceField(
            rivals, [.. rivals.Select(rival => learned[rival.DataHash ?? ""])], new NgramJudge(judged.TrainingRows(NameSet.LongestName, Split.Train), NameSet.LongestName, alphabet));
    }
}
