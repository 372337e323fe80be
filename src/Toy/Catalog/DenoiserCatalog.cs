using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Model.Training;
using Unmask.Model.Weights;

namespace Unmask.Toy.Catalog;

/// <summary>A denoiser architecture that the program can load and train.</summary>
/// <param name="Factory">Its name, and how it is made from weights.</param>
/// <param name="Untrained">Its weights before training, from a seed, with or without a time input.</param>
/// <param name="UntrainedWords">The same for words in an alphabet.</param>
/// <param name="CreateLearner">Makes it so that it can go on learning from weights, on so many threads; on all cores if 0.</param>
internal sealed record DenoiserKind(
    DenoiserFactory Factory,
    Func<int, bool, WeightSet> Untrained,
    Func<int, bool, Alphabet, WeightSet> UntrainedWords,
    Func<WeightSet, int, ITrainableDenoiser> CreateLearner)
{
    /// <summary>It is autoregressive, and makes names from left to right.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Its name on the command line and in weights files.</summary>
    public string Name => Factory.Architecture;

    /// <summary>Slots of the profile names.</summary>
    public int NameSlots => Factory.Create(Untrained(0, false)).Slots;

    /// <summary>Makes it untrained, to learn on all cores.</summary>
    public ITrainableDenoiser Create(int seed, bool takesTime) => CreateLearner(Untrained(seed, takesTime), 0);

    /// <summary>Makes it untrained for words in an alphabet, to learn on all cores.</summary>
    public ITrainableDenoiser CreateForWords(int seed, bool takesTime, Alphabet alphabet)
    {
        WeightSet weights = UntrainedWords(seed, takesTime, alphabet);
        Dictionary<string, string> metadata = new(weights.Metadata) { [WeightsMetadata.Alphabet] = alphabet.Letters };
        return CreateLearner(new WeightSet(weights.Tensors, metadata), 0);
    }
}

/// <summary>Every denoiser that the program knows: the one place to add another.</summary>
internal static class DenoiserCatalog
{
    public const string Default = "mlp";

    private static readonly DenoiserLoader Loader;

    static DenoiserCatalog()
    {
        Kinds =
        [
            new(
                new DenoiserFactory("mlp", ["W1", "b1", "W2", "b2"], weights => new Mlp(weights, weights.ReadAlphabet())),
                Mlp.RandomWeights,
                (seed, takesTime, alphabet) => Mlp.RandomWeights(seed, takesTime, ShapeProfile.Words, alphabet),
                (weights, threads) => new MlpTraining(weights, weights.ReadAlphabet(), threads)),
            new(
                new DenoiserFactory("residual", ["W1", "b1", "W2", "b2", "W3", "b3"], weights => new Residual(weights, weights.ReadAlphabet())),
                Residual.RandomWeights,
                (seed, takesTime, alphabet) => Residual.RandomWeights(seed, takesTime, ShapeProfile.Words, alphabet),
                (weights, threads) => new ResidualTraining(weights, weights.ReadAlphabet(), threads)),
            Transformer<NameTransformer, WordTransformer>(),
            Transformer<Gpt, WordGpt>(),
            Transformer<MicroGpt, WordMicroGpt>(),
        ];
        Loader = new DenoiserLoader([.. Kinds.Select(kind => kind.Factory)]);
    }

    public static IReadOnlyList<DenoiserKind> Kinds { get; }

    /// <summary>Those that diffuse: all but the autoregressive baselines.</summary>
    public static IEnumerable<DenoiserKind> Diffusing => Kinds.Where(kind => !kind.IsCausal);

    public static DenoiserKind Find(string name) => Kinds.First(kind => kind.Name == name);

    /// <summary>A denoiser with the weights that come with the program.</summary>
    /// <exception cref="WeightsException">There are none.</exception>
    public static IDenoiser LoadBuiltIn(string name) => Loader.LoadBuiltIn(name);

    /// <summary>The denoiser whose built-in weights have this fingerprint, or null.</summary>
    public static IDenoiser? FindBuiltIn(string fingerprint) =>
        Kinds.Where(kind => WeightsFile.HasBuiltIn(kind.Name)).Select(kind => LoadBuiltIn(kind.Name)).FirstOrDefault(denoiser => denoiser.Fingerprint == fingerprint);

    /// <summary>The denoiser that these weights belong to.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="source">Where they are from, for messages.</param>
    /// <exception cref="WeightsException">They belong to none.</exception>
    public static IDenoiser Create(WeightSet weights, string source) => Loader.Create(weights, source);

    /// <summary>The denoiser whose weights a file holds.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <param name="expected">The architecture that was asked for, or null for whichever the file says.</param>
    /// <exception cref="WeightsException">The file cannot be used.</exception>
    public static IDenoiser Load(string path, string? expected)
    {
        IDenoiser denoiser = Loader.Load(path, expected);
        return expected is null || denoiser.Architecture == expected
            ? denoiser
            : throw CommandException.Usage($"{path} holds weights of '{denoiser.Architecture}', not of '{expected}'; leave --denoiser out");
    }

    /// <summary>A transformer in both profiles. Their tensors have the same names: metadata, or who asks for it, tell architectures apart.</summary>
    private static DenoiserKind Transformer<TNames, TWords>()
        where TNames : ITransformerKernels
        where TWords : ITransformerKernels => new(
            new DenoiserFactory(TNames.Shape.Architecture, TNames.Shape.TensorNames, weights => HasWordSlots(weights)
                ? new Transformer<TWords>(weights, weights.ReadAlphabet())
                : new Transformer<TNames>(weights, weights.ReadAlphabet())),
            (seed, takesTime) => TNames.Shape.RandomWeights(seed, takesTime && !TNames.Shape.IsCausal),
            (seed, takesTime, alphabet) => TWords.Shape.RandomWeights(seed, takesTime && !TWords.Shape.IsCausal, alphabet),
            (weights, threads) => HasWordSlots(weights)
                ? new TransformerTraining<TWords>(weights, weights.ReadAlphabet(), threads)
                : new TransformerTraining<TNames>(weights, weights.ReadAlphabet(), threads))
        {
            IsCausal = TNames.Shape.IsCausal,
        };

    /// <summary>Whether a transformer's weights are of the profile words.</summary>
    private static bool HasWordSlots(WeightSet weights) =>
        weights.Contains("pos_emb.weight") && weights.ShapeOf("pos_emb.weight")[0] == ShapeProfiles.WordSlots;
}
