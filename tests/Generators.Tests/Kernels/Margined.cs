using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>A kernel's output between margins that it must not touch; disposing looks at them.</summary>
internal sealed class Margined : IDisposable
{
    private const int Margin = 64;
    private const float Poison = -12345.678f;

    private readonly float[] _values;

    public Margined(int length)
    {
        _values = new float[length + (2 * Margin)];
        Array.Fill(_values, Poison);
    }

    public Span<float> Span => _values.AsSpan(Margin, _values.Length - (2 * Margin));

    public static float[] Random(Random random, int length, int zeroEvery = 0) =>
        [.. Enumerable.Range(0, length).Select(_ => zeroEvery > 0 && random.Next(zeroEvery) == 0 ? 0f : (random.NextSingle() * 2) - 1)];

    /// <summary>Every element [row, column] must be near <paramref name="expected"/>.</summary>
    public void Compare(Func<int, int, double> expected, int columns, double tolerance = 1e-5)
    {
        for (int i = 0; i < Span.Length; i++)
        {
            double value = expected(i / columns, i % columns);
            Assert.Equal(value, Span[i], tolerance * (1 + Math.Abs(value)));
        }
    }

    /// <summary>Every element [row, column] must have the bits of <paramref name="expected"/>.</summary>
    public void CompareBits(Func<int, int, float> expected, int columns)
    {
        for (int i = 0; i < Span.Length; i++)
        {
            float value = expected(i / columns, i % columns);
            Assert.True(BitConverter.SingleToInt32Bits(value) == BitConverter.SingleToInt32Bits(Span[i]), $"[{i / columns}, {i % columns}] is {Span[i]:R} instead of {value:R}");
        }
    }

    public void Dispose()
    {
        Assert.DoesNotContain(_values[..Margin], value => value != Poison);
        Assert.DoesNotContain(_values[^Margin..], value => value != Poison);
    }
}
