using System.Text;
using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>Builds indented C# text, line by line, with <c>\n</c> as the line end everywhere.</summary>
/// <param name="allowsUnsafe">Whether the project allows unsafe code; the compiler counts uncleared buffers as unsafe.</param>
/// <param name="lanes">The lanes that kernels get bodies for; all if null.</param>
internal sealed class CodeWriter(bool allowsUnsafe = true, IReadOnlyList<Lane>? lanes = null)
{
    /// <summary>The attribute that marks generated code, for analyzers and coverage.</summary>
    public const string Tool = "GeneratedCode(\"Unmask.Kernels\", null)";

    /// <summary>The lanes that kernels get bodies for, the widest first. The scalar one is always included: it runs on every processor.</summary>
    public IReadOnlyList<Lane> Lanes { get; } = lanes ?? Lane.All;

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one or several lines at the current depth.</summary>
    public CodeWriter Lines(string lines = "")
    {
        for (int start = 0; start <= lines.Length;)
        {
            int end = lines.IndexOf('\n', start);
            int next = end < 0 ? lines.Length + 1 : end + 1;
            int length = (end < 0 ? lines.Length : end) - start;
            if (length > 0 && lines[start + length - 1] == '\r')
                length--;
            if (length > 0)
                _text.Append(' ', 4 * _depth).Append(lines, start, length);
            _text.Append('\n');
            start = next;
        }

        return this;
    }

    /// <summary>Opens a block after <paramref name="header"/>; disposing the result closes it.</summary>
    public Block Open(string header)
    {
        Lines(header).Lines("{");
        _depth++;
        return new Block(this, "}");
    }

    /// <summary>
    /// Opens a method whose integers wrap even if the project checks for overflow: hashes, bit masks and indices rely on it, and checks cost time.
    /// </summary>
    public Block OpenMethod(string header)
    {
        Lines(header).Lines("{ unchecked {");
        _depth++;
        return new Block(this, "}}");
    }

    /// <summary>Opens a short method that is inlined into its callers.</summary>
    public Block OpenInlined(string header) => Lines("[MethodImpl(MethodImplOptions.AggressiveInlining)]").OpenMethod(header);

    /// <summary>Leaves the buffers of the next method uncleared, if the project lets it.</summary>
    public CodeWriter SkipLocalsInit() => allowsUnsafe ? Lines("[SkipLocalsInit]") : this;

    /// <summary>
    /// Opens a method that is fully optimised at its first call. Tiered compilation would leave it slow for its first
    /// tenths of a second, and has nothing to gain: everything that a profile could tell is constant.
    /// </summary>
    public Block OpenKernel(string header) =>
        Lines($"[{Tool}] [MethodImpl(MethodImplOptions.AggressiveOptimization)]").OpenMethod(header);

    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    public readonly struct Block(CodeWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Lines(end);
        }
    }
}
