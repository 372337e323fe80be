using Unmask.Model.Text;

namespace Unmask.Model.Learning;

/// <summary>The batch of a training step, in memory that the threads of the step read. It grows with the largest batch so far.</summary>
internal sealed class TrainingBatch(int slots, Alphabet alphabet)
{
    private byte[] _rows = [], _targets = [];
    private float[] _lossWeights = [], _losses = [];

    /// <summary>Rows in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>The bits of the symbols in the softmax.</summary>
    public ulong Allowed { get; private set; }

    /// <summary>Sum of the losses of all slots.</summary>
    public float Loss
    {
        get
        {
            double sum = 0;
            foreach (float loss in _losses.AsSpan(0, Count * slots))
                sum += loss;
            return (float)sum;
        }
    }

    /// <summary>All rows of the batch.</summary>
    public BatchRows All => new(0, Count);

    /// <summary>Copies a batch. The parameters are those of <see cref="ITrainableDenoiser.Step"/>.</summary>
    /// <exception cref="ArgumentException">There is no row, or the lengths differ.</exception>
    public void Fill(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, bool learnsMask)
    {
        int count = rows.Length / slots;
        if (count == 0 || count * slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a positive multiple of {slots}.", nameof(rows));
        if (targets.Length != rows.Length)
            throw new ArgumentException($"There are {targets.Length} targets for {rows.Length} symbols.", nameof(targets));
        if (lossWeights.Length != rows.Length)
            throw new ArgumentException($"There are {lossWeights.Length} loss weights for {rows.Length} symbols.", nameof(lossWeights));

        Count = count;
        if (rows.Length > _rows.Length)
        {
            _rows = new byte[rows.Length];
            _targets = new byte[rows.Length];
            _lossWeights = new float[rows.Length];
            _losses = new float[rows.Length];
        }
        rows.CopyTo(_rows);
        targets.CopyTo(_targets);
        lossWeights.CopyTo(_lossWeights);
        Allowed = learnsMask ? alphabet.Outputs.With(alphabet.Mask).Bits : alphabet.Outputs.Bits;
    }

    /// <summary>At most <paramref name="size"/> rows from <paramref name="first"/> on.</summary>
    public BatchRows RowsFrom(int first, int size) => new(first, Math.Min(size, Count - first));

    /// <summary>Noisy rows [n, slots].</summary>
    public ReadOnlySpan<byte> Rows(BatchRows rows) => rows.Of(_rows, slots);

    /// <summary>Clean rows [n, slots].</summary>
    public ReadOnlySpan<byte> Targets(BatchRows rows) => rows.Of(_targets, slots);

    /// <summary>Weights of the slots' cross-entropies [n, slots].</summary>
    public ReadOnlySpan<float> LossWeights(BatchRows rows) => rows.Of(_lossWeights, slots);

    /// <summary>Losses of the slots [n, slots]; written by the threads.</summary>
    public Span<float> Losses(BatchRows rows) => rows.Of(_losses, slots);
}
