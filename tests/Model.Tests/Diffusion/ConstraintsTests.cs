using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>What a player has set goes along to another denoiser, another scene, another game.</summary>
public sealed class ConstraintsTests
{
    [Fact]
    public void Every_forced_symbol_and_every_set_goes_along_and_nothing_that_was_revealed() => GameGenerators.Game.Sample(game =>
    {
        Board played = GameGenerators.Play(game).Board, empty = new(played.Alphabet, played.Slots, played.Settings, seed: 1);
        Board taken = played.ConstraintsOnto(empty);
        for (int slot = 0; slot < played.Slots; slot++)
        {
            Assert.Equal(played[slot].Allowed, taken[slot].Allowed);
            Assert.Equal(played[slot].Origin == Origin.Forced, taken[slot].Origin == Origin.Forced);
            Assert.NotEqual(Origin.Revealed, taken[slot].Origin);
        }
    });

    [Fact]
    public void A_set_on_a_letter_that_is_revealed_goes_along()
    {
        Board board = new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7).Restricted(2, new SymbolSet(0b11)).Reveal(2, 1, 0.5f).EndEdit();
        Assert.Equal(new SymbolSet(0b11), board.ConstraintsOnto(new Board(Alphabet.English, 16, SamplerSettings.Default(50), seed: 7))[2].Allowed);
    }

    [Fact]
    public void What_has_no_room_stays_behind_and_so_does_everything_in_other_letters()
    {
        Board board = new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7).Forced(1, 4).Forced(9, 2);
        Board shorter = board.ConstraintsOnto(new Board(Alphabet.English, 5, SamplerSettings.Default(40), seed: 7));
        Assert.Equal((byte)4, shorter[1].Symbol);
        Board others = new(new Alphabet("abc"), 12, SamplerSettings.Default(40), seed: 7);
        Assert.Equal(others, board.ConstraintsOnto(others));
    }
}
