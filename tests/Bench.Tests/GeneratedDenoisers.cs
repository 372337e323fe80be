using Unmask.Model.Diffusion;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Bench.Tests;

/// <summary>The denoisers of generated kernels, with untrained weights, with the time as an input and without.</summary>
internal static class GeneratedDenoisers
{
    public static TheoryData<string, bool> Variants => new(
        from architecture in new[] { "mlp", "residual", "transformer" }
        from takesTime in new[] { true, false }
        select (architecture, takesTime));

    public static (IDenoiser Denoiser, WeightSet Weights) Create(string architecture, bool takesTime)
    {
        WeightSet weights = architecture switch
        {
            "mlp" => Mlp.RandomWeights(3, takesTime),
            "residual" => Residual.RandomWeights(3, takesTime),
            "gpt" => Gpt.Shape.RandomWeights(3, takesTime),
            "microgpt" => MicroGpt.Shape.RandomWeights(3, takesTime),
            _ => NameTransformer.Shape.RandomWeights(3, takesTime),
        };
        return (Create(architecture, weights), weights);
    }

    public static IDenoiser Create(string architecture, WeightSet weights) => architecture switch
    {
        "mlp" => new Mlp(weights, Alphabet.English),
        "residual" => new Residual(weights, Alphabet.English),
        "gpt" => new Transformer<Gpt>(weights, Alphabet.English),
        "microgpt" => new Transformer<MicroGpt>(weights, Alphabet.English),
        _ => new Transformer<NameTransformer>(weights, Alphabet.English),
    };
}
