using Unmask.Model.Tensors;

namespace Unmask.Model.Learning;

/// <summary>Some adjacent rows of a batch, which one thread works on.</summary>
internal readonly record struct BatchRows(int First, int Count)
{
    /// <summary>These rows of a matrix.</summary>
    public Span<float> Of(AlignedFloats matrix, int columns) => matrix.Span.Slice(First * columns, Count * columns);

    /// <summary>These rows of an array with <paramref name="columns"/> elements for each.</summary>
    public Span<T> Of<T>(T[] array, int columns) => array.AsSpan(First * columns, Count * columns);
}
