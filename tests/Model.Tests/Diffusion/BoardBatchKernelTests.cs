using Unmask.Model.Diffusion;
using Unmask.Model.Perceptrons;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>The shipped architectures, whose kernels must give a row the same bits in any company.</summary>
public sealed class BoardBatchKernelTests
{
    [Theory]
    [InlineData("mlp", false)]
    [InlineData("mlp", true)]
    [InlineData("residual", false)]
    [InlineData("transformer", false)]
    [InlineData("transformer", true)]
    public void Boards_move_as_they_do_alone(string architecture, bool takesTime)
    {
        IDenoiser denoiser = architecture switch
        {
            "mlp" => new Mlp(Mlp.RandomWeights(3, takesTime), Alphabet.English),
            "residual" => new Residual(Residual.RandomWeights(3, takesTime), Alphabet.English),
            _ => new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3, takesTime), Alphabet.English),
        };
        Assert.Equal(takesTime, denoiser.TakesTime);
        var batch = new BoardBatch(denoiser, 70);
        for (int i = 0; i < batch.Capacity; i++)
            batch.Add(Game(denoiser, i));
        batch.Finish();
        var alone = new Prediction(denoiser);
        for (int i = 0; i < batch.Count; i++)
            Assert.Equal(ReverseProcess.Finish(Game(denoiser, i), alone), batch[i]);
    }

    private static Board Game(IDenoiser denoiser, int index) =>
        new(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), CounterRandom.Fork(7, index));
}
