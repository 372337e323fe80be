using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;

namespace Unmask.Toy.Tests;

public sealed class NameBatchTests
{
    private static readonly StandInDenoiser Denoiser = new();

    private static Board NewBoard(ulong seed) => new(Denoiser.Alphabet, Denoiser.Slots, SamplerSettings.Default(Denoiser.Timesteps), seed);

    [Fact]
    public void Names_do_not_depend_on_threads_or_count()
    {
        string[] many = [.. new NameBatch(Denoiser, NewBoard, 7, withLikelihood: false).Generate(500).Select(name => name.Name)];
        for (int i = 0; i < many.Length; i += 50)
        {
            Board alone = ReverseProcess.Finish(NewBoard(CounterRandom.Fork(7, i)), new Prediction(Denoiser));
            Assert.Equal(alone.Name, many[i]);
        }
        Assert.Equal(many[..3], new NameBatch(Denoiser, NewBoard, 7, withLikelihood: false).Generate(3).Select(name => name.Name));
        Assert.Empty(new NameBatch(Denoiser, NewBoard, 7, withLikelihood: false).Generate(0));
        Assert.True(many.Distinct().Count() > 10);
    }

    [Fact]
    public void Likelihoods_stay_with_their_names()
    {
        var likelihood = new ExactLikelihood(Denoiser);
        byte[] row = new byte[Denoiser.Slots];
        foreach (GeneratedName name in new NameBatch(Denoiser, NewBoard, 7, withLikelihood: true).Generate(50))
        {
            Assert.True(Denoiser.Alphabet.TryEncode(name.Name, row));
            Assert.Equal(-likelihood.LogLikelihood(row), name.Nats);
        }
    }
}
