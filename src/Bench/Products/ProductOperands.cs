using System.Runtime.InteropServices;

namespace Unmask.Bench.Products;

/// <summary>The operands of one product, on cache lines, which all contenders read and write; arbitrary numbers, positive and negative.</summary>
internal sealed unsafe class ProductOperands : IDisposable
{
    private const nuint CacheLine = 64;

    private readonly float* _input, _weights, _output;
    private readonly double[] _expected;

    public ProductOperands(ProductShape shape)
    {
        Shape = shape;
        _input = Allocate(shape.Rows * shape.In);
        _weights = Allocate(shape.In * shape.Out);
        _output = Allocate(shape.Rows * shape.Out);
        var random = new Random(1);
        foreach (ref float value in Input)
            value = random.NextSingle() - 0.5f;
        foreach (ref float value in Weights)
            value = random.NextSingle() - 0.5f;
        _expected = InDoublePrecision();
    }

    public ProductShape Shape { get; }

    /// <summary>[Rows, In].</summary>
    public Span<float> Input => new(_input, Shape.Rows * Shape.In);

    /// <summary>[In, Out].</summary>
    public Span<float> Weights => new(_weights, Shape.In * Shape.Out);

    /// <summary>[Rows, Out].</summary>
    public Span<float> Output => new(_output, Shape.Rows * Shape.Out);

    public (nint Input, nint Weights, nint Output) Addresses => ((nint)_input, (nint)_weights, (nint)_output);

    /// <summary>The largest error that a contender makes, relative to the largest output of a product in double precision.</summary>
    /// <param name="run">Writes the output; whatever it leaves out counts as an infinite error.</param>
    public double ErrorOf(Action run)
    {
        Output.Fill(float.NaN);
        run();
        double error = 0, largest = 0;
        for (int i = 0; i < _expected.Length; i++)
        {
            double difference = Math.Abs(Output[i] - _expected[i]);
            error = Math.Max(error, double.IsNaN(difference) ? double.PositiveInfinity : difference);
            largest = Math.Max(largest, Math.Abs(_expected[i]));
        }
        return error / largest;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_input);
        NativeMemory.AlignedFree(_weights);
        NativeMemory.AlignedFree(_output);
    }

    private static float* Allocate(int length) => (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), CacheLine);

    private double[] InDoublePrecision()
    {
        double[] sums = new double[Shape.Rows * Shape.Out];
        for (int row = 0; row < Shape.Rows; row++)
        {
            Span<double> output = sums.AsSpan(row * Shape.Out, Shape.Out);
            for (int i = 0; i < Shape.In; i++)
            {
                double value = Input[(row * Shape.In) + i];
                ReadOnlySpan<float> weights = Weights.Slice(i * Shape.Out, Shape.Out);
                for (int j = 0; j < output.Length; j++)
                    output[j] += value * weights[j];
            }
        }
        return sums;
    }
}
