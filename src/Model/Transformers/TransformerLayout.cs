namespace Unmask.Model.Transformers;

/// <summary>A tensor's name and shape in files, and where it begins in memory.</summary>
internal sealed record TensorPlace(string Name, int At, bool IsMatrix, params int[] Shape)
{
    public int Length => Shape.Aggregate(1, (product, dimension) => product * dimension);
}

/// <summary>Where each tensor of a transformer begins: vectors of symbols and slots, blocks, last norm, head, and the time's layers if there are any.</summary>
internal sealed class TransformerLayout(TransformerShape shape)
{
    private readonly int _width = shape.Width, _symbols = shape.Symbols;

    /// <summary>The tensor that only denoisers with a time input have.</summary>
    public static string NameOfTime => "time_mlp.0.weight";

    public TransformerBlockLayout Block { get; } = new(shape);

    public int SlotsAt { get; } = shape.Symbols * shape.Width;

    public int BlocksAt => SlotsAt + (shape.Slots * _width);

    public int FinalNormAt => BlocksAt + (shape.Blocks * Block.Length);

    public int HeadAt => FinalNormAt + _width;

    public int TimeAt => HeadAt + (_width * _symbols);

    /// <summary>Values of all tensors.</summary>
    public int Length(bool takesTime) => takesTime ? TimeAt + (3 * _width) + (_width * _width) : TimeAt;

    /// <summary>Every tensor of a weights file, in the file's order.</summary>
    public IEnumerable<TensorPlace> Places(bool takesTime)
    {
        yield return new("tok_emb.weight", 0, IsMatrix: false, _symbols, _width);
        yield return new("pos_emb.weight", SlotsAt, IsMatrix: false, shape.Slots, _width);
        if (takesTime)
        {
            yield return new(NameOfTime, TimeAt, IsMatrix: true, _width, 1);
            yield return new("time_mlp.0.bias", TimeAt + _width, IsMatrix: false, _width);
            yield return new("time_mlp.2.weight", TimeAt + (2 * _width), IsMatrix: true, _width, _width);
            yield return new("time_mlp.2.bias", TimeAt + (2 * _width) + (_width * _width), IsMatrix: false, _width);
        }

        for (int i = 0; i < shape.Blocks; i++)
        {
            foreach (TensorPlace place in Block.Places)
                yield return place with { Name = $"blocks.{i}.{place.Name}", At = BlocksAt + (i * Block.Length) + place.At };
        }

        yield return new("norm_f.scale", FinalNormAt, IsMatrix: false, _width);
        yield return new("lm_head.weight", HeadAt, IsMatrix: true, _symbols, _width);
    }
}

/// <summary>Where each tensor of one block begins.</summary>
internal sealed class TransformerBlockLayout(TransformerShape shape)
{
    private readonly int _width = shape.Width, _hidden = shape.Hidden;

    public int QkvAt => _width;

    public int MixAt => QkvAt + (3 * _width * _width);

    public int Norm2At => MixAt + (_width * _width);

    public int ExpandAt => Norm2At + _width;

    public int ContractAt => ExpandAt + (_width * _hidden);

    public int Length => ContractAt + (_hidden * _width);

    public IEnumerable<TensorPlace> Places =>
    [
        new("norm1.scale", 0, IsMatrix: false, _width),
        new("attn.qkv.weight", QkvAt, IsMatrix: true, 3 * _width, _width),
        new("attn.proj.weight", MixAt, IsMatrix: true, _width, _width),
        new("norm2.scale", Norm2At, IsMatrix: false, _width),
        new("mlp.fc1.weight", ExpandAt, IsMatrix: true, _hidden, _width),
        new("mlp.fc2.weight", ContractAt, IsMatrix: true, _width, _hidden),
    ];
}
