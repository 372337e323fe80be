using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace Unmask.Model.Text;

/// <summary>
/// Reads a list's entries: UTF-8, one name a line, optionally followed by a comma and a number of births, optionally with a header line.
/// Works on bytes and makes no strings, because the built-in data are read at every start.
/// </summary>
internal static class NameFile
{
    /// <summary>Two million words and more, and little enough for every machine that runs the toy.</summary>
    private const int MaxBytes = 32 << 20;

    /// <summary>Digits that a count certainly holds without overflow.</summary>
    private const int MaxDigits = 18;

    /// <summary>The first line of the data that come with the program; <see cref="ListColumns"/> takes the headings off other lists.</summary>
    private static ReadOnlySpan<byte> BuiltInHeading => "name,births"u8;

    private const byte NoSymbol = byte.MaxValue;

    /// <exception cref="NameFileException">The file cannot be read or is too large.</exception>
    public static byte[] ReadAll(string path)
    {
        string source = Shown.File(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return ReadAll(stream)
                ?? throw new NameFileException($"{source}: more than {MaxBytes >> 20} MB, which is the most for a list of words; shorten it.");
        }
        catch (FileNotFoundException e)
        {
            throw new NameFileException($"{source}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new NameFileException($"{source}: the file cannot be read: {Shown.ReasonUnread(path, e)}", e);
        }
    }

    /// <summary>Everything up to the end, or null if that is too much: a pipe does not know its length, and a device may never end.</summary>
    public static byte[]? ReadAll(Stream stream)
    {
        if (stream.CanSeek && stream.Length > MaxBytes)
            return null;
        using MemoryStream bytes = new();
        byte[] chunk = new byte[1 << 16];
        for (int count; (count = stream.Read(chunk)) > 0; bytes.Write(chunk, 0, count))
        {
            if (bytes.Length + count > MaxBytes)
                return null;
        }
        return bytes.ToArray();
    }

    /// <param name="utf8">The whole file.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="alphabet">Letters in use.</param>
    /// <param name="slots">The most letters of a name, at most <see cref="NameSet.LongestName"/>.</param>
    /// <exception cref="NameFileException">It holds no usable name.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // It runs once, so it would never be promoted to optimised code.
    public static NameEntries Parse(ReadOnlySpan<byte> utf8, string source, Alphabet alphabet, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slots, NameSet.LongestName);

        Span<byte> symbolOf = stackalloc byte[256];
        FillSymbols(symbolOf, alphabet);
        // A letter takes at least one byte of the file, and a name a letter and the end of its line, so none of these ever needs to grow.
        int lines = Math.Min(utf8.Count((byte)'\n'), utf8.Length / 2) + 1;
        byte[] symbols = GC.AllocateUninitializedArray<byte>(utf8.Length);
        int[] starts = GC.AllocateUninitializedArray<int>(lines + 1);
        int[] ranks = GC.AllocateUninitializedArray<int>(lines);
        long[] births = GC.AllocateUninitializedArray<long>(lines);
        starts[0] = 0;
        int names = 0, entries = 0, end = 0;
        SkippedEntries skipped = default;
        bool hasBirths = false, first = true;

        for (int at = 0; at < utf8.Length; first = false)
        {
            int start = at, letters = 0;
            long count = 0;
            // Nearly every line is letters of the alphabet, a comma and digits: one pass over its bytes takes it in.
            for (byte symbol; at < utf8.Length && (symbol = symbolOf[utf8[at]]) != NoSymbol; at++)
                symbols[end + letters++] = symbol;
            bool comma = at < utf8.Length && utf8[at] == (byte)',';
            int digits = comma ? ++at : at;
            for (; at < utf8.Length && at - digits < MaxDigits && (uint)(utf8[at] - '0') <= 9; at++)
                count = count * 10 + (utf8[at] - '0');
            bool plain = letters > 0 && comma == at > digits && (at == utf8.Length || utf8[at] == (byte)'\n');
            Line line = new(LineKind.Name, letters, comma, count);
            if (!plain)
            {
                int length = utf8[start..].IndexOf((byte)'\n');
                at = length < 0 ? utf8.Length : start + length;
                line = ParseLine(utf8[start..at], first, symbols.AsSpan(end), symbolOf, alphabet);
            }
            at++;

            if (line.Kind == LineKind.Blank)
                continue;
            entries++;
            if (line.Kind == LineKind.BadCount)
            {
                skipped = skipped with { BadCount = skipped.BadCount + 1 };
            }
            else if (line.Kind == LineKind.ForeignLetter)
            {
                skipped = skipped with { ForeignLetter = skipped.ForeignLetter + 1 };
            }
            else if (line.Letters > slots)
            {
                skipped = skipped with { TooLong = skipped.TooLong + 1 };
            }
            else
            {
                hasBirths |= line.Counted;
                ranks[names] = entries;
                births[names] = line.Births;
                end += line.Letters;
                starts[++names] = end;
            }
        }

        if (names == 0)
            throw new NameFileException($"{source}: no usable name in the file{(skipped.Total > 0 ? $" ({skipped})" : "")}.");
        return new NameEntries(names, symbols, starts, ranks, births, hasBirths, skipped);
    }

    private enum LineKind
    {
        /// <summary>Nothing, or the header.</summary>
        Blank,
        Name,
        ForeignLetter,
        BadCount,
    }

    /// <param name="Kind">Whether the rest means anything.</param>
    /// <param name="Letters">Symbols that were written.</param>
    /// <param name="Counted">Whether births follow the name.</param>
    /// <param name="Births">Number of births.</param>
    private readonly record struct Line(LineKind Kind, int Letters = 0, bool Counted = false, long Births = 0);

    /// <summary>Any line: with spaces, letters beyond ASCII, mistakes.</summary>
    private static Line ParseLine(
        ReadOnlySpan<byte> line, bool first, Span<byte> symbols, ReadOnlySpan<byte> symbolOf, Alphabet alphabet)
    {
        int comma = line.LastIndexOf((byte)',');
        ReadOnlySpan<byte> name = Trim(comma < 0 ? line : line[..comma]);
        long births = 0;
        if (name.IsEmpty && comma < 0)
            return new(LineKind.Blank);
        if (comma >= 0 && !TryCount(Trim(line[(comma + 1)..]), out births))
            return new(first && line.SequenceEqual(BuiltInHeading) ? LineKind.Blank : LineKind.BadCount);
        int letters = Encode(name, symbols, symbolOf, alphabet);
        return letters > 0 ? new(LineKind.Name, letters, comma >= 0, births) : new(LineKind.ForeignLetter);
    }

    /// <summary>The entry of a line, without its count; false for a line that has none, or something else than a count behind a comma.</summary>
    public static bool TryEntry(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> entry)
    {
        int comma = line.LastIndexOf((byte)',');
        entry = Trim(comma < 0 ? line : line[..comma]);
        return comma < 0 ? !entry.IsEmpty : TryCount(Trim(line[(comma + 1)..]), out _);
    }

    /// <summary>
    /// The symbol of every byte that is a letter by itself; capitals stand for their lower-case letters unless they are letters themselves.
    /// A comma is never one: it ends the name.
    /// </summary>
    private static void FillSymbols(Span<byte> symbolOf, Alphabet alphabet)
    {
        symbolOf.Fill(NoSymbol);
        for (int c = 0; c < 128; c++)
            symbolOf[c] = SymbolOf((char)c, alphabet);
        symbolOf[','] = symbolOf['\n'] = NoSymbol;
    }

    private static byte SymbolOf(char letter, Alphabet alphabet) =>
        alphabet.TryRead(letter, out byte symbol) ? symbol : NoSymbol;

    /// <summary>Writes the symbols of <paramref name="name"/>.</summary>
    /// <returns>How many there are, or −1 if a character is not in the alphabet.</returns>
    private static int Encode(ReadOnlySpan<byte> name, Span<byte> symbols, ReadOnlySpan<byte> symbolOf, Alphabet alphabet)
    {
        int letters = 0;
        while (!name.IsEmpty)
        {
            byte symbol;
            int used = 1;
            if (name[0] < 128)
            {
                symbol = symbolOf[name[0]];
            }
            else
            {
                Rune.DecodeFromUtf8(name, out Rune rune, out used);
                symbol = rune.IsBmp ? SymbolOf((char)rune.Value, alphabet) : NoSymbol;
            }
            if (symbol == NoSymbol)
                return -1;
            symbols[letters++] = symbol;
            name = name[used..];
        }
        return letters;
    }

    private static bool TryCount(ReadOnlySpan<byte> digits, out long count) =>
        Utf8Parser.TryParse(digits, out count, out int used) && used == digits.Length && count >= 0;

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) => field.Trim(" \t\r"u8);
}
