using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Tests.Parity;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Transformers;

/// <summary>The attention weights that are shown are those that the forward pass uses.</summary>
public sealed class ReadAttentionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void They_are_those_of_a_plain_forward_pass_with_the_same_logits(bool takesTime) =>
        AssertPlain<NameTransformer>(takesTime ? ParityFile.Load("transformer").Weights : NameTransformer.Shape.RandomWeights(5, takesTime: false), Alphabet.English);

    [Fact]
    public void Also_where_the_kernels_have_room_for_more_symbols()
    {
        var alphabet = new Alphabet("αβγδε");
        AssertPlain<WordTransformer>(WordTransformer.Shape.RandomWeights(5, takesTime: true, alphabet), alphabet);
    }

    [Fact]
    public void Predictions_before_and_after_do_not_matter()
    {
        var transformer = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        byte[] row = Row(transformer, 1), others = [.. Enumerable.Range(2, 5).SelectMany(seed => Row(transformer, seed))];
        float[] before = new float[4 * 16], after = new float[4 * 16], logits = new float[row.Length * 28], again = new float[row.Length * 28], many = new float[others.Length * 28];
        transformer.Predict(row, 0.5f, logits);
        transformer.ReadAttention(row, 0.5f, 3, before);
        transformer.PredictMasked(others, 0.2f, many);
        transformer.ReadAttention(row, 0.5f, 3, after);
        transformer.Predict(row, 0.5f, again);
        Assert.Equal(before, after);
        Assert.Equal(logits, again);
        Assert.Equal(0, Allocation.Of(() => transformer.ReadAttention(row, 0.5f, 3, after)));
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        var transformer = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        Assert.ThrowsAny<ArgumentException>(() => transformer.ReadAttention(new byte[15], 0, 0, new float[64]));
        Assert.ThrowsAny<ArgumentException>(() => transformer.ReadAttention(new byte[16], 0, 0, new float[63]));
        Assert.ThrowsAny<ArgumentException>(() => transformer.ReadAttention(new byte[16], 0, 16, new float[64]));
    }

    private static void AssertPlain<TKernels>(WeightSet weights, Alphabet alphabet)
        where TKernels : ITransformerKernels
    {
        var transformer = new Transformer<TKernels>(weights, alphabet);
        TransformerShape shape = TKernels.Shape;
        float[] logits = new float[shape.Slots * alphabet.Symbols], shown = new float[shape.Heads * shape.Slots];
        bool isUniform = true;
        for (int seed = 0; seed < 3; seed++)
        {
            byte[] row = Row(transformer, seed);
            float time = 0.3f * seed;
            (double[] expected, double[][,] attention) = PlainTransformer.Run(transformer.Weights, row, time);
            transformer.Predict(row, time, logits);
            for (int i = 0; i < logits.Length; i++)
                Assert.Equal(expected[(i / alphabet.Symbols * shape.Symbols) + (i % alphabet.Symbols)], logits[i], 1e-4);
            for (int slot = 0; slot < shape.Slots; slot++)
            {
                transformer.ReadAttention(row, time, slot, shown);
                for (int head = 0; head < shape.Heads; head++)
                {
                    ReadOnlySpan<float> weightsOfHead = shown.AsSpan(head * shape.Slots, shape.Slots);
                    double sum = 0;
                    for (int key = 0; key < shape.Slots; key++)
                    {
                        Assert.Equal(attention[head][slot, key], weightsOfHead[key], 1e-5);
                        sum += weightsOfHead[key];
                        isUniform &= Math.Abs(weightsOfHead[key] - (1.0 / shape.Slots)) < 0.01;
                    }
                    Assert.Equal(1, sum, 1e-5);
                }
            }
        }
        Assert.False(isUniform, "these weights look everywhere alike, so nothing was tested");
    }

    private static byte[] Row(IDenoiser denoiser, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, denoiser.Slots).Select(_ => (byte)(random.Next(2) == 0 ? denoiser.Alphabet.Mask : random.Next(denoiser.Alphabet.Mask)))];
    }
}
