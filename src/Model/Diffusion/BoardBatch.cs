namespace Unmask.Model.Diffusion;

/// <summary>
/// Many boards that move on together: the denoiser is asked for up to <see cref="RowsPerCall"/> of their rows at once, which costs it far less
/// than one row at a time. Every board moves exactly as <see cref="ReverseProcess"/> moves it alone. Nothing is allocated after
/// construction, but for the places of a floating pattern.
/// </summary>
/// <remarks>
/// For independent games under one seed, give game i the first board <see cref="Board.WithSeed"/> <see cref="CounterRandom.Fork"/>(seed, i). A batch serves one
/// thread; for more threads make one each, with a <see cref="IDenoiser.Fork"/>.
/// </remarks>
public sealed class BoardBatch
{
    /// <summary>The most rows per call of the denoiser.</summary>
    public const int RowsPerCall = 64;

    private readonly Move _move;
    private readonly Board[] _boards;
    private readonly Prediction _prediction;
    private readonly int _slots, _rowLogits;
    private readonly int[] _waiting, _called = new int[RowsPerCall], _rowOf = new int[RowsPerCall];
    private readonly byte[] _rows;
    private readonly float[] _logits;

    /// <summary>An empty batch.</summary>
    /// <param name="denoiser">Used by this batch alone.</param>
    /// <param name="capacity">The most boards.</param>
    public BoardBatch(IDenoiser denoiser, int capacity)
        : this(denoiser, capacity, static (int _, in Board board, Prediction prediction) => ReverseProcess.Step(board, prediction))
    {
    }

    /// <summary>An empty batch whose boards move in a way of their own, one step at a time.</summary>
    internal BoardBatch(IDenoiser denoiser, int capacity, Move move)
    {
        _move = move;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _boards = new Board[capacity];
        _waiting = new int[capacity];
        _prediction = new Prediction(denoiser);
        _slots = denoiser.Slots;
        _rowLogits = _slots * denoiser.Symbols;
        _rows = new byte[RowsPerCall * _slots];
        _logits = new float[RowsPerCall * _rowLogits];
    }

    /// <summary>A step of one board.</summary>
    internal delegate Board Move(int index, in Board board, Prediction prediction);

    /// <summary>The most boards.</summary>
    public int Capacity => _boards.Length;

    /// <summary>Boards in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Rows that the denoiser was asked for.</summary>
    public long Rows { get; private set; }

    /// <summary>A board as it is now.</summary>
    public ref readonly Board this[int index] => ref _boards.AsSpan(0, Count)[index];

    /// <summary>Boards that are not finished yet.</summary>
    public int Unfinished
    {
        get
        {
            int count = 0;
            foreach (ref readonly Board board in _boards.AsSpan(0, Count))
                count += board.IsFinished ? 0 : 1;
            return count;
        }
    }

    /// <summary>Takes all boards out.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a board.</summary>
    /// <returns>Its index.</returns>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public int Add(in Board board)
    {
        Prediction.CheckFits(board, _prediction.Denoiser);
        if (Count == _boards.Length)
            throw new InvalidOperationException($"the batch holds {_boards.Length} boards already");
        _boards[Count] = board;
        return Count++;
    }

    /// <summary>Puts another board in the place of one.</summary>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    public void Replace(int index, in Board board)
    {
        Prediction.CheckFits(board, _prediction.Denoiser);
        _boards.AsSpan(0, Count)[index] = board;
    }

    /// <summary>One <see cref="ReverseProcess.Step"/> of every board that is not finished.</summary>
    /// <returns>How many moved.</returns>
    public int Step()
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!_boards[i].IsFinished)
                _waiting[count++] = i;
        }
        int moved = count;
        while (count > 0)
            count = Call(count);
        return moved;
    }

    /// <summary>Steps until every board is finished.</summary>
    public void Finish()
    {
        while (Step() > 0)
        {
        }
    }

    /// <summary>
    /// Moves boards, of the first <paramref name="count"/> waiting ones, that one call of the denoiser serves: if it takes a time, those at
    /// the same t/T.
    /// </summary>
    /// <returns>Boards that still wait.</returns>
    private int Call(int count)
    {
        float time = _boards[_waiting[0]].Time;
        int left = 0, moving = 0, asked = 0;
        for (int i = 0; i < count; i++)
        {
            ref readonly Board board = ref _boards[_waiting[i]];
            if (moving == RowsPerCall || _prediction.Denoiser.TakesTime && board.Time != time)
            {
                _waiting[left++] = _waiting[i];
                continue;
            }
            Span<byte> row = Row(asked);
            board.CopyRow(row);
            // Games under the same constraints begin with the same row.
            if (asked == 0 || !row.SequenceEqual(Row(asked - 1)))
                asked++;
            _called[moving] = _waiting[i];
            _rowOf[moving++] = asked - 1;
        }
        _prediction.Denoiser.PredictMasked(_rows.AsSpan(0, asked * _slots), time, _logits.AsSpan(0, asked * _rowLogits));
        Rows += asked;
        for (int i = 0; i < moving; i++)
        {
            _prediction.Load(Row(_rowOf[i]), time, _logits.AsSpan(_rowOf[i] * _rowLogits, _rowLogits));
            ref Board board = ref _boards[_called[i]];
            board = _move(_called[i], board, _prediction);
        }
        return left;
    }

    private Span<byte> Row(int index) => _rows.AsSpan(index * _slots, _slots);
}
