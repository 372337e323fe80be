using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Files;

public sealed class DenoiserLoaderTests
{
    private static readonly DenoiserLoader Loader = new(
    [
        DenoiserCatalog.Find("mlp") with { Name = "toy", TensorNames = ["W", "b"], Create = weights => Toy(weights.Get("W", 2)) },
        DenoiserCatalog.Find("mlp") with { Name = "other", TensorNames = ["W", "b", "c"], Create = _ => throw new InvalidOperationException() },
    ]);

    private static ToyDenoiser Toy(float[] values) => new(values.Length, Alphabet.English);

    private static WeightSet Weights(string? architecture, params NamedTensor[] tensors) =>
        new(tensors, architecture is null ? [] : new Dictionary<string, string> { [WeightsMetadata.Architecture] = architecture });

    private static readonly NamedTensor W = new("W", [2], [1, 2]), B = new("b", [1], [3]);

    [Fact]
    public void Metadata_name_the_architecture() => Assert.Equal(2, Loader.Create(Weights("toy", W), "x").Slots);

    [Fact]
    public void Without_metadata_the_names_of_the_tensors_tell() => Assert.Equal("toy", Loader.Create(Weights(null, B, W), "x").Architecture);

    [Fact]
    public void An_unknown_architecture_is_refused_with_those_that_are_known()
    {
        Assert.Equal("x: unknown architecture 'gpt'; this program knows toy, other.", Refusal(Weights("gpt", W)));
        Assert.Equal("x: its tensors belong to no known architecture (toy, other); 'toy' has 'b' too.", Refusal(Weights(null, W)));
        Assert.Equal("x: its tensors belong to no known architecture (toy, other); it has 'bias', where 'toy' has 'b'.", Refusal(Weights(null, W, B with { Name = "bias" })));
        Assert.Equal("x: its tensors belong to no known architecture (toy, other); 'toy' has no 'scale'.", Refusal(Weights(null, W, B, B with { Name = "scale" })));
        Assert.Equal("x: its tensors belong to no known architecture (toy, other); it has none.", Refusal(Weights(null)));
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused_with_the_file_name() =>
        Assert.Equal(
            "x: tensor 'W' has shape [1], expected [2]; these are no weights of 'toy', or the file is damaged.",
            Refusal(Weights("toy", new NamedTensor("W", [1], [1]))));

    private static string Refusal(WeightSet weights)
    {
        IDenoiser? made = null;
        WeightsException e = Assert.Throws<WeightsException>(() => made = Loader.Create(weights, "x"));
        Assert.Null(made);
        return e.Message;
    }
}
