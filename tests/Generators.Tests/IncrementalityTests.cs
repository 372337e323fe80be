using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Unmask.Generators.Tests;

public sealed class IncrementalityTests
{
    private const string First =
        "[Linear(In = 3, Out = 5)] private static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);";

    private const string Second = "[Relu(Length = 5)] private static partial void Activate(Span<float> values);";

    [Fact]
    public void An_added_comment_regenerates_nothing()
    {
        IncrementalStepRunReason[] outputs = Rerun(First + Second, "// a comment\n" + First + "/* and another */" + Second);
        Assert.All(outputs, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_unrelated_edit_regenerates_nothing()
    {
        IncrementalStepRunReason[] outputs = Rerun(First + Second, First + Second + " private static int Unrelated() => 1;");
        Assert.All(outputs, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edited_declaration_regenerates_its_own_file()
    {
        IncrementalStepRunReason[] outputs = Rerun(First + Second, First.Replace("Out = 5", "Out = 6") + Second);
        // The other kernel's file, the list of all kernels and what is said of the widths stay.
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], outputs.OrderBy(reason => reason != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_new_declaration_changes_the_list_of_kernels()
    {
        IncrementalStepRunReason[] outputs = Rerun(First, First + Second);
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified, IncrementalStepRunReason.New],
            outputs.OrderBy(reason => Array.IndexOf([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], reason) is var place and >= 0 ? place : 9));
    }

    [Fact]
    public void An_equal_kernel_moves_the_body_and_leaves_the_others()
    {
        IncrementalStepRunReason[] outputs = Rerun(First + Second, First + Second + Second.Replace("Activate", "Another"));
        // The widths and the other operation's kernel stay; the list and the first of the two are other ones; the second and the body are new.
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified, IncrementalStepRunReason.New, IncrementalStepRunReason.New],
            outputs.OrderBy(reason => reason switch { IncrementalStepRunReason.Cached => 0, IncrementalStepRunReason.Modified => 1, _ => 2 }));
    }

    [Fact]
    public void A_comment_beside_a_network_regenerates_nothing()
    {
        const string Network = "[Perceptron(Slots = 2, Symbols = 3, Units = 4)] partial class Network { }";
        IncrementalStepRunReason[] outputs = Rerun(Network, "// a comment\n" + Network + " private static int Unrelated() => 1;");
        Assert.All(outputs, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void The_model_holds_nothing_of_the_compilation()
    {
        GeneratorDriver driver = GeneratorRun.Driver().RunGenerators(GeneratorRun.Compile(GeneratorRun.Class(First + Second)));
        var steps = driver.GetRunResult().Results.Single().TrackedSteps[KernelGenerator.DeclarationsStep];
        object[] models = [.. steps.SelectMany(step => step.Outputs).Select(output => output.Value)];
        Assert.Equal(2, models.Length);
        foreach (object model in models)
            Walk(model);
    }

    /// <summary>Runs twice and returns why each generated kernel was written or kept in the second run.</summary>
    private static IncrementalStepRunReason[] Rerun(string before, string after)
    {
        CSharpCompilation compilation = GeneratorRun.Compile(GeneratorRun.Class(before));
        GeneratorDriver driver = GeneratorRun.Driver().RunGenerators(compilation);
        SyntaxTree tree = compilation.SyntaxTrees.Single();
        SyntaxTree edited = CSharpSyntaxTree.ParseText(GeneratorRun.Class(after), (CSharpParseOptions)tree.Options, tree.FilePath);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, edited));
        return
        [
            .. driver.GetRunResult().Results.Single().TrackedOutputSteps
                .SelectMany(steps => steps.Value)
                .SelectMany(step => step.Outputs)
                .Select(output => output.Reason),
        ];
    }

    private static void Walk(object value)
    {
        Type type = value.GetType();
        Assert.NotEqual("Microsoft.CodeAnalysis", type.Namespace);
        if (type.IsPrimitive || value is string)
            return;
        if (value is IEnumerable items)
        {
            foreach (object item in items)
                Walk(item);
            return;
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (field.GetValue(value) is { } part)
                Walk(part);
        }
    }
}
