using Unmask.Model.Learning;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Perceptrons;

public sealed class ResidualTests : PerceptronTests
{
    protected override string Architecture => "residual";

    protected override (string Weights, string Losses, string Logits) ExpectedBits =>
        ("66F546FCD02455F3", "D94638DCC3148D4F", "4F575F4B97E3B0CC");

    [Fact]
    public void Initial_weights_have_the_variance_of_Xavier()
    {
        foreach (NamedTensor tensor in Residual.RandomWeights(1).Tensors)
        {
            double expected = tensor.Shape is [int inputs, int outputs] ? 2.0 / (inputs + outputs) : 0;
            Assert.Equal(expected, tensor.Values.Average(value => (double)value * value), 0.02 * expected);
        }
    }

    [Fact]
    public void Gradients_of_biases_are_clipped_too()
    {
        // A first step of Adam moves by the learning rate whatever the gradient's size; its second moment tells whether it was clipped.
        byte[] rows = new byte[Slots], targets = new byte[Slots];
        float[] huge = [.. Enumerable.Repeat(1e6f, Slots)];
        WeightSet After(float clip)
        {
            using var training = new ResidualTraining(Residual.RandomWeights(1), Alphabet.English, threads: 1);
            var optimizer = new OptimizerStep(1, 1e-3f, 0.9f, 0.999f, Epsilon: 1, 0, clip, LearnsMask: true);
            training.Step(rows, targets, huge, 0.5f, optimizer);
            return training.Snapshot();
        }

        Assert.All(
            After(clip: 1).Tensors.Where(tensor => tensor.Name.StartsWith('b')),
            tensor => Assert.All(tensor.Values, value => Assert.InRange(value, -0.000501f, 0.000501f)));
        Assert.Contains(After(clip: float.PositiveInfinity).Tensors[5].Values, value => Math.Abs(value) > 0.0009f);
    }

    protected override WeightSet RandomWeights(int seed, bool takesTime) => Residual.RandomWeights(seed, takesTime);

    protected override Perceptron Create(WeightSet weights, Alphabet alphabet) => new Residual(weights, alphabet);

    protected override PerceptronTraining Train(WeightSet weights, Alphabet alphabet, int threads) => new ResidualTraining(weights, alphabet, threads);
}
