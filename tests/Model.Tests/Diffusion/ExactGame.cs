using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>
/// The exact distribution over finished rows of a small game, by enumeration, without any of the sampler's code: candidates come from trying all
/// rows, probabilities from the definition of softmax.
/// </summary>
/// <param name="denoiser">Gives the logits.</param>
/// <param name="allowed">The symbols that each slot may hold.</param>
/// <param name="temperature">Divides the logits.</param>
internal sealed class ExactGame(IDenoiser denoiser, SymbolSet[] allowed, double temperature = 1)
{
    private readonly byte _pad = denoiser.Alphabet.Pad, _mask = denoiser.Alphabet.Mask;

    private byte[][]? _possible;

    /// <summary>Every row of letters and then PAD that the constraints permit.</summary>
    public byte[][] Possible => _possible ??= [.. Rows([]).Where(IsPossible)];

    /// <summary>One slot at a time, uniformly among the masked ones.</summary>
    public Dictionary<string, double> RandomOrder() => Play(masked => [.. masked.Select(slot => (slot, 1.0 / masked.Length))]);

    /// <summary>One slot at a time from the left.</summary>
    public Dictionary<string, double> LeftToRight() => Play(masked => [(masked[0], 1)]);

    /// <summary>
    /// Draft and verify in rounds as they are defined; <paramref name="residual"/> makes the distribution after a refusal of p and q. With
    /// max(0, p − q) it is the verifier's own distribution; with anything else it is broken.
    /// </summary>
    public static Dictionary<string, double> DraftAndVerify(ExactGame verifier, ExactGame drafter, Func<double, double, double> residual)
    {
        Dictionary<string, double> result = [];
        Go(verifier.Start(), verifier.Start(), 1);
        return result;

        void Go(byte[] row, byte[] roundStart, double weight)
        {
            int slot = Array.IndexOf(row, verifier._mask);
            if (slot < 0)
            {
                Add(result, verifier.Text(row), weight);
                return;
            }
            double[] p = verifier.Distribution(row, slot), q = drafter.Distribution(roundStart, slot);
            double kept = p.Zip(q, Math.Min).Sum(), total = p.Zip(q, residual).Sum();
            for (byte s = 0; s < p.Length; s++)
            {
                byte[] next = verifier.With(row, slot, s);
                if (Math.Min(p[s], q[s]) is > 0 and double accepted)
                    Go(next, roundStart, weight * accepted);
                if (residual(p[s], q[s]) is > 0 and double drawn)
                    Go(next, next, weight * (1 - kept) * drawn / total);
            }
        }
    }

    /// <summary>Pearson's χ² of counted rows, with rows expected fewer than 5 times together in one class, against its degrees of freedom.</summary>
    public static (double Statistic, int Freedom) ChiSquare(IReadOnlyDictionary<string, int> counted, IReadOnlyDictionary<string, double> exact)
    {
        int names = counted.Values.Sum();
        double statistic = 0, rareExpected = 0;
        int rare = 0, classes = 0;
        foreach (string row in counted.Keys.Union(exact.Keys))
        {
            double expected = exact.GetValueOrDefault(row) * names;
            int count = counted.GetValueOrDefault(row);
            if (expected < 5)
            {
                rareExpected += expected;
                rare += count;
                continue;
            }
            statistic += (count - expected) * (count - expected) / expected;
            classes++;
        }
        if (rare > 0 || rareExpected > 0)
        {
            statistic += (rare - rareExpected) * (rare - rareExpected) / Math.Max(rareExpected, 1e-9);
            classes++;
        }
        return (statistic, classes - 1);
    }

    private Dictionary<string, double> Play(Func<int[], (int Slot, double Share)[]> choose)
    {
        Dictionary<string, double> result = [];
        Go(Start(), 1);
        return result;

        void Go(byte[] row, double weight)
        {
            int[] masked = [.. Enumerable.Range(0, row.Length).Where(slot => row[slot] == _mask)];
            if (masked.Length == 0)
            {
                Add(result, Text(row), weight);
                return;
            }
            foreach ((int slot, double share) in choose(masked))
            {
                double[] p = Distribution(row, slot);
                for (byte s = 0; s < p.Length; s++)
                {
                    if (p[s] > 0)
                        Go(With(row, slot, s), weight * share * p[s]);
                }
            }
        }
    }

    /// <summary>Forced slots are known from the start.</summary>
    private byte[] Start()
    {
        byte[] row = [.. allowed.Select(set => set.Count == 1 ? set.First : _mask)];
        return Implied(row);
    }

    private byte[] With(byte[] row, int slot, byte symbol)
    {
        byte[] next = [.. row];
        next[slot] = symbol;
        return Implied(next);
    }

    /// <summary>PAD follows the end of the name.</summary>
    private byte[] Implied(byte[] row)
    {
        int end = Array.IndexOf(row, _pad);
        if (end >= 0)
            row.AsSpan(end).Fill(_pad);
        return row;
    }

    /// <summary>[Outputs]: softmax over the symbols that some possible row with the same known symbols has there.</summary>
    private double[] Distribution(byte[] row, int slot)
    {
        float[] logits = new float[denoiser.Slots * denoiser.Symbols];
        denoiser.Predict(row, 0, logits);
        double[] p = new double[_mask];
        for (byte s = 0; s < p.Length; s++)
        {
            // Not With: an end must not hide letters that are known after it.
            byte[] with = [.. row];
            with[slot] = s;
            if (Possible.Any(full => full.Zip(with).All(pair => pair.Second == _mask || pair.First == pair.Second) && full[slot] == s))
                p[s] = Math.Exp(logits[slot * denoiser.Symbols + s] / temperature);
        }
        double sum = p.Sum();
        return [.. p.Select(value => value / sum)];
    }

    private IEnumerable<byte[]> Rows(byte[] prefix) => prefix.Length == denoiser.Slots
        ? [prefix]
        : Enumerable.Range(0, _mask).SelectMany(s => Rows([.. prefix, (byte)s]));

    private bool IsPossible(byte[] row)
    {
        int end = Array.IndexOf(row, _pad);
        return end != 0 && (end < 0 || row.AsSpan(end).IndexOfAnyExcept(_pad) < 0)
            && row.Zip(allowed).All(pair => pair.Second.Contains(pair.First));
    }

    private string Text(byte[] row) => string.Concat(row.Select(denoiser.Alphabet.CharacterOf));

    private static void Add(Dictionary<string, double> to, string row, double weight) => to[row] = to.GetValueOrDefault(row) + weight;
}
