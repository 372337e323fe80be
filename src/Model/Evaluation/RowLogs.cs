using System.Buffers.Binary;
using System.Numerics.Tensors;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Evaluation;

/// <summary>
/// ln p of what the masked slots of some rows can hold, in double precision: of the distributions that a game draws from, under its constraints and its
/// temperature, without the grid of <see cref="Prediction"/>. Several threads share the rows. One thread may call it at a time; on a single thread
/// nothing is allocated after construction.
/// </summary>
internal sealed class RowLogs
{
    /// <summary>The most slots: a row is a number of 128 bits, its first slot in the lowest byte.</summary>
    public const int MaxSlots = 16;

    /// <summary>Rows per call of the denoiser.</summary>
    private const int CallRows = 64;

    /// <summary>Calls from one meeting of several threads to the next: enough that they hardly wait for the last, and few enough for 15 MB.</summary>
    private const int CallsTogether = 128;

    private readonly int _slots, _symbols, _outputs;
    private readonly Alphabet _alphabet;
    private readonly Caller[] _callers;
    private readonly byte[] _rows;
    private readonly SymbolSet[] _candidates;
    private readonly float[] _logits;

    /// <summary>Of every masked slot <c>[rows, Slots]</c>: the largest logit of a candidate, and the logarithm of the sum of all exponentials less that.</summary>
    private readonly (double Most, double LogSum)[] _scales;

    private double _temperature;

    /// <summary>No rows yet.</summary>
    /// <param name="denoiser">Used by this instance alone, and forked for each further thread.</param>
    /// <param name="threads">How many share the rows.</param>
    public RowLogs(IDenoiser denoiser, int threads)
    {
        (_slots, _symbols, _outputs, _alphabet) = (denoiser.Slots, denoiser.Symbols, denoiser.Alphabet.Mask, denoiser.Alphabet);
        _callers = [.. Enumerable.Range(0, threads).Select(thread => new Caller(thread == 0 ? denoiser : denoiser.Fork(), new double[CallRows * _slots * _outputs]))];
        Capacity = threads == 1 ? CallRows : Math.Max(CallsTogether, 4 * threads) * CallRows;
        _rows = new byte[Capacity * _slots];
        _candidates = new SymbolSet[_rows.Length];
        _logits = new float[_rows.Length * _symbols];
        _scales = new (double, double)[_rows.Length];
    }

    /// <summary>The most rows.</summary>
    public int Capacity { get; }

    /// <summary>Rows that were added.</summary>
    public int Count { get; private set; }

    /// <summary>Takes all rows out.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its symbols, a byte each, the first slot's lowest; MASK in the masked slots.</param>
    public void Add(UInt128 row)
    {
        Span<byte> bytes = stackalloc byte[MaxSlots];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, row);
        bytes[.._slots].CopyTo(_rows.AsSpan(Count++ * _slots));
    }

    /// <summary>Predicts all rows.</summary>
    /// <param name="start">A game that can come to every one of them; its temperature and its constraints count.</param>
    /// <param name="time">t/T of the rows.</param>
    /// <param name="cancellation">Looked at before each call of the denoiser.</param>
    public void Predict(in Board start, float time, CancellationToken cancellation)
    {
        _temperature = start.Settings.Temperature;
        int calls = (Count - 1) / CallRows + 1;
        if (_callers.Length > 1 && calls > 1)
            PredictTogether(start, time, calls, cancellation);
        else
            for (int call = 0; call < calls; call++)
                Predict(_callers[0], call, start, time, cancellation);
    }

    /// <summary>ln p of a symbol in a masked slot; −∞ if the slot cannot hold it.</summary>
    public double Of(int row, int slot, byte symbol)
    {
        int cell = row * _slots + slot;
        (double most, double logSum) = _scales[cell];
        return _candidates[cell].Contains(symbol) ? (_logits[cell * _symbols + symbol] - most) / _temperature - logSum : double.NegativeInfinity;
    }

    private void PredictTogether(Board start, float time, int calls, CancellationToken cancellation)
    {
        int claimed = -1;
        Parallel.For(0, _callers.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = _callers.Length }, thread =>
        {
            for (int call; (call = Interlocked.Increment(ref claimed)) < calls;)
                Predict(_callers[thread], call, start, time, cancellation);
        });
    }

    private void Predict(Caller caller, int call, in Board start, float time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int first = call * CallRows * _slots, cells = Math.Min(Count * _slots - first, CallRows * _slots);
        for (int cell = first; cell < first + cells; cell += _slots)
            CopyCandidates(start, _rows.AsSpan(cell, _slots), _candidates.AsSpan(cell, _slots));
        caller.Denoiser.PredictMasked(_rows.AsSpan(first, cells), time, _logits.AsSpan(first * _symbols, cells * _symbols));

        int masked = 0;
        for (int cell = first; cell < first + cells; cell++)
        {
            if (_rows[cell] != _alphabet.Mask)
                continue;
            Span<double> scaled = caller.Exponentials.AsSpan(masked++ * _outputs, _outputs);
            TensorPrimitives.ConvertTruncating<float, double>(_logits.AsSpan(cell * _symbols, _outputs), scaled);
            for (ulong rest = (_alphabet.Outputs - _candidates[cell]).Bits; rest != 0; rest &= rest - 1)
                scaled[new SymbolSet(rest).First] = double.NegativeInfinity;
            _scales[cell].Most = TensorPrimitives.Max<double>(scaled);
            TensorPrimitives.Subtract(scaled, _scales[cell].Most, scaled);
            TensorPrimitives.Divide(scaled, _temperature, scaled);
        }
        Span<double> exponentials = caller.Exponentials.AsSpan(0, masked * _outputs);
        Exponential.Of(exponentials, exponentials);
        masked = 0;
        for (int cell = first; cell < first + cells; cell++)
        {
            if (_rows[cell] == _alphabet.Mask)
                _scales[cell].LogSum = Logarithm.Of(FixedOrder.Sum(exponentials.Slice(masked++ * _outputs, _outputs)));
        }
    }

    private void CopyCandidates(in Board start, ReadOnlySpan<byte> row, Span<SymbolSet> candidates)
    {
        Board board = start;
        for (int slot = 0; slot < row.Length; slot++)
        {
            // The first PAD that the game has come to settles the slots after it.
            if (board.IsMasked(slot) && row[slot] != _alphabet.Mask)
                board = board.Reveal(slot, row[slot], 0);
        }
        board.CopyCandidates(candidates);
    }

    /// <summary>A thread's denoiser, and its working memory <c>[masked slots of a call, outputs]</c>.</summary>
    private sealed record Caller(IDenoiser Denoiser, double[] Exponentials);
}
