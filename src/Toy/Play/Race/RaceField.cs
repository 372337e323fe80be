using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Files;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Race;

/// <summary>
/// The contenders of a race, and an independent judge: a 5-gram model of the words that the player's denoiser was trained on. It measures
/// every contender's names alike.
/// </summary>
/// <param name="Rivals">All of one alphabet; used by the race only.</param>
/// <param name="Names">Each rival's training names, for telling known, real and new names; null if not available.</param>
/// <param name="Judge">Gives a name's negative log-likelihood, in nats.</param>
internal sealed record RaceField(IReadOnlyList<IDenoiser> Rivals, IReadOnlyList<NameSet?> Names, NgramJudge Judge)
{
    /// <summary>The built-in denoisers of the player's alphabet, and the player's own if it is not among them.</summary>
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

    /// <summary>Reads names and trains the judge. Takes some tenths of a second, so call it on a worker.</summary>
    /// <returns>Null if the training words of the player's denoiser are not available: then there is no judge.</returns>
    public static RaceField? Load(IDenoiser own, IReadOnlyList<IDenoiser> rivals)
    {
        if (TrainingNames.Of(own) is not { } judged)
            return null;
        // Most were trained on the same list.
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
