using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Where NaN and infinities go: through every sum that they are a term of, and nowhere else.</summary>
public sealed partial class NonFiniteTests
{
    private const int Rows = 9, In = 20, Out = 37;

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_input_reaches_all_outputs_of_its_own_row(float value)
    {
        float[] input = new float[Rows * In], weights = [.. Enumerable.Repeat(1f, In * Out)], output = new float[Rows * Out];
        input[(3 * In) + 7] = value;
        Project(input, weights, new float[Out], output);
        for (int i = 0; i < output.Length; i++)
            Assert.Equal(i / Out == 3 ? value : 0f, output[i]);
        float[] alone = new float[Out];
        Project(input.AsSpan(3 * In, In), weights, new float[Out], alone);
        Assert.All(alone, x => Assert.Equal(value, x));
    }

    [Fact]
    public void A_weight_reaches_its_own_column()
    {
        float[] input = [.. Enumerable.Repeat(1f, Rows * In)], weights = new float[In * Out], output = new float[Rows * Out];
        weights[(5 * Out) + 17] = float.NaN;
        Project(input, weights, new float[Out], output);
        for (int i = 0; i < output.Length; i++)
            Assert.Equal(i % Out == 17 ? float.NaN : 0f, output[i]);
    }

    [Fact]
    public void A_single_row_that_skips_zeros_leaves_the_weights_of_its_zeros_out_and_a_batch_does_not()
    {
        float[] weights = new float[In * Out], output = new float[8 * Out];
        weights[5 * Out] = float.PositiveInfinity;
        Project(new float[In], weights, new float[Out], output.AsSpan(0, Out));
        Assert.Equal(0f, output[0]);
        Project(new float[8 * In], weights, new float[Out], output);
        Assert.Equal(float.NaN, output[0]);
    }

    [Fact]
    public void A_softmax_with_NaN_is_NaN_where_symbols_are_allowed_and_only_in_its_own_slot()
    {
        float[] logits = new float[2 * 28], probabilities = new float[2 * 28];
        (logits[3], logits[28 + 20]) = (float.NaN, float.NegativeInfinity);
        Normalize(logits, [0xff, ulong.MaxValue], 1f, probabilities);
        Assert.All(probabilities[..8], p => Assert.Equal(float.NaN, p));
        Assert.Equal(0f, probabilities[28 + 20]);
        Assert.Equal(1f / 27, probabilities[28], 1e-7f);
        Normalize(logits, [0xf0, ulong.MaxValue], 1f, probabilities);
        Assert.Equal([0f, 0f, 0f, 0f, 0.25f], probabilities[..5]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void A_gradient_that_is_NaN_makes_its_own_weight_NaN_and_an_infinite_one_is_clipped(int length)
    {
        float[] gradient = new float[length], first = new float[length], second = new float[length], weights = new float[length];
        gradient[0] = float.NegativeInfinity;
        gradient[^1] = float.NaN;
        Update(gradient, first, second, weights, 1f, 0.9f, 0.99f, 0.01f, 1f, 1e-8f, 1f);
        Assert.Equal(float.NaN, weights[^1]);
        if (length == 1)
            return;
        Assert.Equal(-0.1f, first[0], 1e-7f);
        Assert.All(weights[1..^1], weight => Assert.Equal(0f, weight));
    }

    [Linear(In = In, Out = Out, SkipZeros = true)]
    private static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Softmax(Symbols = 28)]
    private static partial void Normalize(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);

    [AdamW]
    private static partial void Update(
        ReadOnlySpan<float> gradient,
        Span<float> firstMoment,
        Span<float> secondMoment,
        Span<float> weights,
        float clip,
        float beta1,
        float beta2,
        float stepSize,
        float rootScale,
        float epsilon,
        float keep);
}
