using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Steps against <see cref="PlainReverseProcess"/>; what games are like as a whole stands in <see cref="SamplerTests"/>.</summary>
public sealed class ReverseProcessTests
{
    [Fact]
    public void Every_step_is_as_defined() => GameGenerators.Game.Sample(game =>
    {
        Board board = GameGenerators.Play(game).Board.Restart();
        var denoiser = new ToyDenoiser(board.Slots, board.Alphabet);
        Prediction prediction = new(denoiser), plain = new(denoiser);
        board = ReverseProcess.Place(board, prediction);
        while (!board.IsFinished)
        {
            Board next = ReverseProcess.Step(board, prediction);
            Assert.Equal(PlainReverseProcess.Step(board, plain), next);
            board = next;
        }
        Assert.Equal(board, ReverseProcess.Step(board, prediction));
    }, iter: Rounds.Of(2000, share: 10));

    [Fact]
    public void A_game_is_finished_step_by_step()
    {
        var prediction = new Prediction(new HashDenoiser(Alphabet.English, 12));
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(12), seed: 7);
        Board finished = ReverseProcess.Finish(board, prediction);
        while (!board.IsFinished)
            board = ReverseProcess.Step(board, prediction);
        Assert.Equal(board, finished);
        Assert.Equal(finished, ReverseProcess.Finish(finished, prediction));
    }

    [Fact]
    public void A_slot_is_revealed_on_demand()
    {
        var denoiser = new HashDenoiser(Alphabet.English, 12);
        Prediction prediction = new(denoiser), same = new(denoiser);
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(12), seed: 7);
        Board next = ReverseProcess.Reveal(board, 4, prediction);
        same.Update(board);
        Assert.Equal(same.Sample(4, board.Candidates(4), CounterRandom.Bits(7, 0, 4), out float probability), next[4].Symbol);
        Assert.Equal((Origin.Revealed, probability, 1, 1), (next[4].Origin, next[4].Probability, next[4].Move, next.Moves));
        Assert.Equal(next, ReverseProcess.Reveal(next, 4, prediction));
    }
}
