using System.Globalization;
using Unmask.Model.Arithmetic;

namespace Unmask.Toy.Play;

/// <summary>How likely something is, in plain words: 1 in 600,000.</summary>
internal static class Odds
{
    private const double LnTen = 2.302585092994046;

    private static readonly (double Size, string Name)[] Large = [(1e6, "million"), (1e9, "billion"), (1e12, "trillion")];

    /// <summary>The odds of something with a negative log-likelihood in nats, to two figures.</summary>
    public static string Of(double nats)
    {
        Span<char> text = stackalloc char[32];
        return Write(nats, text).ToString();
    }

    /// <summary>The same, formatted into a buffer of 32 characters.</summary>
    public static ReadOnlySpan<char> Write(double nats, Span<char> text)
    {
        double one = TwoFigures(Exponential.Of(Math.Max(0, nats)));
        int length = 0;
        _ = one switch
        {
            < 10 => text.TryWrite(CultureInfo.InvariantCulture, $"1 in {one:0.#}", out length),
            < 1e6 => text.TryWrite(CultureInfo.InvariantCulture, $"1 in {one:N0}", out length),
            < 1e15 when LargestIn(one) is var (size, name) => text.TryWrite(CultureInfo.InvariantCulture, $"1 in {one / size:0.#} {name}", out length),
            // A word of 24 letters can have 80 nats.
            _ => text.TryWrite(CultureInfo.InvariantCulture, $"1 in 10^{nats / LnTen:0}", out length),
        };
        return text[..length];
    }

    private static (double Size, string Name) LargestIn(double number)
    {
        int i = Large.Length - 1;
        while (i > 0 && Large[i].Size > number)
            i--;
        return Large[i];
    }

    private static double TwoFigures(double number)
    {
        if (!double.IsFinite(number))
            return number;
        double unit = 0.1;
        while (number >= 100 * unit)
            unit *= 10;
        return Math.Round(number / unit) * unit;
    }
}
