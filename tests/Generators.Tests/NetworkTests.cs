using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unmask.Generators.Networks;
using Unmask.Generators.Operations;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>Networks that are declared as a whole.</summary>
public sealed class NetworkTests
{
    private const string Transformer = "Transformer(Slots = 6, Symbols = 9, Width = 32, Heads = 4, Blocks = 2)";

    public static TheoryData<string> Declared() =>
    [
        Transformer, Transformer.Replace(")", ", Causal = true)"), "Perceptron(Slots = 5, Symbols = 9, Units = 20)", "Perceptron(Slots = 5, Symbols = 9, Units = 20, Residual = true)",
    ];

    [Theory]
    [MemberData(nameof(Declared))]
    public void A_network_is_what_could_be_declared_by_hand(string attribute)
    {
        IReadOnlyDictionary<string, string> whole = GeneratorRun.Texts(Network(attribute));
        string declarations = whole.Single(file => file.Key.StartsWith("Sample.Network-", StringComparison.Ordinal)).Value;
        // Its file with the comments made attributes and without the constants.
        string byHand = string.Join("\n", declarations.Split('\n').Where(line => !line.Contains("const int")))
            .Replace("// [", "[").Replace("#nullable disable", "using Unmask.Kernels;");
        IReadOnlyDictionary<string, string> parts = GeneratorRun.Texts(byHand);
        string[] kernels = [.. parts.Keys.Where(file => file.StartsWith("Sample.Network.", StringComparison.Ordinal))];
        Assert.True(kernels.Length >= 8);
        Assert.All(kernels, file => Assert.Equal(parts[file], whole[file]));
        Assert.Equal(parts.Count + 1, whole.Count);
    }

    [Theory]
    [MemberData(nameof(Declared))]
    public void A_network_compiles_without_a_warning(string attribute)
    {
        foreach (string type in new[] { "internal readonly partial struct Network;", "static partial class Network;" })
            Assert.Empty(GeneratorRun.Build(new Project(Widths: "256"), Network(attribute, type)).Diagnostics);
    }

    /// <summary>Shapes within the bounds of a network are within those of its parts.</summary>
    [Fact]
    public void Every_part_of_a_network_can_be_declared()
    {
        foreach (Network network in NetworkList.All)
        {
            int[][] shapes = [.. new Func<Setting, int>[] { setting => setting.Multiple, setting => setting.Maximum }.Select(
                value => network.Settings.Select(setting => setting.IsFlag ? 1 : value(setting)).ToArray())];
            foreach (int[] shape in shapes.Where(shape => network.Check(shape) is null))
            {
                foreach (Part part in network.Parts(shape))
                {
                    Assert.Equal(part.Operation.Settings.Count, part.Values.Length);
                    Assert.All(part.Operation.Settings.Zip(part.Values), pair =>
                        Assert.True(pair.First.IsFlag || (pair.Second >= 1 && pair.Second <= pair.First.Maximum && pair.Second % pair.First.Multiple == 0), $"{part.Name}: {pair}"));
                }
            }
        }
    }

    [Theory]
    [InlineData("UNMASK002", "Network", Transformer, "public struct Network { }")]
    [InlineData("UNMASK002", "Network", Transformer, "public partial class Network<T> { }")]
    [InlineData("UNMASK005", "Transformer(Slots = 6, Symbols = 9, Width = 32, Heads = 4)", "Transformer(Slots = 6, Symbols = 9, Width = 32, Heads = 4)", "partial class Network;")]
    [InlineData("UNMASK006", "Symbols = 65", "Transformer(Slots = 6, Symbols = 65, Width = 32, Heads = 4, Blocks = 2)", "partial class Network;")]
    [InlineData("UNMASK006", "Units = 0", "Perceptron(Slots = 6, Symbols = 9, Units = 0)", "partial class Network;")]
    [InlineData("UNMASK008", "Width = 24", "Transformer(Slots = 6, Symbols = 9, Width = 24, Heads = 4, Blocks = 2)", "partial class Network;")]
    [InlineData("UNMASK014", "Heads = 5", "Transformer(Slots = 6, Symbols = 9, Width = 32, Heads = 5, Blocks = 2)", "partial class Network;")]
    [InlineData("UNMASK014", "Heads = 1", "Transformer(Slots = 6, Symbols = 9, Width = 512, Heads = 1, Blocks = 2)", "partial class Network;")]
    [InlineData("UNMASK015", "Perceptron(Slots = 6, Symbols = 9, Units = 3)", Transformer + ", Perceptron(Slots = 6, Symbols = 9, Units = 3)", "partial class Network;")]
    [InlineData("UNMASK009", "Network", Transformer, "partial class Network { private int MixIn = 1; }")]
    [InlineData("UNMASK009", "Network", Transformer, "partial class Network { private void Embed() { } }")]
    [InlineData("UNMASK009", "Network", Transformer, "partial class Network { private const int Slots = 3; }")]
    [InlineData("UNMASK009", "Network", Transformer, "partial class Network { [Relu(Length = 3)] private static partial void Mix(System.Span<float> values); }")]
    public void A_mistake_is_reported_at_its_place(string id, string place, string attribute, string type)
    {
        (string reported, _, string text) = Assert.Single(GeneratorRun.Analyze(Network(attribute, type)));
        Assert.Equal((id, place), (reported, text));
    }

    [Fact]
    public void What_does_not_fit_is_said_in_words() => Assert.Equal(
        "'Heads' is 5; it must divide 'Width', which is 32",
        GeneratorRun.Analyze(Network(Transformer.Replace("Heads = 4", "Heads = 5"), "partial class Network;")).Single().Message);

    /// <summary>An interface that the kernels would implement is no error beside the one that says why there are none.</summary>
    [Theory]
    [InlineData(LanguageVersion.CSharp14, "UNMASK014")]
    [InlineData(LanguageVersion.CSharp10, "UNMASK011")]
    public void A_mistake_is_the_only_error(LanguageVersion language, string id)
    {
        const string Source =
            """
            namespace Sample
            {
                internal interface INetwork { void Unused(); }
                [Unmask.Kernels.Transformer(Slots = 6, Symbols = 9, Width = 32, Heads = 5, Blocks = 2)]
                internal partial class Network : INetwork
                {
                    public void Unused() => MixTranspose(new float[MixIn], new float[3]);
                }
            }
            """;
        Assert.Equal([id], GeneratorRun.Build(new Project(language, Nullable: false), Source).Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    private static string Network(string attribute, string type = "partial class Network;") => $"namespace Sample; using Unmask.Kernels; [{attribute}] {type}";
}
