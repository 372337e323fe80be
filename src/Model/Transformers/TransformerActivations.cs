using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>What <see cref="Transformer{TKernels}"/> computes on the way from rows to logits, for a fixed largest number of rows.</summary>
internal sealed class TransformerActivations
{
    private readonly int _width, _slots;
    private readonly byte[]? _shifted;
    private readonly byte _mask;
    private readonly AlignedFloats _output, _finalNorm;
    private readonly Block[] _blocks;

    /// <param name="shape">The transformer's sizes.</param>
    /// <param name="capacity">Most rows.</param>
    /// <param name="mask">The alphabet's MASK, which the first slot of an autoregressive transformer takes.</param>
    /// <param name="keep">Keeps every step apart for the backward pass; otherwise later steps overwrite earlier ones.</param>
    public TransformerActivations(TransformerShape shape, int capacity, byte mask, bool keep)
    {
        Keeps = keep;
        _width = shape.Width;
        _slots = shape.Slots;
        _mask = mask;
        _shifted = shape.IsCausal ? new byte[capacity * shape.Slots] : null;
        _output = new(capacity * shape.State);
        _finalNorm = new(capacity * shape.State);
        Block shared = new(shape, capacity, keep ? null : _output);
        _blocks = [.. Enumerable.Range(0, shape.Blocks).Select(i => i == 0 || !keep ? shared : new Block(shape, capacity, null))];
        Kept = new(capacity * shape.Slots);
        Rows = capacity;
    }

    /// <summary>Whether every step is kept for the backward pass.</summary>
    public bool Keeps { get; }

    /// <summary>Rows at present; all spans have their lengths for that many, and all slots are kept.</summary>
    public int Rows
    {
        get;
        set
        {
            field = value;
            Kept.All(value * _slots);
            foreach (Block block in _blocks)
                block.Vectors = block.Kept = value * _slots;
        }
    }

    /// <summary>The slots that go on after the last block's attention; choosing others than all takes effect there.</summary>
    public KeptSlots Kept { get; }

    /// <summary>Moves what the last block's attention left of the kept slots to the front. What follows has vectors of these alone.</summary>
    /// <returns>Their hidden state before the block, which is to be added to what follows.</returns>
    public Span<float> DropOthers()
    {
        Block last = _blocks[^1];
        if (Kept.AreAll)
            return last.Input;
        Kept.Gather(last.Mixed, last.Mixed, _width);
        Kept.Gather(last.Input, last.Middle, _width); // the backward pass needs the whole input
        last.Kept = Kept.Count;
        return last.Middle;
    }

    /// <summary>
    /// What the slots take in [n, 16]: their own symbols, or in an autoregressive transformer those of the slots before them, and MASK, the
    /// last symbol, in the first one.
    /// </summary>
    public ReadOnlySpan<byte> Inputs(ReadOnlySpan<byte> rows)
    {
        if (_shifted is null)
            return rows;
        Span<byte> shifted = _shifted.AsSpan(0, rows.Length);
        rows[..^1].CopyTo(shifted[1..]);
        for (int first = 0; first < shifted.Length; first += _slots)
            shifted[first] = _mask;
        return shifted;
    }

    /// <summary>The hidden state after the last block: [kept, 64].</summary>
    public Span<float> Output => _output.Span[..(_blocks[^1].Kept * _width)];

    /// <summary>[kept, 64].</summary>
    public Span<float> FinalNorm => _finalNorm.Span[..(_blocks[^1].Kept * _width)];

    public Block BlockAt(int index) => _blocks[index];

    /// <summary>The hidden state that block <paramref name="index"/> − 1 leaves: [n, 16, 64].</summary>
    public Span<float> StateBefore(int index) => index < _blocks.Length ? _blocks[index].Input : Output;

    /// <summary>The steps of one block.</summary>
    internal sealed class Block
    {
        private readonly TransformerShape _shape;
        private readonly AlignedFloats _input, _norm1, _qkv, _probabilities, _mixed, _middle, _norm2, _expanded, _active;

        /// <param name="shape">The transformer's sizes.</param>
        /// <param name="capacity">Most rows.</param>
        /// <param name="state">The hidden state in its single place, or null to keep every step.</param>
        public Block(TransformerShape shape, int capacity, AlignedFloats? state)
        {
            _shape = shape;
            int states = capacity * shape.State, hidden = capacity * shape.Slots * shape.Hidden;
            _input = state ?? new(states);
            _norm1 = new(states);
            _qkv = new(3 * states);
            _probabilities = new(capacity * shape.Scores);
            _mixed = new(states);
            _middle = state ?? new(states);
            _norm2 = state is null ? new(states) : _norm1;
            _expanded = new(hidden);
            _active = state is null ? new(hidden) : _expanded;
        }

        /// <summary>Slots of all rows: n · 16.</summary>
        public int Vectors { get; set; }

        /// <summary>Slots that go on after attention: all of them, or fewer in the last block.</summary>
        public int Kept { get; set; }

        /// <summary>The hidden state before the block: [n, 16, 64].</summary>
        public Span<float> Input => Take(_input, Vectors, _shape.Width);

        /// <summary>[n, 16, 64].</summary>
        public Span<float> Norm1 => Take(_norm1, Vectors, _shape.Width);

        /// <summary>Queries, keys and values: [n, 16, 3 · 64].</summary>
        public Span<float> Qkv => Take(_qkv, Vectors, 3 * _shape.Width);

        /// <summary>[n, 4 heads, 16 keys, 16 queries].</summary>
        public Span<float> Probabilities => Take(_probabilities, Vectors, _shape.Scores / _shape.Slots);

        /// <summary>The heads' outputs: [kept, 64].</summary>
        public Span<float> Mixed => Take(_mixed, Kept, _shape.Width);

        /// <summary>The hidden state after attention: [kept, 64].</summary>
        public Span<float> Middle => Take(_middle, Kept, _shape.Width);

        /// <summary>[kept, 64].</summary>
        public Span<float> Norm2 => Take(_norm2, Kept, _shape.Width);

        /// <summary>The activation's input, and afterwards its derivative if every step is kept: [kept, 256].</summary>
        public Span<float> Expanded => Take(_expanded, Kept, _shape.Hidden);

        /// <summary>[kept, 256].</summary>
        public Span<float> Active => Take(_active, Kept, _shape.Hidden);

        private static Span<float> Take(AlignedFloats values, int vectors, int perVector) => values.Span[..(vectors * perVector)];
    }
}
