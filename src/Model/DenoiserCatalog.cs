using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Transformers;

namespace Unmask.Model;

/// <summary>Every architecture that there is: the one place to add another.</summary>
public static class DenoiserCatalog
{
    /// <summary>The name of the architecture that is used where nobody says otherwise.</summary>
    public const string Default = "transformer";

    private static readonly DenoiserLoader Loader;

    static DenoiserCatalog()
    {
        All =
        [
            PerceptronArchitectures.Mlp,
            PerceptronArchitectures.Residual,
            TransformerArchitectures.Transformer,
            TransformerArchitectures.Gpt,
            TransformerArchitectures.MicroGpt,
        ];
        Loader = new DenoiserLoader(All);
    }

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<Architecture> All { get; }

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(architecture => architecture.Name);

    /// <summary>Those that diffuse: all but the autoregressive baselines.</summary>
    public static IEnumerable<Architecture> Diffusing => All.Where(architecture => !architecture.IsCausal);

    /// <summary>Those whose trained weights come with the program.</summary>
    public static IEnumerable<Architecture> BuiltIn => All.Where(architecture => WeightsFile.HasBuiltIn(architecture.Name));

    /// <summary>The names of all recipes that train any of them.</summary>
    public static IEnumerable<string> RecipeNames => All.SelectMany(architecture => architecture.Recipes).Select(recipe => recipe.Name).Distinct();

    /// <summary>The architecture of this name.</summary>
    /// <exception cref="WeightsException">There is none.</exception>
    public static Architecture Find(string name) => All.FirstOrDefault(architecture => architecture.Name == name)
        ?? throw new WeightsException($"'{name}' is no architecture of this program; it knows {string.Join(", ", Names)}.");

    /// <summary>What an architecture is, for a player; null if there is none of this name. Allocates nothing.</summary>
    public static string? SummaryOf(string name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name)
                return All[i].Summary;
        }
        return null;
    }

    /// <summary>A denoiser with the weights that come with the program.</summary>
    /// <exception cref="WeightsException">There are none.</exception>
    public static IDenoiser LoadBuiltIn(string name) => Loader.LoadBuiltIn(name);

    /// <summary>The denoiser whose built-in weights, of this version or an earlier one, have this fingerprint, or null.</summary>
    public static IDenoiser? FindBuiltIn(string fingerprint) =>
        BuiltIn.Select(architecture => LoadBuiltIn(architecture.Name))
            .Concat(WeightsFile.LoadEarlier().Select(earlier => Create(earlier.Weights, earlier.Name)))
            .FirstOrDefault(denoiser => string.Equals(denoiser.Fingerprint, fingerprint, StringComparison.OrdinalIgnoreCase));

    /// <summary>The denoiser that these weights belong to.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="source">Where they are from, for messages.</param>
    /// <exception cref="WeightsException">They belong to none.</exception>
    public static IDenoiser Create(WeightSet weights, string source) => Loader.Create(weights, source);

    /// <summary>The denoiser whose weights a file holds.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <param name="preferred">The architecture that is meant where metadata do not say and several have tensors of these names.</param>
    /// <exception cref="WeightsException">The file cannot be used.</exception>
    public static IDenoiser Load(string path, string? preferred = null) => Loader.Load(path, preferred);
}
