namespace Unmask.Generators.Planning;

/// <summary>
/// A vector width of a body, and the C# to write for it. A scalar is the lane of width 1, so that one template yields
/// all four bodies; their element-wise arithmetic is the same, and so are their results, bit by bit.
/// </summary>
/// <param name="Width">Floats in a vector: 16, 8, 4 or 1.</param>
/// <param name="Processor">The processors that the body is planned for.</param>
internal sealed record Lane(int Width, Processor Processor)
{
    /// <summary>
    /// Every lane, the widest first; each can be followed by narrower ones for a tail. 128-bit bodies are planned for arm64. A processor with x64 runs them only if it lacks
    /// AVX2; it then has no fused multiply-add either, and .NET calls a function for each, so that no tile is fast.
    /// </summary>
    public static IReadOnlyList<Lane> All { get; } =
        [new(16, Processor.Avx512), new(8, Processor.Avx2), new(4, Processor.Arm64), new(1, Processor.Avx2)];

    /// <summary>The lanes without the scalar one.</summary>
    public static IReadOnlyList<Lane> Vectors { get; } = [.. All.Where(lane => !lane.IsScalar)];

    public bool IsScalar => Width == 1;

    /// <summary>Bits of a vector.</summary>
    public int Bits => 32 * Width;

    /// <summary>
    /// Vectors that a body may hold at once: three quarters of the registers. The scalar body holds two. Every build compiles it, but hardly any
    /// processor runs it, so it is short rather than fast; with two, a batch still has tiles of several rows, unlike a single row.
    /// </summary>
    public int Budget => IsScalar ? 2 : Processor.Registers * 3 / 4;

    /// <summary>Suffix of this lane's method names.</summary>
    public string Suffix => IsScalar ? "Scalar" : $"{Bits}";

    /// <summary>The width in words.</summary>
    public string Words => IsScalar ? "scalars" : $"{Bits}-bit vectors";

    /// <summary>The type of a vector.</summary>
    public string Type => IsScalar ? "float" : $"Vector{Bits}<float>";

    /// <summary>The class with the vector's operations.</summary>
    private string Class => $"Vector{Bits}";

    /// <summary>True at JIT time on processors that have this width.</summary>
    public string IsAccelerated => $"{Class}.IsHardwareAccelerated";

    public string Zero => IsScalar ? "0f" : $"{Type}.Zero";

    public string Load(string reference, string offset) => (IsScalar, offset) switch
    {
        (true, "0") => reference,
        (true, _) => $"Unsafe.Add(ref {reference}, {offset})",
        (false, "0") => $"{Class}.LoadUnsafe(ref {reference})",
        (false, _) => $"{Class}.LoadUnsafe(ref {reference}, {Index(offset)})",
    };

    public string Store(string value, string reference, string offset) => (IsScalar, offset) switch
    {
        (true, "0") => $"{reference} = {value};",
        (true, _) => $"Unsafe.Add(ref {reference}, {offset}) = {value};",
        (false, "0") => $"{Class}.StoreUnsafe({value}, ref {reference});",
        (false, _) => $"{Class}.StoreUnsafe({value}, ref {reference}, {Index(offset)});",
    };

    public string Broadcast(string value) => IsScalar ? value : $"{Class}.Create({value})";

    /// <summary>a · b + c with one rounding.</summary>
    public string MultiplyAdd(string a, string b, string c) =>
        $"{(IsScalar ? "MathF" : Class)}.FusedMultiplyAdd({a}, {b}, {c})";

    /// <summary>A function that is called the same on <c>MathF</c> and on the vector classes.</summary>
    public string Call(string function, params string[] arguments) =>
        $"{(IsScalar ? "MathF" : Class)}.{function}({string.Join(", ", arguments)})";

    /// <summary>The larger value in one instruction, <paramref name="b"/> or NaN if either is NaN. The exact maximum takes nine on x64 with AVX2.</summary>
    public string MaxNative(string a, string b) => $"{(IsScalar ? "float" : Class)}.MaxNative({a}, {b})";

    /// <summary>The smaller value in one instruction, <paramref name="b"/> or NaN if either is NaN.</summary>
    public string MinNative(string a, string b) => $"{(IsScalar ? "float" : Class)}.MinNative({a}, {b})";

    private static string Index(string offset) => offset.All(char.IsDigit) ? offset : offset.All(char.IsLetterOrDigit) ? $"(nuint){offset}" : $"(nuint)({offset})";
}
