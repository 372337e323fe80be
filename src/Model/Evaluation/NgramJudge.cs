using Unmask.Model.Arithmetic;
using Unmask.Model.Text;

namespace Unmask.Model.Evaluation;

/// <summary>
/// An interpolated 5-gram model of letters that judges names, Witten–Bell smoothed (Witten and Bell 1991, in the interpolated form of Chen and
/// Goodman 1999): p(c | h) = (n(hc) + d(h) · p(c | h′)) / (n(h) + d(h)), where n counts, d(h) is how many different symbols have
/// followed h, and h′ is h without its first symbol; below the empty history lies the uniform distribution over letters and the end. A name is
/// read as its letters and one end; before its first letter stand as many starts as a history has places.
/// </summary>
public sealed class NgramJudge
{
    private const int Order = 5;

    /// <summary>Wide enough for every symbol of an alphabet, and for the start.</summary>
    private const int BitsPerSymbol = 6;

    private readonly Alphabet _alphabet;

    /// <summary>How often each letter, or PAD for the end, followed each history: <c>[letters + 1]</c>, then the sum and the number of different ones.</summary>
    private readonly Dictionary<ulong, int[]> _followers = [];

    /// <summary>Learns from rows.</summary>
    /// <param name="rows">Clean rows <c>[names, slots]</c> to learn from.</param>
    /// <param name="slots">Slots in a row.</param>
    /// <param name="alphabet">What the symbols mean.</param>
    public NgramJudge(ReadOnlySpan<byte> rows, int slots, Alphabet alphabet)
    {
        _alphabet = alphabet;
        for (int start = 0; start < rows.Length; start += slots)
            Learn(LettersOf(rows.Slice(start, slots)));
    }

    private int Sum => _alphabet.Pad + 1;

    private int Different => _alphabet.Pad + 2;

    /// <summary>−ln p of all letters and the end of a name.</summary>
    /// <param name="letters">The symbols of the letters alone.</param>
    public double Nats(ReadOnlySpan<byte> letters)
    {
        double nats = 0;
        ulong history = Start;
        for (int i = 0; i <= letters.Length; i++)
        {
            byte symbol = i < letters.Length ? letters[i] : _alphabet.Pad;
            double p = 1.0 / Sum;
            for (int length = 0; length < Order; length++)
            {
                if (!_followers.TryGetValue(Key(history, length), out int[]? counts))
                    break;
                p = (counts[symbol] + counts[Different] * p) / (counts[Sum] + counts[Different]);
            }
            nats -= Logarithm.Of(p);
            history = history << BitsPerSymbol | symbol;
        }
        return nats;
    }

    /// <summary>Mean −ln p of a letter over all names, where the end of a name counts as one more letter.</summary>
    /// <param name="rows">Rows <c>[names, slots]</c>; each is read up to its end.</param>
    /// <param name="slots">Slots in a row.</param>
    public double NatsPerLetter(ReadOnlySpan<byte> rows, int slots)
    {
        double nats = 0;
        int letters = 0;
        for (int start = 0; start < rows.Length; start += slots)
        {
            ReadOnlySpan<byte> name = LettersOf(rows.Slice(start, slots));
            nats += Nats(name);
            letters += name.Length + 1;
        }
        return nats / letters;
    }

    /// <summary>MASK, which no history holds otherwise, stands for the start in every place.</summary>
    private ulong Start
    {
        get
        {
            ulong history = 0;
            for (int place = 1; place < Order; place++)
                history = history << BitsPerSymbol | _alphabet.Mask;
            return history;
        }
    }

    private void Learn(ReadOnlySpan<byte> letters)
    {
        ulong history = Start;
        for (int i = 0; i <= letters.Length; i++)
        {
            byte symbol = i < letters.Length ? letters[i] : _alphabet.Pad;
            for (int length = 0; length < Order; length++)
            {
                ref int[]? counts = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_followers, Key(history, length), out _);
                counts ??= new int[Different + 1];
                counts[Different] += counts[symbol] == 0 ? 1 : 0;
                counts[symbol]++;
                counts[Sum]++;
            }
            history = history << BitsPerSymbol | symbol;
        }
    }

    /// <summary>The last <paramref name="length"/> symbols of a history, and in the highest bits how many they are.</summary>
    private static ulong Key(ulong history, int length) =>
        (history & ((1UL << length * BitsPerSymbol) - 1)) | (ulong)length << Order * BitsPerSymbol;

    private ReadOnlySpan<byte> LettersOf(ReadOnlySpan<byte> row)
    {
        int end = row.IndexOf(_alphabet.Pad);
        return end < 0 ? row : row[..end];
    }
}
