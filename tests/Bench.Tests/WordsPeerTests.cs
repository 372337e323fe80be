using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Bench.Tests;

/// <summary>
/// The profile <c>words</c>: kernels with room for 64 symbols compute what plain loops, and ONNX Runtime, compute on weights that have exactly
/// the alphabet's symbols.
/// </summary>
public sealed class WordsPeerTests
{
    /// <summary>A few letters, an alphabet as large as the one of U.S. names, and the largest. 12 letters make W1 as long as that of names.</summary>
    public static TheoryData<string, int, bool> All => new(
        from architecture in new[] { "mlp", "residual", "transformer" }
        from letters in new[] { 1, 12, 26, 33, 62 }
        from takesTime in new[] { true, false }
        select (architecture, letters, takesTime));

    [Theory]
    [MemberData(nameof(All))]
    public void Logits_are_those_of_plain_loops(string architecture, int letters, bool takesTime)
    {
        Alphabet alphabet = Letters(letters);
        WeightSet weights = Weights(architecture, takesTime, alphabet);
        IDenoiser denoiser = Denoiser(architecture, weights, alphabet);
        Assert.Equal((24, letters + 2), (denoiser.Slots, denoiser.Symbols));

        byte[] rows = Rows(70, alphabet, seed: 5);
        float[] expected = new float[rows.Length * alphabet.Symbols], actual = new float[expected.Length];
        PeerCatalog.Find(architecture).Loops(weights, alphabet).Predict(rows, 0.7f, expected);
        denoiser.Predict(rows, 0.7f, actual);
        Close(expected, actual);

        // One row at a time takes the incremental way.
        float[] one = new float[24 * alphabet.Symbols];
        for (int row = 0; row < 70; row++)
        {
            denoiser.Predict(rows.AsSpan(row * 24, 24), 0.7f, one);
            Assert.Equal(actual.AsSpan(row * one.Length, one.Length).ToArray(), one);
        }
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("residual")]
    [InlineData("transformer")]
    [InlineData("gpt")]
    [InlineData("microgpt")]
    public void An_exported_model_has_the_same_logits(string architecture)
    {
        Alphabet alphabet = Letters(33);
        WeightSet weights = Weights(architecture, takesTime: false, alphabet);
        byte[] rows = Rows(3, alphabet, seed: 1);
        float[] expected = new float[rows.Length * alphabet.Symbols], actual = new float[expected.Length];
        Denoiser(architecture, weights, alphabet).Predict(rows, 0, expected);
        PeerCatalog.OnnxRuntime(architecture, alphabet, weights).Predict(rows, 0, actual);
        Close(expected, actual);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("residual")]
    [InlineData("transformer")]
    public void Training_lowers_the_loss_and_its_weights_are_those_of_the_alphabet(string architecture)
    {
        Alphabet alphabet = Letters(33);
        WeightSet weights = Weights(architecture, takesTime: false, alphabet);
        ITrainableDenoiser training = Training(architecture, weights, alphabet);
        using var threads = (IDisposable)training;
        byte[] clean = Rows(16, alphabet, seed: 2, masked: false), noisy = [.. clean];
        float[] lossWeights = new float[clean.Length];
        for (int i = 0; i < clean.Length; i += 2)
            (noisy[i], lossWeights[i]) = (alphabet.Mask, 2f / clean.Length);

        float Step(int number) => training.Step(noisy, clean, lossWeights, 0, new(number, 2e-3f, 0.9f, 0.98f, 1e-8f, 0.1f, 1, LearnsMask: false));
        float first = Step(1), last = first;
        for (int number = 2; number <= 60; number++)
            last = Step(number);
        Assert.Equal(Math.Log(alphabet.Outputs.Count), first, 1.5);
        Assert.InRange(last, 0, first / 2);

        WeightSet snapshot = training.Snapshot();
        Assert.Equal(weights.Tensors.Select(tensor => string.Join('x', tensor.Shape)), snapshot.Tensors.Select(tensor => string.Join('x', tensor.Shape)));
        float[] expected = new float[clean.Length * alphabet.Symbols], actual = new float[expected.Length];
        PeerCatalog.Find(architecture).Loops(snapshot, alphabet).Predict(noisy, 0, expected);
        training.Fork().Predict(noisy, 0, actual);
        Close(expected, actual);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("residual")]
    [InlineData("transformer")]
    public void Symbols_beyond_the_alphabet_are_refused(string architecture)
    {
        Alphabet alphabet = Letters(5);
        IDenoiser denoiser = Denoiser(architecture, Weights(architecture, takesTime: false, alphabet), alphabet);
        byte[] row = new byte[24];
        row[7] = (byte)alphabet.Symbols;
        Assert.Throws<ArgumentException>(() => denoiser.Predict(row, 0, new float[24 * alphabet.Symbols]));
    }

    private static Alphabet Letters(int count) => new(string.Concat(Enumerable.Range('а', count).Select(letter => (char)letter)));

    private static WeightSet Weights(string architecture, bool takesTime, Alphabet alphabet) => architecture switch
    {
        "mlp" => Mlp.RandomWeights(3, takesTime, ShapeProfile.Words, alphabet),
        "residual" => Residual.RandomWeights(3, takesTime, ShapeProfile.Words, alphabet),
        "gpt" => WordGpt.Shape.RandomWeights(3, takesTime, alphabet),
        "microgpt" => WordMicroGpt.Shape.RandomWeights(3, takesTime, alphabet),
        _ => WordTransformer.Shape.RandomWeights(3, takesTime, alphabet),
    };

    private static IDenoiser Denoiser(string architecture, WeightSet weights, Alphabet alphabet) => architecture switch
    {
        "mlp" => new Mlp(weights, alphabet),
        "residual" => new Residual(weights, alphabet),
        "gpt" => new Transformer<WordGpt>(weights, alphabet),
        "microgpt" => new Transformer<WordMicroGpt>(weights, alphabet),
        _ => new Transformer<WordTransformer>(weights, alphabet),
    };

    private static ITrainableDenoiser Training(string architecture, WeightSet weights, Alphabet alphabet) => architecture switch
    {
        "mlp" => new MlpTraining(weights, alphabet, threads: 1),
        "residual" => new ResidualTraining(weights, alphabet, threads: 1),
        _ => new TransformerTraining<WordTransformer>(weights, alphabet, threads: 1),
    };

    private static byte[] Rows(int count, Alphabet alphabet, int seed, bool masked = true)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * 24).Select(_ => (byte)random.Next(masked ? alphabet.Symbols : alphabet.Symbols - 1))];
    }

    private static void Close(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4);
    }
}
