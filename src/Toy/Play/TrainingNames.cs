using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play;

/// <summary>The names that a denoiser was trained on, which tell known names from new ones.</summary>
internal static class TrainingNames
{
    private static readonly Lock Gate = new();

    /// <summary>Scenes ask for the same names: they share one copy, as long as any of them has it.</summary>
    private static readonly Dictionary<(string Data, string Letters), WeakReference<NameSet>> Shared = [];

    /// <summary>
    /// A denoiser's own data, if they come with the program or have been opened; those of the shipped denoisers for weights of a–z that say
    /// nothing of their data.
    /// </summary>
    /// <returns>Null if the data are not at hand.</returns>
    public static NameSet? Of(IDenoiser denoiser)
    {
        (string, string) key = (denoiser.DataHash ?? "", denoiser.Alphabet.Letters);
        lock (Gate)
        {
            if (Shared.TryGetValue(key, out WeakReference<NameSet>? shared) && shared.TryGetTarget(out NameSet? known))
                return known;
            NameSet? read = Read(denoiser);
            if (read is not null)
                Shared[key] = new WeakReference<NameSet>(read);
            return read;
        }
    }

    private static NameSet? Read(IDenoiser denoiser)
    {
        if (denoiser.DataHash is { } hash)
            return Presets.ByHash(hash)?.Read(denoiser.Alphabet);
        return denoiser.Alphabet.Equals(Alphabet.English) ? NameSet.LoadBuiltIn(denoiser.Alphabet) : null;
    }
}
