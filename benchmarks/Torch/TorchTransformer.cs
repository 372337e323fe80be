using Unmask.Model.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unmask.Benchmarks.Torch;

/// <summary><c>transformer</c>: pre-norm blocks of bidirectional self-attention and a GELU layer. Matrices are [out, in].</summary>
internal sealed class TorchTransformer : TorchNetwork
{
    private const int Heads = 4;
    private const float NormEpsilon = 1e-8f;

    private readonly Tensor _symbolVectors, _slotVectors, _finalNorm, _head;
    private readonly Block[] _blocks;

    public TorchTransformer(WeightSet weights, int slots)
        : base(weights, slots)
    {
        (_symbolVectors, _slotVectors, _finalNorm, _head) = (Read("tok_emb.weight"), Read("pos_emb.weight"), Read("norm_f.scale"), Read("lm_head.weight"));
        int blocks = weights.Tensors.Count(one => one.Name.EndsWith("norm1.scale", StringComparison.Ordinal));
        _blocks = [.. Enumerable.Range(0, blocks).Select(i => new Block(
            Read($"blocks.{i}.norm1.scale"), Read($"blocks.{i}.attn.qkv.weight"), Read($"blocks.{i}.attn.proj.weight"),
            Read($"blocks.{i}.norm2.scale"), Read($"blocks.{i}.mlp.fc1.weight"), Read($"blocks.{i}.mlp.fc2.weight")))];
    }

    private protected override Tensor Forward(Tensor rows)
    {
        Tensor x = _symbolVectors.index_select(0, rows.flatten()).view(rows.shape[0], rows.shape[1], -1) + _slotVectors; // [n, slots, width]
        (long count, long slots, long width) = (x.shape[0], x.shape[1], x.shape[2]);
        foreach (Block block in _blocks)
        {
            Tensor[] heads = linear(Norm(x, block.Norm1), block.Qkv).view(count, slots, 3, Heads, width / Heads).permute(2, 0, 3, 1, 4).unbind(0);
            x += linear(scaled_dot_product_attention(heads[0], heads[1], heads[2]).transpose(1, 2).reshape(count, slots, width), block.Mix);
            x += linear(gelu(linear(Norm(x, block.Norm2), block.Expand)), block.Contract);
        }
        return linear(Norm(x, _finalNorm), _head);
    }

    private static Tensor Norm(Tensor x, Tensor scale) => x * rsqrt(x.square().mean([-1], keepdim: true) + NormEpsilon) * scale;

    private sealed record Block(Tensor Norm1, Tensor Qkv, Tensor Mix, Tensor Norm2, Tensor Expand, Tensor Contract);
}
