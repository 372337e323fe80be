using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Play;

/// <summary>A denoiser that the player can choose. It is loaded when it is first wanted, and then kept.</summary>
internal sealed class DenoiserChoice
{
    private readonly Func<(IDenoiser Denoiser, WeightSet Weights)>? _load;
    private (IDenoiser Denoiser, WeightSet? Weights)? _loaded;

    /// <summary>One that comes with the program.</summary>
    /// <param name="name">As it is shown, and remembered.</param>
    /// <param name="load">Makes one, and gives the weights that it is made of.</param>
    public DenoiserChoice(string name, Func<(IDenoiser Denoiser, WeightSet Weights)> load) => (Name, _load) = (name, load);

    /// <summary>One that is there already.</summary>
    /// <param name="name">As it is shown.</param>
    /// <param name="denoiser">For the window alone.</param>
    /// <param name="weights">What it is made of; null where that is not at hand.</param>
    public DenoiserChoice(string name, IDenoiser denoiser, WeightSet? weights) => (Name, _loaded) = (name, (denoiser, weights));

    public string Name { get; }

    /// <summary>It comes with the program, so that it can be found by its name at the next start.</summary>
    public bool IsBuiltIn { get; init; }

    public IDenoiser Denoiser => Load().Denoiser;

    public WeightSet? Weights => Load().Weights;

    /// <summary>This very denoiser; loads nothing.</summary>
    public bool Is(IDenoiser denoiser) => _loaded?.Denoiser == denoiser;

    private (IDenoiser Denoiser, WeightSet? Weights) Load() => _loaded ??= _load!();
}

/// <summary>The denoisers that the player can choose from: those of the program, then the player's own.</summary>
internal sealed class DenoiserChoices(IEnumerable<DenoiserChoice> choices)
{
    private readonly List<DenoiserChoice> _all = [.. choices];

    public IReadOnlyList<DenoiserChoice> All => _all;

    /// <summary>The choice that a denoiser is; null if it is none.</summary>
    public DenoiserChoice? Find(IDenoiser denoiser)
    {
        foreach (DenoiserChoice choice in _all)
        {
            if (choice.Is(denoiser))
                return choice;
        }
        return null;
    }

    /// <summary>A denoiser's name as it is shown.</summary>
    public string NameOf(IDenoiser denoiser) => Find(denoiser)?.Name ?? denoiser.Architecture;

    /// <summary>The choice that a denoiser is; a new one, in the place of an earlier one of the player's own with that name, if it is none yet.</summary>
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

    /// <summary>The one so many places on from a denoiser, round and round.</summary>
    public DenoiserChoice Next(IDenoiser denoiser, int by)
    {
        int place = _all.FindIndex(choice => choice.Is(denoiser));
        return _all[((place < 0 ? 0 : place + by) % _all.Count + _all.Count) % _all.Count];
    }
}
