using Unmask.Model.Transformers;

namespace Unmask.Model.Tests.Transformers;

/// <summary>The forward pass of a transformer as a book has it: plain loops in double precision, without kernels, batches or packed matrices.</summary>
internal static class PlainTransformer
{
    /// <returns>The logits [slots, symbols], and the last block's attention weights [head][query, key].</returns>
    public static (double[] Logits, double[][,] Attention) Run(TransformerTensors weights, ReadOnlySpan<byte> row, double time)
    {
        TransformerShape shape = weights.Shape;
        double[] added = weights.TakesTime ? Time(weights, time) : new double[shape.Width];
        double[][] states = new double[shape.Slots][];
        for (int slot = 0; slot < shape.Slots; slot++)
        {
            states[slot] = new double[shape.Width];
            for (int i = 0; i < shape.Width; i++)
                states[slot][i] = weights.SymbolVectors[(row[slot] * shape.Width) + i] + weights.SlotVectors[(slot * shape.Width) + i] + added[i];
        }
        double[][,] attention = [];
        for (int i = 0; i < shape.Blocks; i++)
        {
            TransformerTensors.Block block = weights.BlockAt(i);
            attention = Attend(shape, block, states);
            foreach (double[] state in states)
            {
                double[] hidden = Product(Norm(state, block.Norm2), block.Expand, shape.Hidden);
                Add(state, Product([.. hidden.Select(Gelu)], block.Contract, shape.Width));
            }
        }
        double[] logits = new double[shape.Logits];
        for (int slot = 0; slot < shape.Slots; slot++)
            Product(Norm(states[slot], weights.FinalNorm), weights.Head, shape.Symbols).CopyTo(logits, slot * shape.Symbols);
        return (logits, attention);
    }

    private static double[][,] Attend(TransformerShape shape, TransformerTensors.Block block, double[][] states)
    {
        int size = shape.Width / shape.Heads;
        double[][] vectors = new double[shape.Slots][];
        for (int slot = 0; slot < shape.Slots; slot++)
            vectors[slot] = Product(Norm(states[slot], block.Norm1), block.Qkv, 3 * shape.Width);
        double[][,] all = new double[shape.Heads][,];
        double[][] mixed = [.. states.Select(state => new double[state.Length])];
        for (int head = 0; head < shape.Heads; head++)
        {
            double[,] attention = all[head] = new double[shape.Slots, shape.Slots];
            for (int query = 0; query < shape.Slots; query++)
            {
                double sum = 0;
                for (int key = 0; key < shape.Slots; key++)
                {
                    double score = 0;
                    for (int i = 0; i < size; i++)
                        score += vectors[query][(head * size) + i] * vectors[key][shape.Width + (head * size) + i];
                    sum += attention[query, key] = Math.Exp(score / Math.Sqrt(size));
                }
                for (int key = 0; key < shape.Slots; key++)
                {
                    attention[query, key] /= sum;
                    for (int i = 0; i < size; i++)
                        mixed[query][(head * size) + i] += attention[query, key] * vectors[key][(2 * shape.Width) + (head * size) + i];
                }
            }
        }
        for (int slot = 0; slot < shape.Slots; slot++)
            Add(states[slot], Product(mixed[slot], block.Mix, shape.Width));
        return all;
    }

    private static double[] Time(TransformerTensors weights, double time)
    {
        int width = weights.Shape.Width;
        double[] hidden = new double[width];
        for (int i = 0; i < width; i++)
            hidden[i] = Gelu((weights.TimeIn[i] * time) + weights.TimeInBias[i]);
        double[] output = Product(hidden, weights.TimeOut, width);
        for (int i = 0; i < width; i++)
            output[i] += weights.TimeOutBias[i];
        return output;
    }

    private static double[] Norm(double[] x, ReadOnlySpan<float> scale)
    {
        double factor = 1 / Math.Sqrt((x.Sum(value => value * value) / x.Length) + 1e-8);
        double[] output = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            output[i] = x[i] * factor * scale[i];
        return output;
    }

    /// <summary>x · W with W [in, out].</summary>
    private static double[] Product(double[] x, ReadOnlySpan<float> matrix, int outputs)
    {
        double[] output = new double[outputs];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < outputs; j++)
                output[j] += x[i] * matrix[(i * outputs) + j];
        }
        return output;
    }

    private static void Add(double[] to, double[] more)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += more[i];
    }

    private static double Gelu(double x) => x * 0.5 * (1 + Erf(x / Math.Sqrt(2)));

    /// <summary>The Taylor series, and 1 where it is 1 to more digits than these tests look at.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 4)
            return Math.Sign(x);
        double sum = x, term = x;
        for (int n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
