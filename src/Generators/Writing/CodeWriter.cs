using System.Text;

namespace Unmask.Generators.Writing;

/// <summary>Builds indented C# text, line by line, with <c>\n</c> as the line end everywhere.</summary>
internal sealed class CodeWriter
{
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
        return new Block(this);
    }

    /// <summary>
    /// Opens a method that is compiled with full optimisation at its first call: tiered compilation would leave it slow for its first
    /// tenths of a second, and all that profiling could tell is constant here.
    /// </summary>
    public Block OpenKernel(string header) => Lines("[MethodImpl(MethodImplOptions.AggressiveOptimization)]").Open(header);

    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    public readonly struct Block(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Lines("}");
        }
    }
}
