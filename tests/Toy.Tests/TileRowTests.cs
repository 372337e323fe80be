using Unmask.Model.Diffusion;
using Unmask.Toy.Window.Play;

namespace Unmask.Toy.Tests;

/// <summary>What stands on a tile; how it looks is for pictures.</summary>
public sealed class TileRowTests
{
    [Theory]
    [InlineData("[^z]*", 0, "−z")]
    [InlineData("[^z]*", 5, "−z")]
    [InlineData("_[^z.]_", 1, "−z.")]
    [InlineData("[aei]_", 0, "aei")]
    [InlineData("[^aeiou]_", 0, "21 left")]
    public void A_set_is_told_by_its_letters_or_by_those_that_it_lacks(string pattern, int slot, string expected)
    {
        var denoiser = new StandInDenoiser();
        var empty = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
        Board board = Placements.Begin(pattern, empty, denoiser);
        Assert.Equal(expected, TileRow.Allowed(board, slot, new char[16]));
    }
}
