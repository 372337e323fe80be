using Microsoft.CodeAnalysis;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>The same project gives the same bytes: in every run, and whatever the order of its files.</summary>
public sealed class DeterminismTests
{
    /// <summary>Kernels of every operation; the files have names and shapes in common, so that bodies are shared and file names are told apart.</summary>
    private static readonly string[] Sources =
    [
        Declarations.All("Run"),
        $"namespace Other {{ {Declarations.All("Run")} }}",
        $"namespace Third {{ {Declarations.All("run", size: 20)} }}",
        "[Unmask.Kernels.Transformer(Slots = 4, Symbols = 5, Width = 16, Heads = 2, Blocks = 1)] internal static partial class Network;",
        "namespace Other { [Unmask.Kernels.Perceptron(Slots = 3, Symbols = 4, Units = 20, Residual = true)] internal static partial class network; }",
        "partial class A { [Unmask.Kernels.Relu(Length = 3)] static partial void Run(System.Span<float> values); }",
        "partial class A { partial class B { [Unmask.Kernels.Relu(Length = 3)] static partial void run(System.Span<float> values); } }",
    ];

    [Fact]
    public void Every_run_and_every_order_of_files_gives_the_same_texts()
    {
        (string Name, string Text)[] first = Texts(Sources);
        Assert.InRange(first.Length, 60, 1000);
        Assert.Equal(first, Texts(Sources));
        (string Name, string Text)[] sorted = [.. first.OrderBy(file => file.Name, StringComparer.Ordinal)];
        var random = new Random(1);
        string[] shuffled = [.. Sources];
        for (int i = 0; i < 2; i++)
        {
            random.Shuffle(shuffled);
            Assert.Equal(sorted, Texts(shuffled).OrderBy(file => file.Name, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Two_builds_give_the_same_assembly()
    {
        Assert.Equal(Emit(), Emit());

        static byte[] Emit()
        {
            Compilation compilation = GeneratorRun.Build(new Project(Widths: "128"), Sources).Compilation;
            using var stream = new MemoryStream();
            Assert.True(compilation.WithOptions(((Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions)compilation.Options).WithDeterministic(true)).Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
            return stream.ToArray();
        }
    }

    /// <summary>In the order in which the generator adds them.</summary>
    private static (string Name, string Text)[] Texts(string[] sources) =>
    [
        .. GeneratorRun.Driver(new Project(Widths: "128")).RunGenerators(GeneratorRun.Compile(new Project(), sources)).GetRunResult().Results.Single()
            .GeneratedSources.Select(file => (file.HintName, file.SourceText.ToString())),
    ];
}
