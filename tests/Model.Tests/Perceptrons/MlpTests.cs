using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Perceptrons;

public sealed class MlpTests : PerceptronTests
{
    protected override string Architecture => "mlp";

    protected override (string Weights, string Losses, string Logits) ExpectedBits =>
        ("80A601BFD0F36136", "7B166A22A153B788", "81BDF002D07E0FDF");

    protected override WeightSet RandomWeights(int seed, bool takesTime) => Mlp.RandomWeights(seed, takesTime);

    protected override Perceptron Create(WeightSet weights, Alphabet alphabet) => new Mlp(weights, alphabet);

    protected override PerceptronTraining Train(WeightSet weights, Alphabet alphabet, int threads) => new MlpTraining(weights, alphabet, threads);
}
