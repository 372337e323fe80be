using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>
/// The tensors of <see cref="Transformer{TKernels}"/> one after the other in one piece of memory, so that gradients and the optimiser's moments have the same
/// places. Matrices are <c>[in, out]</c> here and <c>[out, in]</c> in weights files, which have PyTorch's layout.
/// </summary>
internal sealed class TransformerTensors
{
    private readonly TransformerLayout _layout;
    private readonly int _width;

    /// <summary>Zeros.</summary>
    /// <param name="shape">The transformer's sizes.</param>
    /// <param name="takesTime">Whether there are the tensors of the time's own layers.</param>
    public TransformerTensors(TransformerShape shape, bool takesTime)
        : this(shape, new AlignedFloats(new TransformerLayout(shape).Length(takesTime)))
    {
    }

    /// <summary>Gives values that are in memory already their places.</summary>
    public TransformerTensors(TransformerShape shape, AlignedFloats values)
    {
        _layout = new(shape);
        _width = shape.Width;
        TakesTime = values.Length > _layout.TimeAt;
        Values = values;
    }

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public TransformerTensors(TransformerShape shape, WeightSet set)
        : this(shape, set.Contains(TransformerLayout.NameOfTime))
    {
        if (TakesTime && shape.Width != TransformerTime.Width)
            throw new WeightsException($"{shape.Architecture} has no time input, but there is a tensor '{TransformerLayout.NameOfTime}'");
        foreach (TensorPlace place in _layout.Places(TakesTime))
        {
            float[] values = set.Get(place.Name, [.. place.Shape]);
            Span<float> target = Values.Span.Slice(place.At, place.Length);
            if (place.IsMatrix)
                Turn(values, target, place.Shape[0], place.Shape[1]);
            else
                values.CopyTo(target);
        }
    }

    public bool TakesTime { get; }

    /// <summary>All tensors.</summary>
    public AlignedFloats Values { get; }

    /// <summary>[28, 64].</summary>
    public Span<float> SymbolVectors => Values.Span[.._layout.SlotsAt];

    /// <summary>[16, 64].</summary>
    public Span<float> SlotVectors => Values.Span[_layout.SlotsAt.._layout.BlocksAt];

    /// <summary>[64].</summary>
    public Span<float> FinalNorm => Values.Span[_layout.FinalNormAt.._layout.HeadAt];

    /// <summary>[64, 28].</summary>
    public Span<float> Head => Values.Span[_layout.HeadAt.._layout.TimeAt];

    /// <summary>Of the time's first layer: [1, 64].</summary>
    public Span<float> TimeIn => Values.Span.Slice(_layout.TimeAt, _width);

    /// <summary>[64].</summary>
    public Span<float> TimeInBias => Values.Span.Slice(_layout.TimeAt + _width, _width);

    /// <summary>Of the time's second layer: [64, 64].</summary>
    public Span<float> TimeOut => Values.Span.Slice(_layout.TimeAt + (2 * _width), _width * _width);

    /// <summary>[64].</summary>
    public Span<float> TimeOutBias => Values.Span.Slice(_layout.TimeAt + (2 * _width) + (_width * _width), _width);

    public Block BlockAt(int index) => new(Values.Span.Slice(_layout.BlocksAt + (index * _layout.Block.Length), _layout.Block.Length), _layout.Block);

    /// <summary>A copy under the names and in the order of the seed's <c>state_dict</c>.</summary>
    public WeightSet ToSet() => new(
        [
            .. _layout.Places(TakesTime).Select(place =>
            {
                ReadOnlySpan<float> values = Values.Span.Slice(place.At, place.Length);
                float[] copy = values.ToArray();
                if (place.IsMatrix)
                    Turn(values, copy, place.Shape[1], place.Shape[0]);
                return new NamedTensor(place.Name, place.Shape, copy);
            }),
        ],
        new Dictionary<string, string>());

    /// <summary>target [columns, rows] = sourceᵀ.</summary>
    private static void Turn(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                target[(column * rows) + row] = source[(row * columns) + column];
        }
    }

    /// <summary>The tensors of one block.</summary>
    internal readonly ref struct Block(Span<float> values, TransformerBlockLayout layout)
    {
        private readonly Span<float> _values = values;
        private readonly TransformerBlockLayout _layout = layout;

        /// <summary>[64].</summary>
        public Span<float> Norm1 => _values[.._layout.QkvAt];

        /// <summary>[64, 3 · 64].</summary>
        public Span<float> Qkv => _values[_layout.QkvAt.._layout.MixAt];

        /// <summary>[64, 64].</summary>
        public Span<float> Mix => _values[_layout.MixAt.._layout.Norm2At];

        /// <summary>[64].</summary>
        public Span<float> Norm2 => _values[_layout.Norm2At.._layout.ExpandAt];

        /// <summary>[64, 256].</summary>
        public Span<float> Expand => _values[_layout.ExpandAt.._layout.ContractAt];

        /// <summary>[256, 64].</summary>
        public Span<float> Contract => _values[_layout.ContractAt..];
    }
}
