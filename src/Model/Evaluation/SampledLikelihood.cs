using System.Numerics.Tensors;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// An estimate of the probability that <see cref="ExactLikelihood"/> sums over all states: the mean over some random orders. The mean is unbiased;
/// its logarithm, the result, is a little low, and less so with more orders. An instance serves one thread at a time.
/// </summary>
public sealed class SampledLikelihood
{
    private readonly IDenoiser _denoiser;
    private readonly BoardBatch _games;
    private readonly byte[] _row;
    private readonly double[] _sums;

    /// <summary>Makes the working memory for a number of orders.</summary>
    /// <param name="denoiser">Not an autoregressive one, which has one order only; used by this instance alone.</param>
    /// <param name="orders">Random orders; all go through the denoiser together, once per slot.</param>
    public SampledLikelihood(IDenoiser denoiser, int orders = 64)
    {
        if (denoiser.IsCausal)
            throw new ArgumentException("An autoregressive denoiser's likelihood is exact.", nameof(denoiser));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(orders);
        _denoiser = denoiser;
        _row = new byte[denoiser.Slots];
        _sums = new double[orders];
        _games = new BoardBatch(denoiser, orders, RevealOne);
    }

    /// <summary>The natural logarithm of the row's probability, estimated; −∞ if it is no name.</summary>
    /// <param name="row">Clean symbols <c>[Slots]</c>, none of them MASK.</param>
    /// <param name="seed">Of the orders.</param>
    public double LogLikelihood(ReadOnlySpan<byte> row, ulong seed = 0)
    {
        if (row.Length != _row.Length || row.ContainsAnyExceptInRange((byte)0, _denoiser.Alphabet.Pad))
            throw new ArgumentException($"A row whose likelihood is asked for has a letter or PAD in each of {_row.Length} slots.", nameof(row));
        // As many steps as the denoiser was trained with: then the time is that of the noise schedule for the masked slots.
        var start = new Board(_denoiser.Alphabet, _row.Length, new SamplerSettings(RevealOrders.Random, _denoiser.Timesteps, 1), seed);
        if (!start.CanBecome(row))
            return double.NegativeInfinity;
        row.CopyTo(_row);
        _sums.AsSpan().Clear();
        _games.Clear();
        for (int order = 0; order < _sums.Length; order++)
            _games.Add(start.WithSeed(CounterRandom.Fork(seed, order)));
        _games.Finish();

        double most = TensorPrimitives.Max<double>(_sums), total = 0;
        if (double.IsNegativeInfinity(most))
            return most;
        foreach (double sum in _sums)
            total += Exponential.Of(sum - most);
        return most + Logarithm.Of(total / _sums.Length);
    }

    /// <summary>A masked slot, uniformly drawn, gets the row's symbol.</summary>
    private Board RevealOne(int game, in Board board, Prediction prediction)
    {
        int chosen = -1;
        uint highest = 0;
        for (int slot = 0; slot < _row.Length; slot++)
        {
            uint bits = CounterRandom.Bits(board.Seed, board.Moves, slot);
            if (!board.IsMasked(slot) || chosen >= 0 && bits <= highest)
                continue;
            (chosen, highest) = (slot, bits);
        }
        _sums[game] += prediction.LogProbability(chosen, board.Candidates(chosen), _row[chosen], board.Settings.Temperature);
        return board.Reveal(chosen, _row[chosen], 0).EndEdit();
    }
}
