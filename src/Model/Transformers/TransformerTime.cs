using System.Numerics.Tensors;
using Unmask.Kernels;
using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>
/// The time's own layers of <see cref="Transformer{TKernels}"/>. Their output is added to every slot's vector, once for all rows, and kept as
/// long as t stays the same.
/// </summary>
internal sealed partial class TransformerTime(TransformerShape shape)
{
    /// <summary>The only width that these layers have kernels for.</summary>
    public const int Width = 64;

    private readonly AlignedFloats _input = new(1), _expanded = new(Width), _active = new(Width), _output = new(Width);
    private readonly AlignedFloats _slotVectors = new(shape.State);
    private float _time = float.NaN;

    /// <summary>The layers' one input: t/T.</summary>
    public ReadOnlySpan<float> Input => _input.Span;

    /// <summary>Before the activation: [64].</summary>
    public ReadOnlySpan<float> Expanded => _expanded.Span;

    /// <summary>After the activation: [64].</summary>
    public ReadOnlySpan<float> Active => _active.Span;

    /// <summary>Every slot's own vector plus the time's, as last computed: [16, 64].</summary>
    public ReadOnlySpan<float> Current => _slotVectors.Span;

    /// <summary>Every slot's own vector plus the time's: [16, 64].</summary>
    public ReadOnlySpan<float> SlotVectors(TransformerTensors weights, float time)
    {
        if (!weights.TakesTime)
            return weights.SlotVectors;
        if (time != _time)
            Update(weights, time);

        return _slotVectors.Span;
    }

    /// <summary>What was kept no longer holds.</summary>
    public void Forget() => _time = float.NaN;

    /// <summary>Computes the slots' vectors anew.</summary>
    public void Update(TransformerTensors weights, float time)
    {
        _input.Span[0] = _time = time;
        Expand(_input.Span, weights.TimeIn, weights.TimeInBias, _expanded.Span);       // [1] → [64]
        Activation.Gelu(_expanded.Span, _active.Span);                            // [64]
        Project(_active.Span, weights.TimeOut, weights.TimeOutBias, _output.Span);     // [64] → [64]
        for (int at = 0; at < _slotVectors.Length; at += Width)
            TensorPrimitives.Add(weights.SlotVectors.Slice(at, Width), _output.Span, _slotVectors.Span.Slice(at, Width)); // [16, 64]
    }

    [Linear(In = 1, Out = Width)]
    internal static partial void Expand(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = Width, Out = Width)]
    internal static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
}
