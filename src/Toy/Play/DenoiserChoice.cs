using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Play;

/// <summary>A denoiser that the player can choose. It is loaded when it is first wanted, and then kept.</summary>
internal sealed class DenoiserChoice
{
    private readonly Func<(IDenoiser Denoiser, WeightSet Weights)>? load;
    private (IDenoiser Denoiser, WeightSet? Weights)? loaded;

    /// <summary>One that comes with the program.</summary>
    /// <param name="name">As it is shown, and remembered.</param>
    /// <param name="load">Makes one, and gives the weights that it is made of.</param>
    public DenoiserChoice(string name, Func<(IDenoiser Denoiser, WeightSet Weights)> load) => (Name, this.load) = (name, load);

    /// <summary>One that is there already.</summary>
    /// <param name="name">As it is shown.</param>
    /// <param name="denoiser">For the window alone.</param>
    /// <param name="weights">What it is made of; null where that is not at hand.</param>
    public DenoiserChoice(string name, IDenoiser denoiser, WeightSet? weights) => (Name, loaded) = (name, (denoiser, weights));

    public string Name { get; }

    /// <summary>It comes with the program, so that it can be found by its name at the next start.</summary>
    public bool IsBuiltIn { get; init; }

    public IDenoiser Denoiser => Load().Denoiser;

    public WeightSet? Weights => Load().Weights;

    /// <summary>This very denoiser; loads nothing.</summary>
    public bool Is(IDenoiser denoiser) => loaded?.Denoiser == denoiser;

    private (IDenoiser Denoiser, WeightSet? Weights) Load() => loaded ??= load!();
}

/// <summary>The denoisers that the player can choose from: those of the program, then the player's own.</summary>
internal sealed class DenoiserChoices(IEnumerable<DenoiserChoice> choices)
{
    private readonly List<DenoiserChoice> all = [.. choices];

    public IReadOnlyList<DenoiserChoice> All => all;

    /// <summary>The choice that a denoiser is; null if it is none.</summary>
    public DenoiserChoice? Find(IDenoiser denoiser)
    {
        foreach (DenoiserChoice choice in all)
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
        var own = new DenoiserChoice(all.Exists(choice => choice.IsBuiltIn && choice.Name == name) ? $"my {name}" : name, denoiser, weights);
        int place = all.FindIndex(choice => !choice.IsBuiltIn && choice.Name == own.Name);
        if (place < 0)
            all.Add(own);
        else
            all[place] = own;
        return own;
    }

    /// <summary>The one so many places on from a denoiser, round and round.</summary>
    public DenoiserChoice Next(IDenoiser denoiser, int by)
    {
        int place = all.FindIndex(choice => choice.Is(denoiser));
        return all[((place < 0 ? 0 : place + by) % all.Count + all.Count) % all.Count];
    }
}
