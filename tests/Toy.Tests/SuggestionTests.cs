using Unmask.Toy.Cli;

namespace Unmask.Toy.Tests;

public sealed class SuggestionTests
{
    private static readonly string[] Words = ["player", "play", "generate", "predict", "train", "left-to-right", "right-to-left"];

    [Theory]
    [InlineData("generat", "generate")]
    [InlineData("gen", "generate")]
    [InlineData("PLAY", "play")]
    [InlineData("GENERATE", "generate")]
    [InlineData("tarin", "train")]
    [InlineData("plya", "play")]
    [InlineData("left-to-rigth", "left-to-right")]
    [InlineData("zebra", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_meant_if_it_is_near(string typed, string? expected) => Assert.Equal(expected, Suggestion.Nearest(typed, Words));
}
