using Unmask.Kernels;
using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>The kernels of <c>train.py</c> of Micro Diffusion: 16 slots, the 28 symbols of a–z, width 64, four heads, four blocks.</summary>
[Transformer(Slots = 16, Symbols = 28, Width = 64, Heads = 4, Blocks = 4, Packed = true)]
public readonly partial struct NameTransformer : ITransformerKernels
{
    /// <inheritdoc/>
    public static TransformerShape Shape { get; } = new("transformer", Slots, Symbols, Width, Heads, Blocks);
}

/// <summary>The kernels of an autoregressive transformer as large as <see cref="NameTransformer"/>: the baseline that diffusion is measured against.</summary>
[Transformer(Slots = 16, Symbols = 28, Width = 64, Heads = 4, Blocks = 4, Causal = true, Packed = true)]
public readonly partial struct Gpt : ITransformerKernels
{
    /// <inheritdoc/>
    public static TransformerShape Shape { get; } = new("gpt", Slots, Symbols, Width, Heads, Blocks) { IsCausal = true };
}

/// <summary>The kernels of an autoregressive transformer of microgpt's size: one block, width 16, four heads.</summary>
[Transformer(Slots = 16, Symbols = 28, Width = 16, Heads = 4, Blocks = 1, Causal = true, Packed = true)]
public readonly partial struct MicroGpt : ITransformerKernels
{
    /// <inheritdoc/>
    public static TransformerShape Shape { get; } = new("microgpt", Slots, Symbols, Width, Heads, Blocks) { IsCausal = true };
}

/// <summary>The kernels of <see cref="NameTransformer"/> for words: 24 slots, and room for 64 symbols.</summary>
[Transformer(Slots = ShapeProfiles.WordSlots, Symbols = ShapeProfiles.WordSymbols, Width = 64, Heads = 4, Blocks = 4, Packed = true)]
public readonly partial struct WordTransformer : ITransformerKernels
{
    /// <inheritdoc/>
    public static TransformerShape Shape { get; } = new("transformer", Slots, Symbols, Width, Heads, Blocks) { IsRoomy = true };
}

/// <summary>The kernels of <see cref="Gpt"/> for words: 24 slots, and room for 64 symbols.</summary>
[Transformer(Slots = ShapeProfiles.WordSlots, Symbols = ShapeProfiles.WordSymbols, Width = 64, Heads = 4, Blocks = 4, Causal = true, Packed = true)]
public readonly partial struct WordGpt : ITransformerKernels
{
    /// <inheritdoc/>
    public static TransformerShape Shape { get; } = new("gpt", Slots, Symbols, Width, Heads, Blocks) { IsCausal = true, IsRoomy = true };
}

/// <summary>The kernels of <see cref="MicroGpt"/> for words: 24 slots, and room for 64 symbols.</summary>
[Transformer(Slots = ShapeProfiles.WordSlots, Symbols = ShapeProfiles.WordSymbols, Width = 16, Heads = 4, Blocks = 1, Causal = true, Packed = true)]
public readonly partial struct WordMicroGpt : ITransformerKernels
{
    /// <inheritdoc/>
    public static TransformerShape Shape { get; } = new("microgpt", Slots, Symbols, Width, Heads, Blocks) { IsCausal = true, IsRoomy = true };
}
