namespace Unmask.Model.Diffusion;

/// <summary>
/// Many boards that move on together: the denoiser is asked for up to <see cref="RowsPerCall"/> of their rows at once, which costs it far less
/// than one row at a time, and once for all boards whose rows are equal. Every board moves exactly as <see cref="ReverseProcess"/> moves it
/// alone. Nothing is allocated after construction, but for the places of a floating pattern.
/// </summary>
/// <remarks>
/// For independent games under one seed, give game i the first board <see cref="Board.WithSeed"/> <see cref="CounterRandom.Fork"/>(seed, i). A batch serves one
/// thread; for more threads make one each, with a <see cref="IDenoiser.Fork"/>.
/// </remarks>
public sealed class BoardBatch
{
    /// <summary>The most rows per call of the denoiser.</summary>
    public const int RowsPerCall = 64;

    /// <summary>So many games that begin alike share most of their early rows. Of more, the boards alone would fill a processor's second cache.</summary>
    public const int SharingGames = 2048;

    private readonly Move _move;
    private readonly Board[] _boards;
    private readonly Prediction _prediction;
    private readonly int _slots, _rowLogits;

    /// <summary>Boards that are to move, those that one answer of the denoiser serves next to each other.</summary>
    private readonly int[] _waiting;

    private readonly Comparison<int> _byQuestion;

    /// <summary>Every board's row before the step <c>[capacity, Slots]</c>, and the different ones of a call <c>[RowsPerCall, Slots]</c>.</summary>
    private readonly byte[] _rows, _asked;

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
        _byQuestion = CompareQuestions;
        _prediction = new Prediction(denoiser);
        _slots = denoiser.Slots;
        _rowLogits = _slots * denoiser.Symbols;
        _rows = new byte[capacity * _slots];
        _asked = new byte[RowsPerCall * _slots];
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
            if (_boards[i].IsFinished)
                continue;
            _boards[i].CopyRow(Row(i));
            _waiting[count++] = i;
        }
        _waiting.AsSpan(0, count).Sort(_byQuestion);
        for (int next = 0; next < count;)
            next += Call(_waiting.AsSpan(next, count - next));
        return count;
    }

    /// <summary>Steps until every board is finished.</summary>
    public void Finish()
    {
        while (Step() > 0)
        {
        }
    }

    /// <summary>Moves the first of the waiting boards, as many as one call of the denoiser serves.</summary>
    /// <returns>How many have moved.</returns>
    private int Call(ReadOnlySpan<int> waiting)
    {
        float time = _boards[waiting[0]].Time;
        int moving = 0, asked = 0;
        for (; moving < waiting.Length && !(_prediction.Denoiser.TakesTime && _boards[waiting[moving]].Time != time); moving++)
        {
            if (moving > 0 && Row(waiting[moving]).SequenceEqual(Row(waiting[moving - 1])))
                continue;
            if (asked == RowsPerCall)
                break;
            Row(waiting[moving]).CopyTo(_asked.AsSpan(asked++ * _slots));
        }
        _prediction.Denoiser.PredictMasked(_asked.AsSpan(0, asked * _slots), time, _logits.AsSpan(0, asked * _rowLogits));
        Rows += asked;

        int answer = -1;
        for (int i = 0; i < moving; i++)
        {
            if (i == 0 || !Row(waiting[i]).SequenceEqual(Row(waiting[i - 1])))
                _prediction.Load(Row(waiting[i]), time, _logits.AsSpan(++answer * _rowLogits, _rowLogits));
            ref Board board = ref _boards[waiting[i]];
            board = _move(waiting[i], board, _prediction);
        }
        return moving;
    }

    /// <summary>Orders boards by what the denoiser is asked: the time, if it takes one, then the row.</summary>
    private int CompareQuestions(int a, int b)
    {
        int byTime = _prediction.Denoiser.TakesTime ? _boards[a].Time.CompareTo(_boards[b].Time) : 0;
        return byTime != 0 ? byTime : Row(a).SequenceCompareTo(Row(b));
    }

    private Span<byte> Row(int board) => _rows.AsSpan(board * _slots, _slots);
}
