using System.Collections.Concurrent;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>
/// A denoiser with a law: every row of letters and then PAD has a pseudo-random weight, and a slot's distribution is that of all rows with the same
/// known symbols. So it predicts the same whatever the order, and what it must generate is known by enumeration.
/// </summary>
internal sealed class JointDenoiser : IDenoiser
{
    private readonly byte[][] _rows;
    private readonly double[] _weights;
    private readonly ConcurrentDictionary<string, float[]> _made = [];

    public JointDenoiser(int slots, Alphabet alphabet)
    {
        (Slots, Alphabet) = (slots, alphabet);
        _rows = [.. All([]).Where(IsName)];
        _weights = [.. _rows.Select((_, i) => 0.05 + CounterRandom.Bits(11, 0, i) / (double)uint.MaxValue)];
    }

    public string Architecture => "joint";

    public Alphabet Alphabet { get; }

    public int Slots { get; }

    public int Symbols => Alphabet.Symbols;

    public int Timesteps => 4;

    public bool TakesTime => false;

    /// <summary>The law of the rows that satisfy a condition.</summary>
    public Dictionary<string, double> LawOf(Func<string, bool> condition)
    {
        string[] texts = [.. _rows.Select(row => string.Concat(row.Select(Alphabet.CharacterOf)))];
        double sum = texts.Zip(_weights).Where(row => condition(row.First.TrimEnd('.'))).Sum(row => row.Second);
        return texts.Zip(_weights).Where(row => condition(row.First.TrimEnd('.'))).ToDictionary(row => row.First, row => row.Second / sum);
    }

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        for (int first = 0; first < rows.Length; first += Slots)
        {
            byte[] known = rows.Slice(first, Slots).ToArray();
            _made.GetOrAdd(string.Concat(known.Select(Alphabet.CharacterOf)), _ => Made(known)).CopyTo(logits.Slice(first * Symbols, Slots * Symbols));
        }
    }

    public IDenoiser Fork() => this;

    private float[] Made(byte[] known)
    {
        float[] logits = new float[Slots * Symbols];
        for (int i = 0; i < _rows.Length; i++)
        {
            if (!_rows[i].Zip(known).All(pair => pair.Second == Alphabet.Mask || pair.First == pair.Second))
                continue;
            for (int slot = 0; slot < Slots; slot++)
                logits[(slot * Symbols) + _rows[i][slot]] += (float)_weights[i];
        }
        return [.. logits.Select(weight => MathF.Log(Math.Max(weight, 1e-30f)))];
    }

    private IEnumerable<byte[]> All(byte[] prefix) => prefix.Length == Slots
        ? [prefix]
        : Enumerable.Range(0, Alphabet.Mask).SelectMany(symbol => All([.. prefix, (byte)symbol]));

    private bool IsName(byte[] row)
    {
        int end = Array.IndexOf(row, Alphabet.Pad);
        return end != 0 && (end < 0 || row.AsSpan(end).IndexOfAnyExcept(Alphabet.Pad) < 0);
    }
}
