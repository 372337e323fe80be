using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Window.Player;

/// <summary>
/// A stand-in without weights, the same on every machine: letters by their place in common names and by the known letters around them.
/// Good enough to see what a window does.
/// </summary>
public sealed class NeighborDenoiser : IDenoiser
{
    private const int Reach = 3, Names = 6000;

    private readonly float[] _places;
    private readonly float[] _pairs;

    public NeighborDenoiser(Stream names)
    {
        _places = new float[Slots * Alphabet.Symbols];
        _pairs = new float[Reach * Alphabet.Symbols * Alphabet.Symbols];
        var reader = new StreamReader(names);
        reader.ReadLine();
        Span<byte> row = stackalloc byte[Slots];
        float[] single = new float[Alphabet.Symbols];
        Array.Fill(_places, 0.5f);
        Array.Fill(_pairs, 0.02f);
        for (int n = 0; n < Names && reader.ReadLine() is { } line; n++)
        {
            if (!Alphabet.TryEncode(line.AsSpan(0, line.IndexOf(',')), row))
                continue;
            for (int slot = 0; slot < Slots; slot++)
            {
                _places[slot * Alphabet.Symbols + row[slot]]++;
                single[row[slot]]++;
                for (int d = 1; d <= Reach && slot + d < Slots; d++)
                    _pairs[Pair(d, row[slot], row[slot + d])]++;
            }
        }
        float total = single.Sum();
        for (int i = 0; i < _places.Length; i++)
            _places[i] = MathF.Log(_places[i]);
        for (int d = 1; d <= Reach; d++)
        {
            for (byte a = 0; a < Alphabet.Mask; a++)
            {
                for (byte b = 0; b < Alphabet.Mask; b++)
                    _pairs[Pair(d, a, b)] = MathF.Log(_pairs[Pair(d, a, b)] * total / (single[a] * single[b])) / d;
            }
        }
    }

    private NeighborDenoiser(NeighborDenoiser source) => (_places, _pairs) = (source._places, source._pairs);

    public string Architecture => "neighbor";

    public Alphabet Alphabet => Alphabet.English;

    public string Fingerprint => "5eed5eed5eed5eed";

    public int Slots => 12;

    public int Timesteps => 20;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        for (int n = 0; n < rows.Length / Slots; n++)
            Predict(rows.Slice(n * Slots, Slots), logits.Slice(n * Slots * Alphabet.Symbols, Slots * Alphabet.Symbols));
    }

    public IDenoiser Fork() => new NeighborDenoiser(this);

    private void Predict(ReadOnlySpan<byte> row, Span<float> logits)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            for (byte symbol = 0; symbol < Alphabet.Symbols; symbol++)
            {
                float logit = _places[slot * Alphabet.Symbols + symbol];
                for (int d = 1; d <= Reach && symbol != Alphabet.Mask; d++)
                {
                    if (slot >= d && row[slot - d] != Alphabet.Mask)
                        logit += _pairs[Pair(d, row[slot - d], symbol)];
                    if (slot + d < Slots && row[slot + d] != Alphabet.Mask)
                        logit += _pairs[Pair(d, symbol, row[slot + d])];
                }
                logits[slot * Alphabet.Symbols + symbol] = logit;
            }
        }
    }

    private int Pair(int distance, byte left, byte right) => ((distance - 1) * Alphabet.Symbols + left) * Alphabet.Symbols + right;
}
