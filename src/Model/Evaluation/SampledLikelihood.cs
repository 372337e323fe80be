using System.Numerics.Tensors;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;

namespace Unmask.Model.Evaluation;

/// <summary>
/// An estimate of the probability that <see cref="ExactLikelihood"/> sums over all sets of revealed slots: the mean over some random
/// orders. The mean is unbiased; its logarithm, the result, is a little low, and less so with more orders. An instance serves one thread at
/// a time.
/// </summary>
public sealed class SampledLikelihood
{
    private readonly IDenoiser _denoiser;
    private readonly int _orders;
    private readonly byte[] _rows;
    private readonly int[] _sequence;
    private readonly float[] _logits;
    private readonly double[] _sums;

    /// <summary>Makes the working memory for a number of orders.</summary>
    /// <param name="denoiser">Not an autoregressive one, which has one order only; used by this instance alone.</param>
    /// <param name="orders">Random orders; all go through the denoiser together, once per slot.</param>
    public SampledLikelihood(IDenoiser denoiser, int orders = 64)
    {
        if (denoiser.IsCausal)
            throw new ArgumentException("An autoregressive denoiser's likelihood is exact.", nameof(denoiser));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(orders);
        (_denoiser, _orders) = (denoiser, orders);
        _rows = new byte[orders * denoiser.Slots];
        _sequence = new int[_rows.Length];
        _logits = new float[_rows.Length * denoiser.Symbols];
        _sums = new double[orders];
    }

    /// <summary>The natural logarithm of the row's probability, estimated.</summary>
    /// <param name="row">Clean symbols <c>[Slots]</c>, none of them MASK.</param>
    /// <param name="seed">Of the orders.</param>
    public double LogLikelihood(ReadOnlySpan<byte> row, ulong seed = 0)
    {
        int slots = _denoiser.Slots, symbols = _denoiser.Symbols, outputs = _denoiser.Alphabet.Mask;
        if (row.Length != slots || row.ContainsAnyExceptInRange((byte)0, _denoiser.Alphabet.Pad))
            throw new ArgumentException($"A row whose likelihood is asked for has a letter or PAD in each of {slots} slots.", nameof(row));
        _rows.AsSpan().Fill(_denoiser.Alphabet.Mask);
        _sums.AsSpan().Clear();
        Shuffle(seed);
        for (int step = 0; step < slots; step++)
        {
            _denoiser.Predict(_rows, NoiseSchedule.TimeFor(slots - step, slots, _denoiser.Timesteps), _logits);
            for (int i = 0; i < _orders; i++)
            {
                int slot = _sequence[i * slots + step];
                _sums[i] -= HeldOutTally.Nats(_logits.AsSpan((i * slots + slot) * symbols, outputs), row[slot], out _);
                _rows[i * slots + slot] = row[slot];
            }
        }
        double most = TensorPrimitives.Max<double>(_sums), total = 0;
        if (double.IsNegativeInfinity(most))
            return most;
        foreach (double sum in _sums)
            total += Math.Exp(sum - most);
        return most + Math.Log(total / _orders);
    }

    /// <summary>Draws every order from all of them, uniformly.</summary>
    private void Shuffle(ulong seed)
    {
        int slots = _denoiser.Slots;
        Xoshiro256 random = new(seed, stream: 0);
        for (int i = 0; i < _orders; i++)
        {
            Span<int> order = _sequence.AsSpan(i * slots, slots);
            for (int place = 0; place < slots; place++)
            {
                int other = random.Next(place + 1);
                order[place] = order[other];
                order[other] = place;
            }
        }
    }
}
