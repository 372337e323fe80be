using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Model.Training;
using Unmask.Model.Weights;

namespace Unmask.Benchmarks;

/// <summary>Every denoiser with its untrained weights.</summary>
internal static class DenoiserFactory
{
    public static WeightSet Weights(string architecture) => architecture switch
    {
        "mlp" => Mlp.RandomWeights(1),
        "residual" => Residual.RandomWeights(1),
        _ => NameTransformer.Shape.RandomWeights(1),
    };

    public static IDenoiser Create(string architecture) => architecture switch
    {
        "mlp" => new Mlp(Weights(architecture), Alphabet.English),
        "residual" => new Residual(Weights(architecture), Alphabet.English),
        _ => new Transformer<NameTransformer>(Weights(architecture), Alphabet.English),
    };

    public static ITrainableDenoiser CreateTrainable(string architecture, int threads) => architecture switch
    {
        "mlp" => new MlpTraining(Weights(architecture), Alphabet.English, threads),
        "residual" => new ResidualTraining(Weights(architecture), Alphabet.English, threads),
        _ => new TransformerTraining<NameTransformer>(Weights(architecture), Alphabet.English, threads),
    };
}
