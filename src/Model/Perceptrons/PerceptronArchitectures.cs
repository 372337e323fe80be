using Unmask.Model.Architectures;
using Unmask.Model.Learning;

namespace Unmask.Model.Perceptrons;

/// <summary>The two perceptrons of Micro Diffusion.</summary>
internal static class PerceptronArchitectures
{
    /// <summary>T of <c>train_pure.py</c> and <c>train_minimal.py</c>.</summary>
    private const int Timesteps = 40;

    public static Architecture Mlp { get; } = new()
    {
        Name = "mlp",
        Summary = "One hidden layer; the smallest",
        NameSlots = PerceptronShape.Names.Slots,
        TensorNames = ["W1", "b1", "W2", "b2"],
        Create = weights => new Mlp(weights, weights.ReadAlphabet()),
        CreateLearner = (weights, threads) => new MlpTraining(weights, weights.ReadAlphabet(), threads),
        Untrained = Perceptrons.Mlp.RandomWeights,
        Recipes = [new NelboRecipe(), new SeedRecipe()],
        Graph = (graph, weights, alphabet) => PerceptronGraph.Build(graph, new PerceptronWeights(weights, alphabet, hidden: 1), alphabet.Symbols),
        Timesteps = Timesteps,
    };

    public static Architecture Residual { get; } = new()
    {
        Name = "residual",
        Summary = "Two hidden layers; a little surer",
        NameSlots = PerceptronShape.Names.Slots,
        TensorNames = ["W1", "b1", "W2", "b2", "W3", "b3"],
        Create = weights => new Residual(weights, weights.ReadAlphabet()),
        CreateLearner = (weights, threads) => new ResidualTraining(weights, weights.ReadAlphabet(), threads),
        Untrained = Perceptrons.Residual.RandomWeights,
        Recipes = [new NelboRecipe(), new SeedRecipe()],
        Graph = (graph, weights, alphabet) => PerceptronGraph.Build(graph, new PerceptronWeights(weights, alphabet, hidden: 2), alphabet.Symbols),
        Timesteps = Timesteps,
    };
}
