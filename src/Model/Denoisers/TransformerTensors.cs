using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>
/// The tensors of <see cref="Transformer"/> one after the other in one piece of memory, so that gradients and the optimiser's moments have the same
/// places. Matrices are <c>[in, out]</c> here and <c>[out, in]</c> in weights files, which have PyTorch's layout.
/// </summary>
internal sealed class TransformerTensors
{
    private const int Width = Transformer.Width, Hidden = Transformer.Hidden, Symbols = Transformer.SymbolCount, Slots = Transformer.SlotCount;

    private const int
        SlotsAt = Symbols * Width,
        BlocksAt = SlotsAt + (Slots * Width),
        FinalNormAt = BlocksAt + (Transformer.Blocks * Block.Length),
        HeadAt = FinalNormAt + Width,
        TimeAt = HeadAt + (Width * Symbols),
        TimeLength = Width + Width + (Width * Width) + Width;

    /// <summary>Zeros.</summary>
    /// <param name="takesTime">Whether there are the tensors of the time's own layers.</param>
    public TransformerTensors(bool takesTime)
        : this(new AlignedFloats(takesTime ? TimeAt + TimeLength : TimeAt))
    {
    }

    /// <summary>Gives values that are in memory already their places.</summary>
    public TransformerTensors(AlignedFloats values)
    {
        TakesTime = values.Length > TimeAt;
        Values = values;
    }

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public TransformerTensors(WeightSet set)
        : this(set.Tensors.Any(tensor => tensor.Name == NameOfTime))
    {
        foreach (Place place in Places(TakesTime))
        {
            float[] values = set.Get(place.Name, [.. place.Shape]);
            Span<float> target = Values.Span.Slice(place.At, place.Length);
            if (place.IsMatrix)
                Turn(values, target, place.Shape[0], place.Shape[1]);
            else
                values.CopyTo(target);
        }
    }

    /// <summary>The tensor that only denoisers with a time input have.</summary>
    public static string NameOfTime => "time_mlp.0.weight";

    public bool TakesTime { get; }

    /// <summary>All tensors.</summary>
    public AlignedFloats Values { get; }

    /// <summary>[28, 64].</summary>
    public Span<float> SymbolVectors => Values.Span[..SlotsAt];

    /// <summary>[16, 64].</summary>
    public Span<float> SlotVectors => Values.Span[SlotsAt..BlocksAt];

    /// <summary>[64].</summary>
    public Span<float> FinalNorm => Values.Span.Slice(FinalNormAt, Width);

    /// <summary>[64, 28].</summary>
    public Span<float> Head => Values.Span.Slice(HeadAt, Width * Symbols);

    /// <summary>Of the time's first layer: [1, 64].</summary>
    public Span<float> TimeIn => Values.Span.Slice(TimeAt, Width);

    /// <summary>[64].</summary>
    public Span<float> TimeInBias => Values.Span.Slice(TimeAt + Width, Width);

    /// <summary>Of the time's second layer: [64, 64].</summary>
    public Span<float> TimeOut => Values.Span.Slice(TimeAt + (2 * Width), Width * Width);

    /// <summary>[64].</summary>
    public Span<float> TimeOutBias => Values.Span.Slice(TimeAt + (2 * Width) + (Width * Width), Width);

    public Block BlockAt(int index) => new(Values.Span.Slice(BlocksAt + (index * Block.Length), Block.Length));

    /// <summary>A copy under the names and in the order of the seed's <c>state_dict</c>.</summary>
    public WeightSet ToSet() => new(
        [
            .. Places(TakesTime).Select(place =>
            {
                ReadOnlySpan<float> values = Values.Span.Slice(place.At, place.Length);
                float[] copy = values.ToArray();
                if (place.IsMatrix)
                    Turn(values, copy, place.Shape[1], place.Shape[0]);
                return new NamedTensor(place.Name, place.Shape, copy);
            }),
        ],
        new Dictionary<string, string>());

    /// <summary>Every tensor of a weights file, in the file's order.</summary>
    public static IEnumerable<Place> Places(bool takesTime)
    {
        yield return new("tok_emb.weight", 0, IsMatrix: false, Symbols, Width);
        yield return new("pos_emb.weight", SlotsAt, IsMatrix: false, Slots, Width);
        if (takesTime)
        {
            yield return new(NameOfTime, TimeAt, IsMatrix: true, Width, 1);
            yield return new("time_mlp.0.bias", TimeAt + Width, IsMatrix: false, Width);
            yield return new("time_mlp.2.weight", TimeAt + (2 * Width), IsMatrix: true, Width, Width);
            yield return new("time_mlp.2.bias", TimeAt + (2 * Width) + (Width * Width), IsMatrix: false, Width);
        }

        for (int i = 0; i < Transformer.Blocks; i++)
        {
            foreach (Place place in Block.Places)
                yield return place with { Name = $"blocks.{i}.{place.Name}", At = BlocksAt + (i * Block.Length) + place.At };
        }

        yield return new("norm_f.scale", FinalNormAt, IsMatrix: false, Width);
        yield return new("lm_head.weight", HeadAt, IsMatrix: true, Symbols, Width);
    }

    /// <summary>target [columns, rows] = sourceᵀ.</summary>
    private static void Turn(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                target[(column * rows) + row] = source[(row * columns) + column];
        }
    }

    /// <summary>A tensor's name and shape in files, and where it begins in memory.</summary>
    internal sealed record Place(string Name, int At, bool IsMatrix, params int[] Shape)
    {
        public int Length => Shape.Aggregate(1, (product, dimension) => product * dimension);
    }

    /// <summary>The tensors of one block.</summary>
    internal readonly ref struct Block(Span<float> values)
    {
        private const int
            QkvAt = Width,
            MixAt = QkvAt + (3 * Width * Width),
            Norm2At = MixAt + (Width * Width),
            ExpandAt = Norm2At + Width,
            ContractAt = ExpandAt + (Width * Hidden);

        public const int Length = ContractAt + (Hidden * Width);

        private readonly Span<float> _values = values;

        public static IEnumerable<Place> Places =>
        [
            new("norm1.scale", 0, IsMatrix: false, Width),
            new("attn.qkv.weight", QkvAt, IsMatrix: true, 3 * Width, Width),
            new("attn.proj.weight", MixAt, IsMatrix: true, Width, Width),
            new("norm2.scale", Norm2At, IsMatrix: false, Width),
            new("mlp.fc1.weight", ExpandAt, IsMatrix: true, Hidden, Width),
            new("mlp.fc2.weight", ContractAt, IsMatrix: true, Width, Hidden),
        ];

        /// <summary>[64].</summary>
        public Span<float> Norm1 => _values[..QkvAt];

        /// <summary>[64, 3 · 64].</summary>
        public Span<float> Qkv => _values[QkvAt..MixAt];

        /// <summary>[64, 64].</summary>
        public Span<float> Mix => _values[MixAt..Norm2At];

        /// <summary>[64].</summary>
        public Span<float> Norm2 => _values[Norm2At..ExpandAt];

        /// <summary>[64, 256].</summary>
        public Span<float> Expand => _values[ExpandAt..ContractAt];

        /// <summary>[256, 64].</summary>
        public Span<float> Contract => _values[ContractAt..Length];
    }
}
