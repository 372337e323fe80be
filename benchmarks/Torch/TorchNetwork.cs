using TorchSharp;
using Unmask.Model.Tensors;
using static TorchSharp.torch;

namespace Unmask.Benchmarks.Torch;

/// <summary>
/// A denoiser without a time input as PyTorch's users would write it, on the very weights of the generated one. One-hot inputs are sums of weight rows,
/// as with all contenders.
/// </summary>
/// <param name="weights">Its tensors.</param>
/// <param name="slots">Slots in a row.</param>
internal abstract class TorchNetwork(WeightSet weights, int slots)
{
    private long[] _symbols = [];

    /// <summary>The network of an architecture.</summary>
    public static TorchNetwork Create(string architecture, WeightSet weights, int slots) =>
        architecture == "transformer" ? new TorchTransformer(weights, slots) : new TorchPerceptron(weights, slots);

    /// <summary>The logits [n, slots, symbols] of rows [n, slots].</summary>
    public void Predict(ReadOnlySpan<byte> rows, Span<float> logits)
    {
        if (_symbols.Length != rows.Length)
            _symbols = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            _symbols[i] = rows[i];
        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = inference_mode();
        Forward(tensor(_symbols, [rows.Length / slots, slots])).data<float>().CopyTo(logits);
    }

    /// <summary>Symbols [n, slots] → logits, contiguous and in the order of [n, slots, symbols].</summary>
    private protected abstract Tensor Forward(Tensor rows);

    /// <summary>A tensor of the weights.</summary>
    private protected Tensor Read(string name)
    {
        NamedTensor found = weights.Tensors.Single(one => one.Name == name);
        return tensor(found.Values, [.. found.Shape.Select(length => (long)length)]);
    }
}
