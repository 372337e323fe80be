using Unmask.Bench.OnnxRuntime;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Bench.Tests;

/// <summary>Exported models of the shape profile words: the alphabet's own number of symbols, whatever the kernels have room for.</summary>
public sealed class OnnxWordsTests
{
    [Theory]
    [InlineData("mlp", "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûü")]
    [InlineData("mlp", "αβγδ")]
    [InlineData("residual", "アイウエオカキクケコ")]
    public void Words_in_any_alphabet_are_exported_with_the_logits_of_their_kernels(string architecture, string letters)
    {
        var alphabet = new Alphabet(letters);
        (IDenoiser denoiser, WeightSet weights) = Create(architecture, alphabet);
        using var exported = new OnnxRuntimeDenoiser(OnnxModel.ToBytes(DenoiserCatalog.Find(architecture), alphabet, weights));
        Assert.Equal((denoiser.Slots, letters), (exported.Slots, exported.Alphabet.Letters));
        var random = new Random(1);
        foreach (int count in (int[])[1, 7, 64])
        {
            byte[] rows = [.. Enumerable.Range(0, count * denoiser.Slots).Select(_ => (byte)random.Next(denoiser.Symbols))];
            float[] expected = new float[rows.Length * denoiser.Symbols], actual = new float[expected.Length];
            denoiser.Predict(rows, 0.5f, expected);
            exported.Predict(rows, 0.5f, actual);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }

    private static (IDenoiser Denoiser, WeightSet Weights) Create(string architecture, Alphabet alphabet)
    {
        WeightSet weights = architecture == "mlp"
            ? Mlp.RandomWeights(3, takesTime: true, ShapeProfile.Words, alphabet)
            : Residual.RandomWeights(3, takesTime: false, ShapeProfile.Words, alphabet);
        return (architecture == "mlp" ? new Mlp(weights, alphabet) : new Residual(weights, alphabet), weights);
    }
}
