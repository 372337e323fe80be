using Unmask.Model.Denoisers;
using Unmask.Model.Evaluation;
using Unmask.Model.Names;
using Unmask.Model.Weights;
using Unmask.Toy.Catalog;

namespace Unmask.Toy.Game.Race;

/// <summary>
/// Who can race, and the judge that is nobody's friend: a 5-gram model of letters over the training set says how likely a name is, the same
/// measure for every contender.
/// </summary>
/// <param name="Rivals">Over one alphabet; none of them is used by anyone else.</param>
/// <param name="Names">To tell known and real names from new ones.</param>
/// <param name="Judge">Gives a name's nats.</param>
internal sealed record RaceField(IReadOnlyList<IDenoiser> Rivals, NameSet Names, NgramJudge Judge)
{
    /// <summary>The denoisers that come with the program and fit the player's alphabet, and the player's own if it is none of them.</summary>
    public static IReadOnlyList<IDenoiser> BuiltIn(IDenoiser own)
    {
        List<IDenoiser> rivals = [.. DenoiserCatalog.Kinds
            .Where(kind => WeightsFile.HasBuiltIn(kind.Name))
            .Select(kind => DenoiserCatalog.LoadBuiltIn(kind.Name))
            .Where(denoiser => denoiser.Alphabet.Equals(own.Alphabet))];
        if (own.Fingerprint is not { } fingerprint || rivals.TrueForAll(rival => rival.Fingerprint != fingerprint))
            rivals.Add(own.Fork());
        return rivals;
    }

    /// <summary>Reads weights and names and teaches the judge: some tenths of a second, so a worker does it.</summary>
    public static RaceField Load(IReadOnlyList<IDenoiser> rivals)
    {
        Alphabet alphabet = rivals[0].Alphabet;
        NameSet names = NameSet.LoadBuiltIn(alphabet);
        names.BuildIndex();
        return new RaceField(rivals, names, new NgramJudge(names.TrainingRows(NameSet.LongestName, Split.Train), NameSet.LongestName, alphabet));
    }
}
