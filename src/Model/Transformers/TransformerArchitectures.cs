using Unmask.Model.Architectures;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Transformers;

/// <summary>
/// The transformer of Micro Diffusion, and two autoregressive ones to measure it by. Their tensors have the same names, so metadata, or the
/// caller, tell them apart.
/// </summary>
internal static class TransformerArchitectures
{
    /// <summary>Attention needs smaller steps than perceptrons. Chosen on the validation split.</summary>
    public static Architecture Transformer { get; } = Of<NameTransformer, WordTransformer>(
        "Every letter looks at all others", [new NelboRecipe(learningRate: 3e-3f, weightDecay: 0.05f), new SeedTransformerRecipe()]);

    /// <summary>Chosen on the validation split: it needs its decay, or learns by heart.</summary>
    public static Architecture Gpt { get; } = Of<Gpt, WordGpt>(
        "Writes from left to right; the baseline", [new LikelihoodRecipe(learningRate: 2e-3f, weightDecay: 0.2f, hiddenOneIn: 5)]);

    /// <summary>Chosen on the validation split.</summary>
    public static Architecture MicroGpt { get; } = Of<MicroGpt, WordMicroGpt>(
        "Left to right, in one small block", [new LikelihoodRecipe(learningRate: 2e-2f, weightDecay: 0.01f)]);

    /// <summary>A transformer in both profiles.</summary>
    private static Architecture Of<TNames, TWords>(string summary, IReadOnlyList<Recipe> recipes)
        where TNames : ITransformerKernels
        where TWords : ITransformerKernels => new()
        {
            Name = TNames.Shape.Architecture,
            Summary = summary,
            IsCausal = TNames.Shape.IsCausal,
            NameSlots = TNames.Shape.Slots,
            TensorNames = TNames.Shape.TensorNames,
            Create = weights => HasWordSlots(weights)
                ? new Transformer<TWords>(weights, weights.ReadAlphabet())
                : new Transformer<TNames>(weights, weights.ReadAlphabet()),
            CreateLearner = (weights, threads) => HasWordSlots(weights)
                ? new TransformerTraining<TWords>(weights, weights.ReadAlphabet(), threads)
                : new TransformerTraining<TNames>(weights, weights.ReadAlphabet(), threads),
            Untrained = (seed, takesTime, profile, alphabet) => profile == ShapeProfile.Words
                ? TWords.Shape.RandomWeights(seed, takesTime && !TWords.Shape.IsCausal, alphabet)
                : TNames.Shape.RandomWeights(seed, takesTime && !TNames.Shape.IsCausal),
            Recipes = recipes,
            Graph = (graph, weights, alphabet) => TransformerGraph.Build(graph, Compact<TNames, TWords>(weights, alphabet)),
            Timesteps = TNames.Shape.Timesteps,
        };

    /// <summary>The tensors of weights without the room that kernels have for more symbols than the alphabet's.</summary>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    internal static TransformerTensors Compact<TNames, TWords>(WeightSet weights, Alphabet alphabet)
        where TNames : ITransformerKernels
        where TWords : ITransformerKernels
    {
        TransformerShape shape = HasWordSlots(weights) ? TWords.Shape : TNames.Shape;
        return new(shape with { Symbols = alphabet.Symbols, IsRoomy = false }, weights);
    }

    /// <summary>Whether a transformer's weights are of the profile words.</summary>
    private static bool HasWordSlots(WeightSet weights) =>
        weights.Contains("pos_emb.weight") && weights.ShapeOf("pos_emb.weight")[0] == ShapeProfiles.WordSlots;
}
