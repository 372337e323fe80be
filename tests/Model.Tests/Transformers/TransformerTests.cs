using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Tensors;
using Unmask.Model.Tests.Parity;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Transformers;

public sealed class TransformerTests
{
    private const int Slots = 16, Symbols = 28, Logits = Slots * Symbols;

    private static readonly ParityFile Parity = ParityFile.Load("transformer");

    [Fact]
    public void Logits_are_those_of_the_reference()
    {
        var transformer = new Transformer<NameTransformer>(Parity.Weights, Alphabet.English);
        float[] logits = new float[Logits];
        foreach (ParityFile.Case expected in Parity.Cases)
        {
            transformer.Predict(expected.Row, expected.Time, logits);
            for (int i = 0; i < logits.Length; i++)
                Assert.Equal(expected.Logits[i], logits[i], 1e-5);
        }
    }

    [Fact]
    public void One_row_has_the_same_bits_as_a_batch()
    {
        byte[] rows = Rows(9, seed: 2);
        var transformer = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        float[] together = new float[9 * Logits], alone = new float[Logits];
        transformer.Predict(rows, 0.5f, together);
        for (int row = 0; row < 9; row++)
        {
            transformer.Predict(rows.AsSpan(row * Slots, Slots), 0.5f, alone);
            Assert.Equal(together.AsSpan(row * Logits, Logits).ToArray(), alone);
        }
    }

    [Fact]
    public void Without_time_layers_the_time_is_ignored()
    {
        byte[] rows = Rows(1, seed: 4);
        var transformer = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3, takesTime: false), Alphabet.English);
        float[] early = new float[Logits], late = new float[Logits];
        transformer.Predict(rows, 0.1f, early);
        transformer.Predict(rows, 0.9f, late);
        Assert.Equal(early, late);
    }

    [Fact]
    public void A_changed_time_changes_the_prediction_and_changes_back()
    {
        byte[] rows = Rows(1, seed: 4);
        var transformer = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        float[] early = new float[Logits], late = new float[Logits], again = new float[Logits];
        transformer.Predict(rows, 0.1f, early);
        transformer.Predict(rows, 0.9f, late);
        transformer.Fork().Predict(rows, 0.1f, again);
        Assert.NotEqual(early, late);
        Assert.Equal(early, again);
        transformer.Predict(rows, 0.1f, again);
        Assert.Equal(early, again);
    }

    [Theory]
    [InlineData(true, 206_080)]
    [InlineData(false, 201_792)]
    public void Random_weights_are_those_of_the_architecture(bool takesTime, int parameters)
    {
        WeightSet weights = NameTransformer.Shape.RandomWeights(3, takesTime);
        Assert.Equal(takesTime, new Transformer<NameTransformer>(weights, Alphabet.English).TakesTime);
        Assert.Equal(parameters, weights.Tensors.Sum(tensor => tensor.Values.Length));
        Assert.Equal(weights.Fingerprint, NameTransformer.Shape.RandomWeights(3, takesTime).Fingerprint);
        Assert.NotEqual(weights.Fingerprint, NameTransformer.Shape.RandomWeights(4, takesTime).Fingerprint);
        if (takesTime)
        {
            Assert.Equal(NameTransformer.Shape.TensorNames, weights.Tensors.Select(tensor => tensor.Name));
            Assert.Equal(Shapes(Parity.Weights), Shapes(weights));
        }

        Assert.Equal(weights.Fingerprint, new TransformerTensors(NameTransformer.Shape, weights).ToSet().Fingerprint);
    }

    /// <summary>The expected hashes were computed with 512-bit vectors; other widths and no intrinsics at all must give the same bits.</summary>
    [Theory]
    [InlineData(true, "287d7118fea39385 A6882460FE98B31F BDECED94F739651A 18c478eeca586e3a")]
    [InlineData(false, "89d946108193e324 50D985F40200AEF6 8DC27A927A2CBCAC 18581ff8464410ba")]
    public void Bits_are_the_same_on_every_vector_width(bool takesTime, string expected)
    {
        NoisyRows rows = NoisyRows.Random(count: 19, seed: 1);
        using var training = new TransformerTraining<NameTransformer>(NameTransformer.Shape.RandomWeights(7, takesTime), Alphabet.English, threads: 2);
        float[] losses = [.. Enumerable.Range(1, 3).Select(number => rows.Step(training, number))];
        float[] logits = new float[rows.Noisy.Length * Symbols];
        training.Predict(rows.Noisy, 0.3f, logits);
        string start = NameTransformer.Shape.RandomWeights(7, takesTime).Fingerprint;
        Assert.Equal(expected, $"{start} {Hash(losses)} {Hash(logits)} {training.Snapshot().Fingerprint}");
    }

    [Fact]
    public void A_prediction_allocates_nothing()
    {
        byte[] rows = Rows(2, seed: 1);
        var transformer = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        float[] logits = new float[2 * Logits];
        float time = 0;
        Assert.Equal(0, Allocation.Of(() => transformer.Predict(rows, time += 0.1f, logits)));
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        var transformer = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        Assert.Throws<ArgumentException>(() => transformer.Predict(new byte[15], 0, new float[Logits]));
        Assert.Throws<ArgumentException>(() => transformer.Predict(new byte[16], 0, new float[Logits - 1]));
        Assert.Throws<ArgumentException>(() => transformer.Predict([.. Enumerable.Repeat((byte)28, 16)], 0, new float[Logits]));
        Assert.Throws<ArgumentException>(() => new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), new Alphabet("abc")));
        Assert.Throws<WeightsException>(() => new Transformer<NameTransformer>(new WeightSet([], new Dictionary<string, string>()), Alphabet.English));
    }

    private static string[] Shapes(WeightSet weights) => [.. weights.Tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]")];

    private static string Hash(float[] values) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())).AsSpan(0, 8));

    private static byte[] Rows(int count, int seed)
    {
        byte[] rows = new byte[count * Slots];
        new Random(seed).NextBytes(rows);
        for (int i = 0; i < rows.Length; i++)
            rows[i] %= Symbols;
        return rows;
    }
}
