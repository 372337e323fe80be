using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Model.Training;
using Unmask.Model.Weights;

namespace Unmask.Toy.Commands;

/// <summary>A denoiser to be measured.</summary>
/// <param name="Name">Its architecture.</param>
/// <param name="Create">Makes it from weights.</param>
/// <param name="CreateLearner">Makes it so that it can learn, on one thread; null where it cannot.</param>
/// <param name="Untrained">Random weights, where none are built in.</param>
internal sealed record BenchmarkSubject(
    string Name, Func<WeightSet, IDenoiser> Create, Func<WeightSet, ITrainableDenoiser>? CreateLearner, Func<WeightSet> Untrained)
{
    public static IReadOnlyList<BenchmarkSubject> All { get; } =
    [
        new("mlp", weights => new Mlp(weights, Alphabet.English), weights => new MlpTraining(weights, Alphabet.English, threads: 1), () => Mlp.RandomWeights(0)),
        new("residual", weights => new Residual(weights, Alphabet.English), weights => new ResidualTraining(weights, Alphabet.English, threads: 1), () => Residual.RandomWeights(0)),
        new("transformer", weights => new Transformer(weights, Alphabet.English), null, () => Transformer.RandomWeights(0)),
    ];

    /// <summary>Trained weights where there are any: how many hidden units are active makes a difference.</summary>
    public WeightSet Weights()
    {
        try
        {
            return WeightsFile.LoadBuiltIn(Name);
        }
        catch (WeightsException)
        {
            return Untrained();
        }
    }
}
