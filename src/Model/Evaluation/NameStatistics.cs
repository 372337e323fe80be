using Unmask.Model.Arithmetic;
using Unmask.Model.Text;

namespace Unmask.Model.Evaluation;

/// <summary>The distributions of lengths and bigrams of a list of names.</summary>
public sealed class NameStatistics
{
    private readonly double[] _bigrams;

    /// <summary>Counts lengths and bigrams.</summary>
    /// <param name="rows">Rows <c>[names, slots]</c>, at least one; each is read up to its end.</param>
    /// <param name="slots">Slots in a row.</param>
    /// <param name="alphabet">What the symbols mean.</param>
    public NameStatistics(ReadOnlySpan<byte> rows, int slots, Alphabet alphabet)
    {
        int names = rows.Length / slots, symbols = alphabet.Pad + 1;
        double[] lengths = new double[slots + 1];
        _bigrams = new double[symbols * symbols];
        for (int start = 0; start < rows.Length; start += slots)
        {
            ReadOnlySpan<byte> row = rows.Slice(start, slots);
            int end = row.IndexOf(alphabet.Pad), length = end < 0 ? slots : end;
            lengths[length]++;
            // PAD stands on both sides of a name, so that first and last letters count too.
            int previous = alphabet.Pad;
            for (int i = 0; i <= length; i++)
            {
                int symbol = i < length ? row[i] : alphabet.Pad;
                _bigrams[previous * symbols + symbol]++;
                previous = symbol;
            }
        }
        Normalize(lengths);
        Normalize(_bigrams);
        Lengths = lengths;
        MeanLength = lengths.Index().Sum(entry => entry.Index * entry.Item);
        Names = names;
    }

    /// <summary>Names in the list.</summary>
    public int Names { get; }

    /// <summary>The share of names with each number of letters <c>[slots + 1]</c>.</summary>
    public IReadOnlyList<double> Lengths { get; }

    /// <summary>Letters per name.</summary>
    public double MeanLength { get; }

    /// <summary>Total-variation distance of the lengths, ½ Σ |p − q|: 0 (the same) to 1.</summary>
    public double LengthDistance(NameStatistics other)
    {
        double sum = 0;
        for (int length = 0; length < Math.Max(Lengths.Count, other.Lengths.Count); length++)
            sum += Math.Abs(Share(this, length) - Share(other, length));
        return sum / 2;

        static double Share(NameStatistics names, int length) => length < names.Lengths.Count ? names.Lengths[length] : 0;
    }

    /// <summary>Jensen–Shannon divergence of the bigrams (Lin 1991) in bits: 0 (the same) to 1.</summary>
    public double BigramDivergence(NameStatistics other)
    {
        double nats = 0;
        for (int i = 0; i < _bigrams.Length; i++)
        {
            double p = _bigrams[i], q = other._bigrams[i], mean = (p + q) / 2;
            nats += (p > 0 ? p * Logarithm.Of(p / mean) : 0) + (q > 0 ? q * Logarithm.Of(q / mean) : 0);
        }
        return nats / 2 / Logarithm.Of(2);
    }

    private static void Normalize(Span<double> counts)
    {
        double sum = 0;
        foreach (double count in counts)
            sum += count;
        foreach (ref double count in counts)
            count /= sum;
    }
}
