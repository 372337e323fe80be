using System.Collections;

namespace Unmask.Generators.Parsing;

/// <summary>
/// An immutable array compared by its items, as the incremental pipeline's cache needs. It is a class: the runtime compiles some hundred methods of the
/// compiler's pipeline anew for each value type that goes through it, and that was most of the generator's time.
/// </summary>
internal sealed class EquatableArray<T>(params T[] items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    public static EquatableArray<T> Empty { get; } = new();

    public int Count => items.Length;

    public T this[int index] => items[index];

    public bool Equals(EquatableArray<T>? other) => ReferenceEquals(this, other) || (other is not null && this.SequenceEqual(other));

    public override bool Equals(object? obj) => Equals(obj as EquatableArray<T>);

    public override int GetHashCode()
    {
        int hash = Count;
        foreach (T item in items)
            hash = unchecked((hash * 397) ^ item.GetHashCode());
        return hash;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
