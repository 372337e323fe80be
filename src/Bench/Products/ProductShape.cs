namespace Unmask.Bench.Products;

/// <summary>A product output [Rows, Out] = input [Rows, In] · weights [In, Out] of float32 numbers, row by row in memory.</summary>
public readonly record struct ProductShape(int Rows, int In, int Out)
{
    /// <summary>The products of the denoisers: the mlp's last layer for one row and for a batch, and those of a transformer for one row and for four.</summary>
    public static IReadOnlyList<ProductShape> All { get; } =
    [
        new(1, 256, 336), new(64, 256, 336), new(16, 64, 192), new(16, 64, 64), new(16, 64, 256), new(16, 256, 64), new(16, 64, 28), new(64, 64, 256),
    ];

    /// <summary>Floating-point operations: two for each multiply-add.</summary>
    public double Flops => 2.0 * Rows * In * Out;

    /// <summary>E.g. <c>16 × 64 → 192</c>.</summary>
    public override string ToString() => $"{Rows} × {In} → {Out}";
}
