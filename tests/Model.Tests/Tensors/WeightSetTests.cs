using Unmask.Model.Tensors;
using Xunit;

namespace Unmask.Model.Tests.Tensors;

public sealed class WeightSetTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(10_001f)]
    [InlineData(-3e38f)]
    public void Values_that_no_layer_can_bear_are_refused(float value)
    {
        WeightSet weights = new([new("W", [3], [0, value, 0])], None);
        Assert.Contains("at index 1", Assert.Throws<WeightsException>(() => weights.Get("W", 3)).Message);
    }

    [Fact]
    public void A_missing_tensor_and_another_shape_are_refused()
    {
        WeightSet weights = new([new("W", [3], [0, 1, 2])], None);
        Assert.Equal("tensor 'V' is missing", Assert.Throws<WeightsException>(() => weights.Get("V", 3)).Message);
        Assert.Equal("tensor 'W' has shape [3], expected [1, 3]", Assert.Throws<WeightsException>(() => weights.Get("W", 1, 3)).Message);
    }

    [Fact]
    public void The_fingerprint_depends_on_names_shapes_and_values_and_on_nothing_else()
    {
        NamedTensor a = new("a", [2], [1, 2]), b = new("b", [1], [3]);
        string fingerprint = new WeightSet([a, b], None).Fingerprint;
        // A constant, because replay codes of earlier versions hold it.
        Assert.Equal("1c6498e09a512e9a", fingerprint);
        Assert.Equal(fingerprint, new WeightSet([b, a], new Dictionary<string, string> { ["k"] = "v" }).Fingerprint);
        Assert.NotEqual(fingerprint, new WeightSet([a, b with { Name = "c" }], None).Fingerprint);
        Assert.NotEqual(fingerprint, new WeightSet([a with { Shape = [1, 2] }, b], None).Fingerprint);
        Assert.NotEqual(fingerprint, new WeightSet([a with { Values = [1, 2.0000002f] }, b], None).Fingerprint);
    }
}
