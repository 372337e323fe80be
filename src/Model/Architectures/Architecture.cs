using Unmask.Model.Diffusion;
using Unmask.Model.Files.Onnx;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Architectures;

/// <summary>Adds a denoiser's computation to an ONNX graph.</summary>
/// <param name="graph">Receives the nodes; its input is the rows, and t/T if the weights take it.</param>
/// <param name="weights">The weights.</param>
/// <param name="alphabet">Whose symbols the weights are for.</param>
/// <returns>The number of slots.</returns>
/// <exception cref="WeightsException">The weights do not fit the architecture.</exception>
/// <exception cref="ArgumentException">The weights are for an alphabet with another number of symbols.</exception>
public delegate int GraphBuilder(OnnxGraph graph, WeightSet weights, Alphabet alphabet);

/// <summary>
/// Everything that tells one kind of denoiser from another: how it is made, trained, written as ONNX and called. To add one, write its folder and one line
/// in <see cref="DenoiserCatalog"/>.
/// </summary>
public sealed record Architecture
{
    /// <summary>How Micro Diffusion's names of the time layers' tensors begin; time-free weights lack these tensors.</summary>
    private const string TimePrefix = "time_mlp.";

    /// <summary>Its name on the command line and in weights files.</summary>
    public required string Name { get; init; }

    /// <summary>Description for a player, in at most seven words.</summary>
    public required string Summary { get; init; }

    /// <summary>Autoregressive: names are made from left to right.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Slots of its rows of U.S. first names (<see cref="ShapeProfile.Names"/>).</summary>
    public required int NameSlots { get; init; }

    /// <summary>Names of all its tensors, those of a time input included. They tell it apart in files without metadata.</summary>
    public required IReadOnlyList<string> TensorNames { get; init; }

    /// <summary>Makes the denoiser from weights; throws <see cref="WeightsException"/> if a tensor does not fit.</summary>
    public required Func<WeightSet, IDenoiser> Create { get; init; }

    /// <summary>Makes a denoiser that learns, starting from weights, on a number of threads; 0 stands for all cores.</summary>
    public required Func<WeightSet, int, ITrainableDenoiser> CreateLearner { get; init; }

    /// <summary>Makes weights as they are before training.</summary>
    public required UntrainedWeights Untrained { get; init; }

    /// <summary>The recipes that can train it, with constants chosen for it; the default first.</summary>
    public required IReadOnlyList<Recipe> Recipes { get; init; }

    /// <summary>Its computation in ONNX.</summary>
    public required GraphBuilder Graph { get; init; }

    /// <summary>T of its noise schedule, where weights do not say; null for one step per slot.</summary>
    public required int? Timesteps { get; init; }

    /// <summary>Makes untrained weights.</summary>
    /// <param name="seed">Any number; the same weights for the same one on every machine.</param>
    /// <param name="takesTime">Whether t/T is an input.</param>
    /// <param name="profile">Slots, and the most symbols.</param>
    /// <param name="alphabet">The symbols in use: a–z's in <see cref="ShapeProfile.Names"/>.</param>
    public delegate WeightSet UntrainedWeights(int seed, bool takesTime, ShapeProfile profile, Alphabet alphabet);

    /// <summary>The recipe of this name, or null if it does not train this architecture.</summary>
    public Recipe? Recipe(string name) => Recipes.FirstOrDefault(recipe => recipe.Name == name);

    /// <summary>Makes an untrained denoiser that learns on all cores.</summary>
    public ITrainableDenoiser CreateUntrained(int seed, bool takesTime, ShapeProfile profile, Alphabet alphabet)
    {
        WeightSet weights = Untrained(seed, takesTime, profile, alphabet);
        if (profile == ShapeProfile.Words)
            weights = new WeightSet(weights.Tensors, new Dictionary<string, string>(weights.Metadata) { [WeightsMetadata.Alphabet] = alphabet.Letters });
        return CreateLearner(weights, 0);
    }

    /// <summary>Whether these are the names of its tensors, with those of a time input or without.</summary>
    internal bool Has(HashSet<string> names) =>
        names.SetEquals(TensorNames) || names.SetEquals(TensorNames.Where(name => !name.StartsWith(TimePrefix, StringComparison.Ordinal)));
}
