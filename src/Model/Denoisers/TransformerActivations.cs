namespace Unmask.Model.Denoisers;

/// <summary>What <see cref="Transformer"/> computes on the way from rows to logits, for a fixed largest number of rows.</summary>
internal sealed class TransformerActivations
{
    private const int Width = Transformer.Width, Slots = Transformer.SlotCount;

    private readonly AlignedFloats _output, _finalNorm;
    private readonly Block[] _blocks;

    /// <param name="capacity">Most rows.</param>
    /// <param name="keep">Keeps every step apart for the backward pass; otherwise later steps overwrite earlier ones.</param>
    public TransformerActivations(int capacity, bool keep)
    {
        Keeps = keep;
        _output = new(capacity * Slots * Width);
        _finalNorm = new(capacity * Slots * Width);
        Block shared = new(capacity, keep ? null : _output);
        _blocks = [.. Enumerable.Range(0, Transformer.Blocks).Select(i => i == 0 || !keep ? shared : new Block(capacity, null))];
        Rows = capacity;
    }

    /// <summary>Whether every step is kept for the backward pass.</summary>
    public bool Keeps { get; }

    /// <summary>Rows at present; all spans have their lengths for that many.</summary>
    public int Rows
    {
        get;
        set
        {
            field = value;
            foreach (Block block in _blocks)
                block.Rows = value;
        }
    }

    /// <summary>The hidden state after the last block: [n, 16, 64].</summary>
    public Span<float> Output => _output.Span[..(Rows * Slots * Width)];

    /// <summary>[n, 16, 64].</summary>
    public Span<float> FinalNorm => _finalNorm.Span[..(Rows * Slots * Width)];

    public Block BlockAt(int index) => _blocks[index];

    /// <summary>The hidden state that block <paramref name="index"/> − 1 leaves: [n, 16, 64].</summary>
    public Span<float> StateBefore(int index) => index < _blocks.Length ? _blocks[index].Input : Output;

    /// <summary>The steps of one block.</summary>
    internal sealed class Block
    {
        private readonly AlignedFloats _input, _norm1, _qkv, _probabilities, _mixed, _middle, _norm2, _expanded, _active;

        /// <param name="capacity">Most rows.</param>
        /// <param name="state">The hidden state in its single place, or null to keep every step.</param>
        public Block(int capacity, AlignedFloats? state)
        {
            int slots = capacity * Slots;
            _input = state ?? new(slots * Width);
            _norm1 = new(slots * Width);
            _qkv = new(slots * 3 * Width);
            _probabilities = new(capacity * Transformer.AttendScores);
            _mixed = new(slots * Width);
            _middle = state ?? new(slots * Width);
            _norm2 = state is null ? new(slots * Width) : _norm1;
            _expanded = new(slots * Transformer.Hidden);
            _active = state is null ? new(slots * Transformer.Hidden) : _expanded;
        }

        public int Rows { get; set; }

        /// <summary>The hidden state before the block: [n, 16, 64].</summary>
        public Span<float> Input => Take(_input, Slots * Width);

        /// <summary>[n, 16, 64].</summary>
        public Span<float> Norm1 => Take(_norm1, Slots * Width);

        /// <summary>Queries, keys and values: [n, 16, 3 · 64].</summary>
        public Span<float> Qkv => Take(_qkv, Slots * 3 * Width);

        /// <summary>[n, 4 heads, 16 keys, 16 queries].</summary>
        public Span<float> Probabilities => Take(_probabilities, Transformer.AttendScores);

        /// <summary>The heads' outputs: [n, 16, 64].</summary>
        public Span<float> Mixed => Take(_mixed, Slots * Width);

        /// <summary>The hidden state after attention: [n, 16, 64].</summary>
        public Span<float> Middle => Take(_middle, Slots * Width);

        /// <summary>[n, 16, 64].</summary>
        public Span<float> Norm2 => Take(_norm2, Slots * Width);

        /// <summary>The activation's input, and afterwards its derivative if every step is kept: [n, 16, 256].</summary>
        public Span<float> Expanded => Take(_expanded, Slots * Transformer.Hidden);

        /// <summary>[n, 16, 256].</summary>
        public Span<float> Active => Take(_active, Slots * Transformer.Hidden);

        private Span<float> Take(AlignedFloats values, int perRow) => values.Span[..(Rows * perRow)];
    }
}
