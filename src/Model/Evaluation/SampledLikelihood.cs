using System.Numerics.Tensors;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;

namespace Unmask.Model.Evaluation;

/// <summary>
/// An estimate of the probability that <see cref="ExactLikelihood"/> sums over all sets of revealed slots: the mean over some random orders. The mean is
/// unbiased; its logarithm, which is given, is a little low, the less the more orders. An instance serves one thread at a time.
/// </summary>
public sealed class SampledLikelihood
{
    private readonly IDenoiser denoiser;
    private readonly int orders;
    private readonly byte[] rows;
    private readonly int[] sequence;
    private readonly float[] logits;
    private readonly double[] sums;

    /// <param name="denoiser">Not an autoregressive one, which has one order only; used by this instance alone.</param>
    /// <param name="orders">Random orders; all go through the denoiser together, once per slot.</param>
    public SampledLikelihood(IDenoiser denoiser, int orders = 64)
    {
        if (denoiser.IsCausal)
            throw new ArgumentException("An autoregressive denoiser's likelihood is exact.", nameof(denoiser));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(orders);
        (this.denoiser, this.orders) = (denoiser, orders);
        rows = new byte[orders * denoiser.Slots];
        sequence = new int[rows.Length];
        logits = new float[rows.Length * denoiser.Symbols];
        sums = new double[orders];
    }

    /// <summary>The natural logarithm of the row's probability, estimated.</summary>
    /// <param name="row">Clean symbols <c>[Slots]</c>, none of them MASK.</param>
    /// <param name="seed">Of the orders.</param>
    public double LogLikelihood(ReadOnlySpan<byte> row, ulong seed = 0)
    {
        int slots = denoiser.Slots, symbols = denoiser.Symbols, outputs = denoiser.Alphabet.Mask;
        if (row.Length != slots || row.ContainsAnyExceptInRange((byte)0, denoiser.Alphabet.Pad))
            throw new ArgumentException($"A row whose likelihood is asked for has a letter or PAD in each of {slots} slots.", nameof(row));
        rows.AsSpan().Fill(denoiser.Alphabet.Mask);
        sums.AsSpan().Clear();
        Shuffle(seed);
        for (int step = 0; step < slots; step++)
        {
            denoiser.Predict(rows, NoiseSchedule.TimeFor(slots - step, slots, denoiser.Timesteps), logits);
            for (int i = 0; i < orders; i++)
            {
                int slot = sequence[i * slots + step];
                sums[i] -= HeldOutTally.Nats(logits.AsSpan((i * slots + slot) * symbols, outputs), row[slot], out _);
                rows[i * slots + slot] = row[slot];
            }
        }
        double most = TensorPrimitives.Max<double>(sums), total = 0;
        if (double.IsNegativeInfinity(most))
            return most;
        foreach (double sum in sums)
            total += Math.Exp(sum - most);
        return most + Math.Log(total / orders);
    }

    /// <summary>Draws every order from all of them, uniformly.</summary>
    private void Shuffle(ulong seed)
    {
        int slots = denoiser.Slots;
        Xoshiro256 random = new(seed, stream: 0);
        for (int i = 0; i < orders; i++)
        {
            Span<int> order = sequence.AsSpan(i * slots, slots);
            for (int place = 0; place < slots; place++)
            {
                int other = random.Next(place + 1);
                order[place] = order[other];
                order[other] = place;
            }
        }
    }
}
