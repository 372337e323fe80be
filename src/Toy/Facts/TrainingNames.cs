using Unmask.Model.Denoisers;
using Unmask.Model.Names;

namespace Unmask.Toy.Facts;

/// <summary>The names that a denoiser was trained on, which tell known names from new ones.</summary>
internal static class TrainingNames
{
    /// <summary>
    /// A denoiser's own data, if they come with the program or have been opened; those of the shipped denoisers for weights of a–z that say
    /// nothing of their data.
    /// </summary>
    /// <returns>Null if the data are not at hand.</returns>
    public static NameSet? Of(IDenoiser denoiser)
    {
        if (denoiser.DataHash is { } hash)
            return Presets.ByHash(hash)?.Read(denoiser.Alphabet);
        return denoiser.Alphabet.Equals(Alphabet.English) ? NameSet.LoadBuiltIn(denoiser.Alphabet) : null;
    }
}
