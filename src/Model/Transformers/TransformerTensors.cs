using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>
/// The tensors of <see cref="Transformer{TKernels}"/> one after the other in one piece of memory, so that gradients and the optimiser's moments have the same
/// places. Matrices are <c>[in, out]</c> here and <c>[out, in]</c> in weights files, which have PyTorch's layout. Where the kernels have room for
/// more symbols than the alphabet has, files have the alphabet's, and the rest stays zero.
/// </summary>
internal sealed class TransformerTensors
{
    private readonly TransformerLayout _layout;
    private readonly int _width;

    /// <summary>Zeros.</summary>
    /// <param name="shape">The transformer's sizes.</param>
    /// <param name="takesTime">Whether there are the tensors of the time's own layers.</param>
    /// <param name="symbols">Symbols of the alphabet.</param>
    public TransformerTensors(TransformerShape shape, bool takesTime, int symbols)
        : this(shape, new AlignedFloats(new TransformerLayout(shape).Length(takesTime)), symbols)
    {
    }

    /// <summary>Gives values that are in memory already their places.</summary>
    public TransformerTensors(TransformerShape shape, AlignedFloats values, int symbols)
    {
        _layout = new(shape);
        Shape = shape;
        _width = shape.Width;
        Symbols = symbols;
        TakesTime = values.Length > _layout.TimeAt;
        Values = values;
    }

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public TransformerTensors(TransformerShape shape, WeightSet set)
        : this(shape, set.Contains(TransformerLayout.NameOfTime), shape.SymbolsOf(set))
    {
        if (TakesTime && shape.Width != TransformerTime.Width)
            throw new WeightsException($"{shape.Architecture} has no time input, but there is a tensor '{TransformerLayout.NameOfTime}'");
        foreach ((TensorPlace place, int[] shapeInFile) in Places())
        {
            float[] values = set.Get(place.Name, [.. shapeInFile]);
            Span<float> target = Values.Span.Slice(place.At, place.Length);
            if (place.IsMatrix)
                FromFile(values, target, place.Shape[1], place.Shape[0]);
            else
                values.CopyTo(target);
        }
    }

    /// <summary>Sizes of the kernels that read the tensors.</summary>
    public TransformerShape Shape { get; }

    /// <summary>Symbols of the alphabet.</summary>
    public int Symbols { get; }

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
    public WeightSet ToSet()
    {
        List<NamedTensor> tensors = [];
        foreach ((TensorPlace place, int[] shapeInFile) in Places())
        {
            ReadOnlySpan<float> values = Values.Span.Slice(place.At, place.Length);
            float[] copy = new float[shapeInFile.Aggregate(1, (product, dimension) => product * dimension)];
            if (place.IsMatrix)
                ToFile(values, copy, place.Shape[1], place.Shape[0]);
            else
                values[..copy.Length].CopyTo(copy);
            tensors.Add(new NamedTensor(place.Name, shapeInFile, copy));
        }
        return new(tensors, new Dictionary<string, string>());
    }

    /// <summary>Every tensor's place in memory, and its shape in a file with the alphabet's symbols only.</summary>
    private IEnumerable<(TensorPlace Place, int[] ShapeInFile)> Places() =>
        _layout.Places(TakesTime).Zip(new TransformerLayout(Shape with { Symbols = Symbols }).Places(TakesTime), (place, file) => (place, file.Shape));

    /// <summary>A matrix of a file, [out, in], goes to memory, [in, out].</summary>
    private static void FromFile(ReadOnlySpan<float> file, Span<float> memory, int inputs, int outputsInMemory)
    {
        for (int output = 0; output < file.Length / inputs; output++)
        {
            for (int input = 0; input < inputs; input++)
                memory[(input * outputsInMemory) + output] = file[(output * inputs) + input];
        }
    }

    /// <summary>A matrix of memory, [in, out], goes to a file, [out, in].</summary>
    private static void ToFile(ReadOnlySpan<float> memory, Span<float> file, int inputs, int outputsInMemory)
    {
        for (int output = 0; output < file.Length / inputs; output++)
        {
            for (int input = 0; input < inputs; input++)
                file[(output * inputs) + input] = memory[(input * outputsInMemory) + output];
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
