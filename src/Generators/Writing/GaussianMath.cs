using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>
/// Writes GELU and its gradient as functions of one vector. Both use the normal distribution's tail Φ(−a) = 2^P(a) for a ≥ 0, with a polynomial P
/// of degree 5. The logarithm of the tail is nearly a parabola, so few terms suffice. The coefficients minimise the largest error
/// of max(a, 1) · 2^P(a), found by iteratively reweighted least squares (Lawson 1961); it is 6.5e-7 before rounding.
/// </summary>
internal static class GaussianMath
{
    private static readonly string[] Tail =
        ["-1.0000018587932462f", "-1.151051976455668f", "-0.4594143472648583f", "-5.234285498592877e-2f", "7.2821576944603625e-3f", "-5.002187765735223e-4f"];

    /// <summary>2^r for |r| ≤ ½, relative error 7.5e-8, fitted the same way.</summary>
    private static readonly string[] Power =
        ["1.0000000715431914f", "0.6931469688518366f", "0.24022119875423023f", "5.550710916325098e-2f", "9.675534331022442e-3f", "1.3277120942244308e-3f"];

    public static void Write(CodeWriter writer, Lane lane)
    {
        string type = lane.Type;
        writer.Lines("/// <summary>2^x for x ≤ 0, relative error below 3e-7; beyond −125 it stays at 2^−125. NaN for NaN.</summary>");
        using (writer.OpenInlined($"public static {type} Exp2({type} x)"))
        {
            // The native maximum of a number and NaN is the second operand or NaN, on every processor.
            writer.Lines($"x = {lane.MaxNative(lane.Broadcast("-125f"), "x")};");
            writer.Lines($"{type} t = x + {lane.Broadcast("12582912f")}; // rounds, as in Exp");
            writer.Lines($"{type} r = x - (t - {lane.Broadcast("12582912f")});");
            WritePolynomial(writer, lane, "y", "r", Power);
            writer.Lines(lane.IsScalar
                ? "return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) + (BitConverter.SingleToInt32Bits(t) << 23));"
                : $"return {lane.Call("AsSingle", $"{lane.Call("AsInt32", "y")} + ({lane.Call("AsInt32", "t")} << 23)")};");
        }

        writer.Lines();
        writer.Lines("/// <summary>Φ(−a), the normal distribution's tail, for a ≥ 0; error below 1e-6 / max(a, 1).</summary>");
        using (writer.OpenInlined($"public static {type} NormalTail({type} a)"))
        {
            WritePolynomial(writer, lane, "p", "a", Tail);
            writer.Lines("return Exp2(p);");
        }

        writer.Lines();
        writer.Lines("/// <summary>x · Φ(x) = max(x, 0) − |x| · Φ(−|x|), from the tail Φ(−|x|).</summary>");
        writer.Lines("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Lines($"public static {type} Gelu({type} x, {type} tail) => {lane.MultiplyAdd($"-{lane.Call("Abs", "x")}", "tail", lane.MaxNative("x", lane.Zero))};");
        writer.Lines();
        writer.Lines("/// <summary>Φ(x) + x · φ(x), the derivative of x · Φ(x), from the tail Φ(−|x|).</summary>");
        using (writer.OpenInlined($"public static {type} GeluDerivative({type} x, {type} tail)"))
        {
            writer.Lines($"{type} density = Exp2(x * x * {lane.Broadcast("-0.72134752f")}) * {lane.Broadcast("0.39894228f")}; // φ(x) = e^(−x²/2) / √(2π)");
            string below = lane.IsScalar
                ? "x < 0f ? tail : 1f - tail"
                : lane.Call("ConditionalSelect", lane.Call("LessThan", "x", lane.Zero), "tail", $"{lane.Broadcast("1f")} - tail");
            writer.Lines($"{type} below = {below};");
            writer.Lines($"return {lane.MultiplyAdd("x", "density", "below")};");
        }

        writer.Lines();
    }

    /// <summary>
    /// Declares <paramref name="name"/> as a polynomial of degree 5, coefficients in ascending order, in pairs (Estrin 1960): one more product than
    /// Horner's rule, but half as many dependent steps.
    /// </summary>
    private static void WritePolynomial(CodeWriter writer, Lane lane, string name, string x, string[] coefficients)
    {
        string Pair(int i) => lane.MultiplyAdd(lane.Broadcast(coefficients[i + 1]), x, lane.Broadcast(coefficients[i]));
        writer.Lines($"{lane.Type} {x}{x} = {x} * {x};");
        writer.Lines($"{lane.Type} {name} = {lane.MultiplyAdd(lane.MultiplyAdd(Pair(4), $"{x}{x}", Pair(2)), $"{x}{x}", Pair(0))};");
    }
}
