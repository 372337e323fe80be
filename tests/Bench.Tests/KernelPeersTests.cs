using Unmask.Bench.Kernels;
using Unmask.Bench.Measuring;
using Unmask.Model.Kernels;
using Xunit;

namespace Unmask.Bench.Tests;

public class KernelPeersTests
{
    public static TheoryData<string> Names =>
    [
        "NamesPerceptron.Project", "NamesPerceptron.Gather", "NamesPerceptron.Activate", "NamesPerceptron.Mix", "Activation.Gelu",
        "NameTransformer.Embed", "NameTransformer.Normalize", "NameTransformer.ProjectQkv", "NameTransformer.Attend", "NameTransformer.Mix",
        "NameTransformer.Expand", "NameTransformer.Contract", "NameTransformer.ProjectLogits",
    ];

    [Theory, MemberData(nameof(Names))]
    public void All_contenders_compute_the_same(string name) => Compare(name, 1);

    [Theory, MemberData(nameof(Names))]
    public void They_compute_the_same_on_many_rows(string name) => Compare(name, 64);

    private static void Compare(string name, int rows)
    {
        using KernelComparison comparison = KernelComparison.For(KernelCatalog.Find(name)!, rows)!;
        Assert.Equal(rows == 1 ? "1 row" : "64 rows", comparison.What);
        IReadOnlyList<float[]> results = comparison.Results();
        Assert.Equal(4, results.Count);
        Assert.Contains(results[0], value => Math.Abs(value) > 0.01f);
        foreach (float[] result in results)
        {
            for (int i = 0; i < result.Length; i++)
                Assert.Equal(results[0][i], result[i], 1e-4f);
        }
    }

    [Fact]
    public void A_kernel_without_another_implementation_has_no_comparison() => Assert.Null(KernelComparison.For(KernelCatalog.Find("AdamWKernel.Update")!));

    [Fact]
    public void Times_are_positive_and_no_kernel_beats_the_machine()
    {
        using KernelComparison comparison = KernelComparison.For(KernelCatalog.Find("NameTransformer.Expand")!)!;
        ComparedTimes times = comparison.Compare(Roofline.Measure(), TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        Assert.All((double[])[times.Loops, times.TensorPrimitives, times.Generated, times.OnnxRuntime!.Value], seconds => Assert.InRange(seconds, 1e-9, 1));
        Assert.InRange(times.Share, 0.001, 1.2);
    }
}
