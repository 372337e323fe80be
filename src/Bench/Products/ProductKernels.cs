using Unmask.Model.Perceptrons;
using Unmask.Model.Transformers;

namespace Unmask.Bench.Products;

/// <summary>
/// The generated contender: the denoisers' own kernels, for any number of rows. Some add a bias or a residual, which is zero here and which the
/// libraries need not read. Kernels of exactly the products would lengthen every build.
/// </summary>
internal static class ProductKernels
{
    public delegate void Product(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    public delegate void Store(ReadOnlySpan<float> weights, Span<float> stored);

    /// <summary>The kernel of a shape, and what stores row-major weights as it reads them.</summary>
    /// <exception cref="ArgumentException">There is no kernel of this shape.</exception>
    public static (Product Run, Store Store) Of(ProductShape shape)
    {
        float[] zeros = new float[shape.Rows * shape.Out];
        return (shape.In, shape.Out) switch
        {
            (256, 336) => ((input, weights, output) => NamesPerceptron.Project(input, weights, zeros.AsSpan(0, shape.Out), output), Copy),
            (256, 64) => ((input, weights, output) => NameTransformer.Contract(input, weights, zeros, output), NameTransformer.ContractPack),
            (64, 256) => (NameTransformer.Expand, NameTransformer.ExpandPack),
            (64, 192) => (NameTransformer.ProjectQkv, NameTransformer.ProjectQkvPack),
            (64, 64) => ((input, weights, output) => NameTransformer.Mix(input, weights, zeros, output), NameTransformer.MixPack),
            (64, 28) => (NameTransformer.ProjectLogits, Copy),
            _ => throw new ArgumentException($"no denoiser has the product {shape}", nameof(shape)),
        };
    }

    private static void Copy(ReadOnlySpan<float> weights, Span<float> stored) => weights.CopyTo(stored);
}
