using BenchmarkDotNet.Attributes;
using Unmask.Kernels;

namespace Unmask.Benchmarks;

/// <summary>Generated kernels on their own, in the shapes that the denoisers use them in, all memory in the first two caches.</summary>
public partial class KernelBenchmarks
{
    private const int Hidden = 256, Logits = 336, Tokens = 16, Width = 64;

    private readonly float[] _input = Values(64 * Hidden), _bias = Values(Logits), _output = new float[64 * Logits];
    private readonly float[] _weights = Values(Hidden * Logits), _probabilities = new float[Tokens * Tokens * 4];

    /// <summary>[1, 256] · [256, 336] with all inputs active.</summary>
    [Benchmark]
    public void LinearOneRow() => Project(_input.AsSpan(0, Hidden), _weights, _bias, _output.AsSpan(0, Logits));

    /// <summary>[64, 256] · [256, 336].</summary>
    [Benchmark]
    public void Linear64Rows() => Project(_input, _weights, _bias, _output);

    /// <summary>[16, 64] · [64, 192], without a bias.</summary>
    [Benchmark]
    public void Projection16Tokens() =>
        ProjectQkv(_input.AsSpan(0, Tokens * Width), _weights.AsSpan(0, 3 * Width * Width), _output.AsSpan(0, Tokens * 3 * Width));

    /// <summary>4 heads of 16 over 16 slots.</summary>
    [Benchmark]
    public void Attention16Slots() => Attend(_input.AsSpan(0, Tokens * 3 * Width), _probabilities, _output.AsSpan(0, Tokens * Width));

    /// <summary>16 tokens of 64 features.</summary>
    [Benchmark]
    public void RmsNorm16Tokens() => Normalize(_input.AsSpan(0, Tokens * Width), _bias.AsSpan(0, Width), _output.AsSpan(0, Tokens * Width));

    /// <summary>16 tokens of 256 units.</summary>
    [Benchmark]
    public void Gelu16Tokens() => Activate(_input.AsSpan(0, Tokens * Hidden), _output.AsSpan(0, Tokens * Hidden));

    [Linear(In = Hidden, Out = Logits)]
    private static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Projection(In = Width, Out = 3 * Width)]
    private static partial void ProjectQkv(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [Attention(Slots = Tokens, Heads = 4, HeadSize = 16)]
    private static partial void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [RmsNorm(Length = Width)]
    private static partial void Normalize(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

    [Gelu]
    private static partial void Activate(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Positive and negative numbers of no particular size.</summary>
    private static float[] Values(int length)
    {
        var random = new Random(length);
        float[] values = new float[length];
        foreach (ref float value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
        return values;
    }
}
