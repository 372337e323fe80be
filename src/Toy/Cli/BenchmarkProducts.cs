using System.Globalization;
using Unmask.Bench.Products;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>What <c>benchmark --products</c> has measured: single products beside native libraries.</summary>
/// <param name="Comparison">Who took part.</param>
/// <param name="Speeds">Product by product.</param>
internal sealed record BenchmarkProducts(ProductComparison Comparison, IReadOnlyList<ProductSpeeds> Speeds)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <param name="duration">How long to measure; building what calls the libraries comes on top, the first time.</param>
    /// <param name="error">Receives progress.</param>
    public static BenchmarkProducts Measure(TimeSpan duration, TextWriter error)
    {
        var comparison = ProductComparison.Open(peer => error.WriteLine($"Compiling the calls of {peer}, once (up to 20 s)"));
        var speeds = new List<ProductSpeeds>();
        using var notice = new WaitNotice(error, "products", ProductShape.All.Count, Tty.ErrorIsTerminal);
        foreach (ProductShape shape in ProductShape.All)
        {
            speeds.Add(comparison.Compare(shape, duration / ProductShape.All.Count));
            notice.Report(speeds.Count);
        }
        return new(comparison, speeds);
    }

    public void WriteTable(TextWriter output)
    {
        Tty.WriteFitted(output, $"Products output [rows, out] = input [rows, in] · weights [in, out] in GFLOP/s on one thread, the best of many turns.");
        output.WriteLine();
        IEnumerable<string> names = Comparison.Contenders.Select(contender => contender.Name);
        IEnumerable<string[]> rows = Speeds.Select(product => (string[])
            [$"{product.Shape}", .. names.Select(name => product.Gigaflops.TryGetValue(name, out double speed) ? speed.ToString("F1", Invariant) : "-")]);
        foreach (string line in FittedText.Table(["rows × in → out", .. names], [.. rows], Tty.Columns, words: 1))
            output.WriteLine(line);
        output.WriteLine();
        Tty.WriteFitted(output, string.Join(", ", Comparison.Contenders.Select(contender => $"{contender.Name}: {contender.Version}")));
        double largest = Speeds.SelectMany(product => product.Errors.Values).Where(error => error <= ProductComparison.Tolerance).Max();
        Tty.WriteFitted(output, string.Create(Invariant, $"The results are equal before anything is timed, up to a relative error of {largest:0.0e-0}."));
        foreach ((string name, double error) in Speeds.SelectMany(product => product.Errors).Where(pair => pair.Value > ProductComparison.Tolerance))
            Tty.WriteFitted(output, string.Create(Invariant, $"{name}: a wrong result, with a relative error of {error:G2}, is not timed."));
        foreach ((string name, string reason) in Comparison.Missing)
            Tty.WriteFitted(output, $"{name}: {reason}.");
    }

    /// <summary>The products in the order of the table.</summary>
    public IEnumerable<BenchmarkJson.Product> ToJson() => Speeds.Select(product => new BenchmarkJson.Product(
        product.Shape.Rows, product.Shape.In, product.Shape.Out, product.Gigaflops.ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value, 1))));

    /// <summary>Who takes part, and who does not.</summary>
    public IEnumerable<BenchmarkJson.Contender> ContendersToJson() =>
    [
        .. Comparison.Contenders.Select(contender => new BenchmarkJson.Contender(contender.Name, contender.Version, null)),
        .. Comparison.Missing.Select(missing => new BenchmarkJson.Contender(missing.Name, null, missing.Reason)),
    ];
}
