using Unmask.Kernels;

namespace Unmask.Model.Transformers;

/// <summary>The activation of every <see cref="Transformer{TKernels}"/>; it has no shape.</summary>
internal static partial class Activation
{
    [Gelu]
    internal static partial void Gelu(ReadOnlySpan<float> input, Span<float> output);
}
