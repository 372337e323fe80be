using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Unmask.Generators.Tests;

public sealed class DiagnosticsTests
{
    private const string LinearParameters =
        "ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output";

    [Theory]
    [InlineData("{0}")]
    [InlineData("readonly partial struct Inner {{ {0} }}")]
    public void A_correct_declaration_is_silent_and_compiles(string place)
    {
        string declaration = $"[Linear(In = 3, Out = 5)] private static partial void Project({LinearParameters});";
        string source = GeneratorRun.Class(string.Format(CultureInfo.InvariantCulture, place, declaration));
        Assert.Empty(GeneratorRun.Analyze(source));
        Assert.Empty(GeneratorRun.Errors(source));
    }

    [Theory]
    [InlineData("UNMASK001", "Project", "[Linear(In = 3, Out = 5)] private static void Project(" + LinearParameters + ") { }")]
    [InlineData("UNMASK001", "Project", "[Linear(In = 3, Out = 5)] private static partial void Project<T>(" + LinearParameters + ");")]
    [InlineData("UNMASK002", "Project", "record Inner { } partial class Outer<T> { [Linear(In = 3, Out = 5)] private static partial void Project(" + LinearParameters + "); }")]
    [InlineData("UNMASK002", "Project", "ref partial struct Inner { [Linear(In = 3, Out = 5)] private static partial void Project(" + LinearParameters + "); }")]
    [InlineData("UNMASK003", "Project", "[Linear(In = 3, Out = 5)] private static partial void Project(ReadOnlySpan<float> input);")]
    [InlineData("UNMASK003", "Project", "[Linear(In = 3, Out = 5)] private static partial int Project(" + LinearParameters + ");")]
    [InlineData("UNMASK004", "input", "[Linear(In = 3, Out = 5)] private static partial void Project(ReadOnlySpan<double> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);")]
    [InlineData("UNMASK004", "input", "[Linear(In = 3, Out = 5)] private static partial void Project(in ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);")]
    [InlineData("UNMASK005", "Linear(In = 3)", "[Linear(In = 3)] private static partial void Project(" + LinearParameters + ");")]
    [InlineData("UNMASK006", "In = 0", "[Linear(In = 0, Out = 5)] private static partial void Project(" + LinearParameters + ");")]
    [InlineData("UNMASK006", "Out = -5", "[Linear(In = 3, Out = -5)] private static partial void Project(" + LinearParameters + ");")]
    [InlineData("UNMASK006", "In = 100_000", "[Linear(In = 100_000, Out = 5)] private static partial void Project(" + LinearParameters + ");")]
    [InlineData("UNMASK006", "Symbols = 65", "[Softmax(Symbols = 65)] private static partial void Normalize(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);")]
    [InlineData("UNMASK008", "Length = 24", "[RmsNorm(Length = 24)] private static partial void Normalize(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);")]
    [InlineData("UNMASK005", "Attention(Slots = 5, Heads = 2)", "[Attention(Slots = 5, Heads = 2)] private static partial void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);")]
    [InlineData("UNMASK006", "HeadSize = 257", "[Attention(Slots = 5, Heads = 2, HeadSize = 257)] private static partial void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);")]
    [InlineData("UNMASK004", "residual", "[ResidualProjection(In = 3, Out = 5)] private static partial void Add(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> residual, Span<float> output);")]
    [InlineData("UNMASK003", "Add", "[Projection(In = 3, Out = 5)] private static partial void Add(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);")]
    [InlineData("UNMASK006", "Symbols = 0", "[Embedding(Slots = 5, Symbols = 0, Width = 3)] private static partial void Embed(ReadOnlySpan<byte> rows, ReadOnlySpan<float> symbolVectors, ReadOnlySpan<float> slotVectors, Span<float> output);")]
    [InlineData("UNMASK004", "output", "[Gelu] private static partial void Activate(ReadOnlySpan<float> input, ReadOnlySpan<float> output);")]
    public void A_mistake_is_reported_at_its_place(string id, string place, string member)
    {
        (string reportedId, _, string text) = Assert.Single(GeneratorRun.Analyze(GeneratorRun.Class(member)));
        Assert.Equal((id, place), (reportedId, text));
    }

    [Fact]
    public void Exchanged_parameters_are_reported_each()
    {
        (string Id, string Message, string Text)[] reports = GeneratorRun.Analyze(GeneratorRun.Class(
            "[Linear(In = 3, Out = 5)] private static partial void Project(ReadOnlySpan<float> weights, ReadOnlySpan<float> input, ReadOnlySpan<float> bias, Span<float> output);"));
        Assert.Equal(["weights", "input"], reports.Select(report => report.Text));
        Assert.Equal("'ReadOnlySpan<float> weights' stands where Linear takes 'ReadOnlySpan<float> input'", reports[0].Message);
    }

    [Fact]
    public void Two_operations_on_one_method_are_one_too_many()
    {
        (string Id, string Message, string Text)[] reports = GeneratorRun.Analyze(GeneratorRun.Class(
            "[Relu(Length = 3)] [Linear(In = 3, Out = 5)] private static partial void Project(" + LinearParameters + ");"));
        Assert.Contains(reports, report => report is { Id: "UNMASK007", Text: "Linear(In = 3, Out = 5)" });
    }

    [Fact]
    public void A_wrong_declaration_generates_nothing()
    {
        IEnumerable<string> files = GeneratorRun.Texts(
            GeneratorRun.Class($"[Linear(In = 0, Out = 5)] private static partial void Project({LinearParameters});")).Keys;
        Assert.DoesNotContain("Sample.Kernels.Project.g.cs", files);
    }

    [Fact]
    public void Every_diagnostic_has_help()
    {
        DiagnosticDescriptor[] all = [.. typeof(Diagnostics).GetFields().Select(field => (DiagnosticDescriptor)field.GetValue(null)!)];
        Assert.Equal(15, all.Length);
        foreach (DiagnosticDescriptor descriptor in all)
        {
            Assert.NotEmpty(descriptor.Title.ToString());
            Assert.NotEmpty(descriptor.Description.ToString());
        }
    }
}
