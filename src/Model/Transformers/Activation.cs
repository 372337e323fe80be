using Unmask.Kernels;

namespace Unmask.Model.Transformers;

/// <summary>The activation between the layers of the time input (<see cref="TransformerTime"/>).</summary>
internal static partial class Activation
{
    [Gelu]
    internal static partial void Gelu(ReadOnlySpan<float> input, Span<float> output);
}
