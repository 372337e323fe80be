using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Play;

/// <summary>A denoiser that the player can choose; loaded on first use, then kept.</summary>
internal sealed class DenoiserChoice
{
    private readonly Func<(IDenoiser Denoiser, WeightSet Weights)>? _load;
    private (IDenoiser Denoiser, WeightSet? Weights)? _loaded;

    /// <summary>A built-in denoiser.</summary>
    /// <param name="name">Its name on the screen and in the settings.</param>
    /// <param name="load">Loads the denoiser and its weights.</param>
    public DenoiserChoice(string name, Func<(IDenoiser Denoiser, WeightSet Weights)> load) => (Name, _load) = (name, load);

    /// <summary>A denoiser that is already loaded.</summary>
    /// <param name="name">Its name on the screen.</param>
    /// <param name="denoiser">Used on the player's thread only.</param>
    /// <param name="weights">Its weights; null if not available.</param>
    public DenoiserChoice(string name, IDenoiser denoiser, WeightSet? weights) => (Name, _loaded) = (name, (denoiser, weights));

    public string Name { get; }

    /// <summary>Comes with the program, so the next start can find it by its name.</summary>
    public bool IsBuiltIn { get; init; }

    public IDenoiser Denoiser => Load().Denoiser;

    public WeightSet? Weights => Load().Weights;

    /// <summary>Whether this is the choice of a given denoiser; loads nothing.</summary>
    public bool Is(IDenoiser denoiser) => _loaded?.Denoiser == denoiser;

    private (IDenoiser Denoiser, WeightSet? Weights) Load() => _loaded ??= _load!();
}

/// <summary>The denoisers that the player can choose from: the built-in ones, then the player's own.</summary>
internal sealed class DenoiserChoices(IEnumerable<DenoiserChoice> choices)
{
    private readonly List<DenoiserChoice> _all = [.. choices];

    public IReadOnlyList<DenoiserChoice> All => _all;

    /// <summary>A denoiser's choice; null if it has none.</summary>
    public DenoiserChoice? Find(IDenoiser denoiser)
    {
        foreach (DenoiserChoice choice in _all)
        {
            if (choice.Is(denoiser))
                return choice;
        }
        return null;
    }

    /// <summary>The denoiser with the weights of a fingerprint; null if no choice has it. May load others on the way.</summary>
    public IDenoiser? With(string? fingerprint)
    {
        foreach (DenoiserChoice choice in _all)
        {
            if (string.Equals(choice.Denoiser.Fingerprint, fingerprint, StringComparison.OrdinalIgnoreCase))
                return choice.Denoiser;
        }
        return null;
    }

    /// <summary>A denoiser's name on the screen.</summary>
    public string NameOf(IDenoiser denoiser) => Find(denoiser)?.Name ?? denoiser.Architecture;

    /// <summary>A denoiser's choice. If it has none, adds one, which replaces an earlier choice of the player's own with the same name.</summary>
    public DenoiserChoice Adopt(IDenoiser denoiser, WeightSet? weights, string name)
    {
        if (Find(denoiser) is { } known)
            return known;
        var own = new DenoiserChoice(_all.Exists(choice => choice.IsBuiltIn && choice.Name == name) ? $"my {name}" : name, denoiser, weights);
        int place = _all.FindIndex(choice => !choice.IsBuiltIn && choice.Name == own.Name);
        if (place < 0)
            _all.Add(own);
        else
            _all[place] = own;
        return own;
    }

    /// <summary>The choice <paramref name="by"/> places after a denoiser's, cyclically.</summary>
    public DenoiserChoice Next(IDenoiser denoiser, int by)
    {
        int place = _all.FindIndex(choice => choice.Is(denoiser));
        return _all[((place < 0 ? 0 : place + by) % _all.Count + _all.Count) % _all.Count];
    }
}
