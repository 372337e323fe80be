using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Names;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public sealed class IntrospectionTests
{
    private const float Nearly = 1e-5f;

    private static readonly HashDenoiser Denoiser = new(Alphabet.English, 12);

    [Fact]
    public void A_symbols_probability_is_that_with_only_its_slot_masked() => GameGenerators.Game.Sample(game =>
    {
        Board board = GameGenerators.Play(game).Board;
        var denoiser = new HashDenoiser(board.Alphabet, board.Slots);
        var introspection = new Introspection(denoiser);
        introspection.Update(board);
        byte[] row = new byte[board.Slots];
        float[] logits = new float[board.Slots * denoiser.Alphabet.Symbols];
        int weakest = -1;
        for (int slot = 0; slot < board.Slots; slot++)
        {
            bool known = board[slot].Origin != Origin.Masked && !board.IsAfterEnd(slot);
            Assert.Equal(known, introspection.IsKnown(slot));
            if (!known)
                continue;
            board.CopyRow(row);
            row[slot] = board.Alphabet.Mask;
            denoiser.Predict(row, 0, logits);
            double[] weights = [.. logits.Skip(slot * board.Alphabet.Symbols).Take(board.Alphabet.Mask).Select(logit => Math.Exp(logit))];
            double expected = weights[board[slot].Symbol] / weights.Sum();
            Assert.Equal(expected, introspection.Probability(slot), Nearly);
            Assert.Equal(-Math.Log(expected), introspection.Nats(slot), 1e-4);
            if (weakest < 0 || introspection.Probability(slot) < introspection.Probability(weakest))
                weakest = slot;
        }
        Assert.Equal(weakest, introspection.Weakest);
        Assert.True(introspection.WeakestRevealed < 0 || board[introspection.WeakestRevealed].Origin == Origin.Revealed);
    }, iter: Rounds.Of(1000));

    [Fact]
    public void A_row_is_looked_at_once_and_without_allocation()
    {
        Board first = Empty().Reveal(1, 4, 0.5f).Reveal(3, 9, 0.5f).EndEdit(), second = first.Reveal(6, Alphabet.English.Pad, 0.5f).EndEdit();
        var introspection = new Introspection(Denoiser);
        introspection.Update(first);
        introspection.Update(first);
        Assert.Equal(2, introspection.Rows);
        Assert.Equal(0, Allocation.Of(() =>
        {
            introspection.Update(second);
            introspection.Update(first);
        }));
        introspection.Update(Empty());
        Assert.Equal(-1, introspection.Weakest);
    }

    [Fact]
    public void Candidates_change_the_entropy_of_the_others_as_playing_them_does() => GameGenerators.Game.Sample(game =>
    {
        Session session = GameGenerators.Play(game);
        Board board = session.Board;
        var counterfactuals = new Counterfactuals(session.Prediction.Denoiser);
        for (int slot = 0; slot < board.Slots; slot++)
        {
            counterfactuals.Update(board, slot, session.Prediction);
            Assert.Equal(board.IsMasked(slot) ? Math.Min(board.Candidates(slot).Count, Counterfactuals.MaxCandidates) : 0, counterfactuals.Candidates.Length);
            for (int i = 0; i < counterfactuals.Candidates.Length; i++)
            {
                var after = new Prediction(session.Prediction.Denoiser);
                after.Update(board.Reveal(slot, counterfactuals.Candidates[i], 0));
                double change = Enumerable.Range(0, board.Slots).Where(other => other != slot).Sum(other => (double)after.Entropy(other) - session.Prediction.Entropy(other));
                Assert.Equal(change, counterfactuals.Changes[i], 1e-3);
                for (int other = 0; other < board.Slots; other++)
                    Assert.Equal(other == slot ? 0 : after.Entropy(other) - session.Prediction.Entropy(other), counterfactuals.SlotChanges(i)[other], 1e-3);
            }
        }
    }, iter: Rounds.Of(300));

    [Fact]
    public void Hovering_allocates_nothing()
    {
        Board board = Empty().Reveal(1, 4, 0.5f).EndEdit();
        var prediction = new Prediction(Denoiser);
        var counterfactuals = new Counterfactuals(Denoiser);
        Assert.Equal(0, Allocation.Of(() =>
        {
            counterfactuals.Update(board, 4, prediction);
            counterfactuals.Update(board, 5, prediction, wanted: 9);
        }));
        Assert.Equal(9, counterfactuals.Candidates.Length);
    }

    private static Board Empty() => new(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7);
}
