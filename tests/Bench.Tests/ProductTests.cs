using Unmask.Bench.Products;
using Xunit;

namespace Unmask.Bench.Tests;

/// <summary>Single products of the generated kernels and of native libraries, of which Debian's packages may be installed here or not.</summary>
public sealed class ProductTests : IDisposable
{
    /// <summary>Few and small, because the compiler takes a second for each of Eigen's.</summary>
    private static readonly ProductShape[] Small = [new(1, 5, 3), new(16, 64, 28)];

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-peers-").FullName;

    public static TheoryData<ProductShape> Shapes => [.. ProductShape.All];

    public static TheoryData<string> Natives => [.. NativePeer.All.Select(peer => peer.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_generated_kernel_computes_every_product(ProductShape shape)
    {
        using var operands = new ProductOperands(shape);
        (ProductKernels.Product run, ProductKernels.Store store) = ProductKernels.Of(shape);
        float[] stored = new float[operands.Weights.Length];
        store(operands.Weights, stored);
        Assert.InRange(operands.ErrorOf(() => run(operands.Input, stored, operands.Output)), 0, ProductComparison.Tolerance);
    }

    [Theory]
    [MemberData(nameof(Natives))]
    public void A_native_library_computes_products(string name)
    {
        NativeLibraryPeer native = LoadOrSkip(name);
        Assert.Matches(@"^\d+\.\d+", native.Version);
        foreach (ProductShape shape in Small)
        {
            using var operands = new ProductOperands(shape);
            NativeProduct product = native.Prepare(operands)!;
            Assert.InRange(operands.ErrorOf(product.Run), 0, ProductComparison.Tolerance);
            product.Release();
        }
    }

    [Fact]
    public void A_wrong_result_is_noticed()
    {
        using var operands = new ProductOperands(new(2, 3, 4));
        Assert.Equal(double.PositiveInfinity, operands.ErrorOf(() => operands.Output[1..].Clear()));
        Assert.InRange(operands.ErrorOf(() => operands.Output.Clear()), 1, 1);
    }

    [Fact]
    public void What_is_missing_is_left_out_with_a_reason()
    {
        var comparison = ProductComparison.Open(new Compiler("no-such-compiler", _folder));
        Assert.Equal(ProductComparison.Generated, comparison.Contenders[0].Name);
        Assert.All(NativePeer.All, peer => Assert.Contains(
            (peer.Name, "there is no C++ compiler 'no-such-compiler' to build it with (Debian: apt-get install g++)"), comparison.Missing));
        ProductSpeeds speeds = comparison.Compare(ProductShape.All[^1], TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(comparison.Contenders.Select(contender => contender.Name), speeds.Gigaflops.Keys);
        Assert.Equal(speeds.Gigaflops.Keys, speeds.Errors.Keys);
        Assert.All(speeds.Gigaflops.Values, speed => Assert.InRange(speed, 1e-3, 1e5));
    }

    [Theory]
    [InlineData("#include <no/such/header.h>", "", "not installed (Debian: apt-get install some-dev)")]
    [InlineData("int f() { return undeclared; }", "", "undeclared")]
    [InlineData("int f() { return 1; }", "-lno-such-library", "no-such-library")]
    public void What_cannot_be_built_says_why(string text, string option, string reason)
    {
        SkipWithoutCompiler();
        MissingPeerException e = Assert.Throws<MissingPeerException>(() => new Compiler(folder: _folder).Build("peer", text, [.. new[] { option }.Where(o => o.Length > 0)], "some-dev"));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_library_is_built_once_for_each_text()
    {
        SkipWithoutCompiler();
        var compiler = new Compiler(folder: Path.Combine(_folder, "new"));
        int builds = 0;
        string one = Build("1"), again = Build("1"), two = Build("2");
        Assert.Equal(one, again);
        Assert.NotEqual(one, two);
        Assert.Equal(2, builds);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "new")).Length);

        string Build(string number) => compiler.Build("peer", $"extern \"C\" int f() {{ return {number}; }}", [], "some-dev", () => builds++);
    }

    private static void SkipWithoutCompiler()
    {
        try
        {
            new Compiler(folder: Path.GetTempPath()).ReadVersion();
        }
        catch (MissingPeerException e)
        {
            Assert.Skip(e.Message);
        }
    }

    private NativeLibraryPeer LoadOrSkip(string name)
    {
        SkipWithoutCompiler();
        try
        {
            return NativePeer.All.Single(peer => peer.Name == name).Load(new Compiler(folder: _folder), Small);
        }
        catch (MissingPeerException e) when (e.Message.StartsWith("not installed", StringComparison.Ordinal))
        {
            Assert.Skip($"{name}: {e.Message}");
            throw;
        }
    }
}
