using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Model.Transformers;

namespace Unmask.Benchmarks;

/// <summary>Every denoiser with its untrained weights, or others.</summary>
internal static class DenoiserFactory
{
    public static WeightSet Weights(string architecture) => architecture switch
    {
        "mlp" => Mlp.RandomWeights(1),
        "residual" => Residual.RandomWeights(1),
        _ => NameTransformer.Shape.RandomWeights(1),
    };

    public static IDenoiser Create(string architecture) => Create(architecture, Weights(architecture));

    public static IDenoiser Create(string architecture, WeightSet weights) => architecture switch
    {
        "mlp" => new Mlp(weights, Alphabet.English),
        "residual" => new Residual(weights, Alphabet.English),
        _ => new Transformer<NameTransformer>(weights, Alphabet.English),
    };

    public static ITrainableDenoiser CreateTrainable(string architecture, int threads) => architecture switch
    {
        "mlp" => new MlpTraining(Weights(architecture), Alphabet.English, threads),
        "residual" => new ResidualTraining(Weights(architecture), Alphabet.English, threads),
        _ => new TransformerTraining<NameTransformer>(Weights(architecture), Alphabet.English, threads),
    };
}
