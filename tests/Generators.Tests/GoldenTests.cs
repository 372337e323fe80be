using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>
/// Generated text is reviewed like any other source: the files in Golden are what the generator must write. Set the environment
/// variable UNMASK_ACCEPT to 1 to write them anew, and read the difference before committing it. Of the four bodies of a method they show the
/// one for 256-bit vectors; <see cref="InstructionSetTests"/> hold the others to the same bits.
/// </summary>
public sealed class GoldenTests
{
    internal const string Declarations =
        """
        [Linear(In = 5, Out = 18, SkipZeros = true, Relu = true)]
        internal static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

        [SlotLinear(In = 5, Slots = 2, Symbols = 10)]
        internal static partial void ProjectSlot(int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

        [RowGather(Slots = 3, Symbols = 4, Out = 6, Relu = true)]
        public static partial void Gather(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

        [Relu(Length = 20)]
        private static partial void Activate(Span<float> values);

        [Softmax(Symbols = 28)]
        internal static partial void Normalize(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);

        [SoftmaxCrossEntropy(Symbols = 28)]
        internal static partial void CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, ulong allowed, Span<float> logitGradient, Span<float> losses);

        [TopK(Symbols = 28, Count = 3)]
        internal static partial void Rank(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

        [RmsNorm(Length = 32)]
        internal static partial void NormalizeRows(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

        [ResidualProjection(In = 5, Out = 10)]
        internal static partial void Add(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

        [Attention(Slots = 5, Heads = 2, HeadSize = 4)]
        internal static partial void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

        [Attention(Slots = 5, Heads = 2, HeadSize = 4, Causal = true)]
        internal static partial void AttendBack(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

        [AdamW]
        internal static partial void Update(ReadOnlySpan<float> gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> weights, float clip, float beta1, float beta2, float stepSize, float rootScale, float epsilon, float keep);
        """;

    private static readonly string[] Files =
    [
        "Sample.Kernels.Project.g.cs", "Sample.Kernels.ProjectSlot.g.cs", "Sample.Kernels.Gather.g.cs", "Sample.Kernels.Activate.g.cs", "Sample.Kernels.Normalize.g.cs",
        "Sample.Kernels.CrossEntropy.g.cs", "Sample.Kernels.Rank.g.cs", "Sample.Kernels.Update.g.cs", "Sample.Kernels.NormalizeRows.g.cs",
        "Sample.Kernels.Add.g.cs", "Sample.Kernels.Attend.g.cs", "Sample.Kernels.AttendBack.g.cs", "Sample.Kernels.Activate-Registry.g.cs",
        "KernelRegistry.g.cs", "VectorMath.g.cs", "LinearAttribute.g.cs",
    ];

    [Fact]
    public void The_texts_are_the_accepted_ones()
    {
        IReadOnlyDictionary<string, string> texts = GeneratorRun.Texts(GeneratorRun.Class(Declarations));
        foreach (string file in Files)
        {
            string golden = Path.Combine(Path.GetDirectoryName(SourcePath())!, "Golden", file + ".txt");
            // Packed sources differ between versions of the packer; KernelCatalogTests unpack them.
            string text = OtherWidths.Replace(PackedSource.Replace(texts[file], "\"…\"u8"), "");
            if (Environment.GetEnvironmentVariable("UNMASK_ACCEPT") == "1")
                File.WriteAllText(golden, text);
            Assert.True(File.ReadAllText(golden) == text, $"{file} is another than {golden}");
        }
    }

    /// <summary>A method for vectors of another width, with what is said above it.</summary>
    private static readonly Regex OtherWidths = new(
        @"\n(?:    (?://|\[)[^\n]*\n)+    (?:private|public) static [^\n]*(?:512|128|Scalar\()[^\n]*\n(?:(?!    \}\}\n)[^\n]*\n)*    \}\}\n");

    private static readonly Regex PackedSource = new("\"[A-Za-z0-9+/=]{100,}\"u8");

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
