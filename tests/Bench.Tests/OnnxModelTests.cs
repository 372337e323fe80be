using Unmask.Bench.OnnxRuntime;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Tests.Parity;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Bench.Tests;

/// <summary>What a real runtime of the format makes of exported files.</summary>
public sealed class OnnxModelTests
{
    /// <summary>Those of Micro Diffusion, for which there are reference figures.</summary>
    public static TheoryData<string> Architectures => ["mlp", "residual", "transformer"];

    [Theory]
    [MemberData(nameof(GeneratedDenoisers.Variants), MemberType = typeof(GeneratedDenoisers))]
    [InlineData("gpt", false)]
    [InlineData("microgpt", false)]
    public void Exported_denoisers_have_the_logits_of_their_kernels(string architecture, bool takesTime)
    {
        (IDenoiser denoiser, WeightSet weights) = GeneratedDenoisers.Create(architecture, takesTime);
        using var exported = new OnnxRuntimeDenoiser(OnnxModel.ToBytes(DenoiserCatalog.Find(architecture), Alphabet.English, weights));
        var random = new Random(1);
        foreach (int count in (int[])[1, 2, 7, 64, 100])
        {
            byte[] rows = [.. Enumerable.Range(0, count * denoiser.Slots).Select(_ => (byte)random.Next(denoiser.Symbols))];
            float time = random.NextSingle();
            float[] expected = new float[rows.Length * denoiser.Symbols], actual = new float[expected.Length];
            denoiser.Predict(rows, time, expected);
            exported.Predict(rows, time, actual);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Exported_weights_have_the_logits_of_the_reference(string architecture)
    {
        ParityFile parity = ParityFile.Load(architecture);
        using var exported = new OnnxRuntimeDenoiser(OnnxModel.ToBytes(DenoiserCatalog.Find(architecture), Alphabet.English, parity.Weights));
        float[] logits = new float[exported.Slots * Alphabet.English.Symbols];
        foreach (ParityFile.Case expected in parity.Cases)
        {
            exported.Predict(expected.Row, expected.Time, logits);
            for (int i = 0; i < logits.Length; i++)
                Assert.Equal(expected.Logits[i], logits[i], 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Equal_weights_give_equal_files(string architecture)
    {
        byte[][] files = [.. Enumerable.Range(0, 2).Select(_ => OnnxModel.ToBytes(DenoiserCatalog.Find(architecture), Alphabet.English, ParityFile.Load(architecture).Weights))];
        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public void Metadata_of_the_weights_go_along()
    {
        var weights = new WeightSet(ParityFile.Load("mlp").Weights.Tensors, new Dictionary<string, string> { [WeightsMetadata.Timesteps] = "17" });
        using var exported = new OnnxRuntimeDenoiser(OnnxModel.ToBytes(DenoiserCatalog.Find("mlp"), Alphabet.English, weights));
        Assert.Equal(17, exported.Timesteps);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        WeightSet weights = ParityFile.Load("mlp").Weights;
        Assert.Throws<WeightsException>(() => OnnxModel.ToBytes(DenoiserCatalog.Find("residual"), Alphabet.English, weights));
        Assert.Throws<WeightsException>(() => OnnxModel.ToBytes(DenoiserCatalog.Find("convolution"), Alphabet.English, weights));
        Assert.Throws<WeightsException>(() => OnnxModel.ToBytes(DenoiserCatalog.Find("mlp"), new Alphabet("abc"), weights));
    }
}
