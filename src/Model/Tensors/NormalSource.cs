using Unmask.Kernels;

namespace Unmask.Model.Tensors;

/// <summary>
/// Normally distributed numbers, the same on every processor: Marsaglia's polar method (1964) over the seeded generator of .NET, whose
/// sequence is fixed, with the kernels' own logarithm.
/// </summary>
internal sealed class NormalSource(int seed)
{
    private readonly Random _random = new(seed);
    private double? _spare;

    public double Next()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double u, v, s;
        do
        {
            u = (2 * _random.NextDouble()) - 1;
            v = (2 * _random.NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or < 1e-30);

        double factor = Math.Sqrt(-2 * VectorMath.Log((float)s) / s);
        _spare = v * factor;
        return u * factor;
    }

    /// <summary>Fills a weight matrix for layers followed by a ReLU: variance 2 / fan-in (He et al. 2015).</summary>
    public void FillHe(Span<float> weights, int fanIn) => Fill(weights, 2.0 / fanIn);

    /// <summary>Fills a weight matrix so that forward and backward signals keep their size: variance 2 / (fan-in + fan-out) (Glorot and
    /// Bengio 2010), Xavier initialisation.</summary>
    public void FillXavier(Span<float> weights, int fanIn, int fanOut) => Fill(weights, 2.0 / (fanIn + fanOut));

    private void Fill(Span<float> weights, double variance)
    {
        double scale = Math.Sqrt(variance);
        foreach (ref float weight in weights)
            weight = (float)(Next() * scale);
    }
}
