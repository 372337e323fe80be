using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>
/// Writes GELU and its gradient as functions of one vector. Both rest on the normal distribution's tail Φ(−a) = 2^P(a) for a ≥ 0, with a polynomial P
/// of degree 5: the logarithm of the tail is nearly a parabola, so few terms are enough. The coefficients minimise the largest error
/// of max(a, 1) · 2^P(a), found by iteratively reweighted least squares (Lawson 1961); it is 6.5e-7 before rounding.
/// </summary>
internal static class GaussianMath
{
    private static readonly string[] Tail =
        ["-5.002187765735223e-4f", "7.2821576944603625e-3f", "-5.234285498592877e-2f", "-0.4594143472648583f", "-1.151051976455668f", "-1.0000018587932462f"];

    /// <summary>2^r for |r| ≤ ½, relative error 7.5e-8, fitted the same way.</summary>
    private static readonly string[] Power =
        ["1.3277120942244308e-3f", "9.675534331022442e-3f", "5.550710916325098e-2f", "0.24022119875423023f", "0.6931469688518366f", "1.0000000715431914f"];

    public static void Write(CodeWriter writer, Lane lane)
    {
        string type = lane.Type;
        string absolute = lane.Call("Abs", "x");
        writer.Lines("/// <summary>Φ(−a), the normal distribution's tail, for a ≥ 0; error below 1e-6 / max(a, 1). Beyond 2^−125 it stays there.</summary>");
        writer.Lines("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Open($"public static {type} NormalTail({type} a)"))
        {
            writer.Lines($"{type} p = {lane.Broadcast(Tail[0])};");
            foreach (string coefficient in Tail.Skip(1))
                writer.Lines($"p = {lane.MultiplyAdd("p", "a", lane.Broadcast(coefficient))};");
            writer.Lines($"p = {lane.MaxNative("p", lane.Broadcast("-125f"))};");
            writer.Lines($"{type} t = p + {lane.Broadcast("12582912f")}; // rounds, as in Exp");
            writer.Lines($"{type} r = p - (t - {lane.Broadcast("12582912f")});");
            writer.Lines($"{type} y = {lane.Broadcast(Power[0])};");
            foreach (string coefficient in Power.Skip(1))
                writer.Lines($"y = {lane.MultiplyAdd("y", "r", lane.Broadcast(coefficient))};");
            writer.Lines(lane.IsScalar
                ? "return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) + (BitConverter.SingleToInt32Bits(t) << 23));"
                : "return (y.AsInt32() + (t.AsInt32() << 23)).AsSingle();");
        }

        writer.Lines();
        writer.Lines("/// <summary>x · Φ(x) = max(x, 0) − |x| · Φ(−|x|).</summary>");
        writer.Lines("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Open($"public static {type} Gelu({type} x)"))
        {
            writer.Lines($"{type} a = {absolute};");
            writer.Lines($"return {lane.MultiplyAdd("-a", "NormalTail(a)", $"(x + a) * {lane.Broadcast("0.5f")}")};");
        }

        writer.Lines();
        writer.Lines("/// <summary>Φ(x) + x · φ(x), the derivative of x · Φ(x).</summary>");
        writer.Lines("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Open($"public static {type} GeluGradient({type} x)"))
        {
            writer.Lines($"{type} tail = NormalTail({absolute});");
            writer.Lines($"{type} density = Exp(x * x * {lane.Broadcast("-0.5f")}) * {lane.Broadcast("0.39894228f")}; // φ(x) = e^(−x²/2) / √(2π)");
            string below = lane.IsScalar
                ? "x < 0f ? tail : 1f - tail"
                : lane.Call("ConditionalSelect", lane.Call("LessThan", "x", lane.Zero), "tail", $"{lane.Broadcast("1f")} - tail");
            writer.Lines($"{type} below = {below};");
            writer.Lines($"return {lane.MultiplyAdd("x", "density", "below")};");
        }

        writer.Lines();
    }
}
