using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Letters of the transformer under every sampler.</summary>
public sealed class SamplerBitsTests
{
    /// <summary>Run again without the wider instruction sets by <see cref="InstructionSetTests"/>.</summary>
    [Fact]
    public void Bits_are_the_same_on_every_vector_width()
    {
        var denoiser = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        var prediction = new Prediction(denoiser);
        ulong hash = 14695981039346656037;
        foreach ((IRevealOrder order, IRemasking remasking) in from order in RevealOrders.All from remasking in Remaskings.All select (order, remasking))
        {
            SamplerSettings settings = new(order, 10, 0.5f) { Remasking = remasking, Strength = 0.8f, Gamma = 1 };
            for (int i = 0; i < 2; i++)
            {
                var board = new Board(Alphabet.English, denoiser.Slots, settings, CounterRandom.Fork(9, i));
                foreach (char letter in ReverseProcess.Finish(board, prediction).Name)
                    hash = (hash ^ letter) * 1099511628211;
            }
        }
        Assert.Equal("4e1cd39d0dd7d2c5", $"{hash:x16}");
    }
}
