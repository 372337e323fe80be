using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play;

/// <summary>The names that a denoiser was trained on, for telling known names from new ones.</summary>
internal static class TrainingNames
{
    private static readonly Lock Gate = new();

    /// <summary>Scenes that need the same names share one copy; it is dropped with its last user.</summary>
    private static readonly Dictionary<(string Data, string Letters), WeakReference<NameSet>> Shared = [];

    /// <summary>
    /// A denoiser's training data, if they are built in or have been opened. Weights over a–z that do not name their data get those of the
    /// built-in denoisers.
    /// </summary>
    /// <returns>Null if the data are not available.</returns>
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
