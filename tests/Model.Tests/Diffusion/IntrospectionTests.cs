using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
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
        int[] all = [.. Enumerable.Range(0, board.Slots).Where(introspection.IsKnown)];
        Assert.Equal(all.Sum(introspection.Nats), introspection.TotalNats, 1e-3);
        Assert.Equal(all.Where(board.IsRevealed).Append(-1).MinBy(slot => slot < 0 ? 2 : introspection.Probability(slot)), introspection.WeakestRevealed);
        Assert.All(Enumerable.Range(0, board.Slots).Except(all), slot => Assert.Equal((float.NaN, float.NaN), (introspection.Probability(slot), introspection.Nats(slot))));
    }, iter: Rounds.Of(1000));

    /// <summary>One slot more is masked in them than on the board, and that many have a time of their own.</summary>
    [Fact]
    public void Rows_have_the_time_of_one_masked_slot_more()
    {
        var denoiser = new ToyDenoiser(6, new Alphabet("abc"), scale: 2);
        Board board = new Board(denoiser.Alphabet, 6, SamplerSettings.Default(10), seed: 7).Forced(0, 1).Reveal(2, 0, 0.5f).EndEdit();
        var introspection = new Introspection(denoiser);
        introspection.Update(board);
        var prediction = new Prediction(denoiser);
        // At temperature 1 and whatever the player allows, unlike the board's own prediction.
        prediction.Update(board.Remask(2).Configure(board.Settings with { Temperature = 1 }), NoiseSchedule.TimeFor(5, 6, 10));
        Assert.Equal(prediction.Probabilities(2)[0], introspection.Probability(2), Nearly);
    }

    [Fact]
    public void Of_equally_weak_slots_the_leftmost_is_named()
    {
        var flat = new ToyDenoiser(12, Alphabet.English, scale: 0);
        var introspection = new Introspection(flat);
        introspection.Update(Empty().Forced(1, 4).Reveal(3, 9, 0.5f).Reveal(4, 9, 0.5f).EndEdit());
        Assert.Equal((1, 3), (introspection.Weakest, introspection.WeakestRevealed));
        // The same row, in which the player holds now what the denoiser had revealed.
        introspection.Update(Empty().Forced(1, 4).Forced(3, 9).Reveal(4, 9, 0.5f).EndEdit());
        Assert.Equal((1, 4, 3), (introspection.Weakest, introspection.WeakestRevealed, introspection.Rows));
    }

    /// <summary>Memory begins as zeros, and so does this row: zero is a letter.</summary>
    [Fact]
    public void The_first_row_is_always_asked_for()
    {
        Board board = Enumerable.Range(0, 12).Aggregate(Empty(), (board, slot) => board.Forced(slot, 0));
        var introspection = new Introspection(Denoiser);
        introspection.Update(board);
        Assert.Equal(12, introspection.Rows);
    }

    [Fact]
    public void A_refusal_leaves_nothing_half_known()
    {
        var denoiser = new CountingDenoiser();
        Board board = Empty().Reveal(3, 4, 0.5f).EndEdit();
        var introspection = new Introspection(denoiser);
        var counterfactuals = new Counterfactuals(denoiser);
        var prediction = new Prediction(denoiser);
        counterfactuals.Update(board, 4, prediction);
        denoiser.Refuses = true;
        Assert.Throws<InvalidOperationException>(() => introspection.Update(board));
        Assert.Throws<InvalidOperationException>(() => counterfactuals.Update(board, 1, prediction));
        denoiser.Refuses = false;
        introspection.Update(board);
        int before = denoiser.Calls;
        counterfactuals.Update(board, 1, prediction);
        Assert.Equal(1, denoiser.Calls - before);
        Assert.True(introspection.IsKnown(3));
        Assert.Equal(Counterfactuals.MaxCandidates, counterfactuals.Candidates.Length);
    }

    [Fact]
    public void A_board_that_does_not_fit_is_refused()
    {
        Board shorter = new(Alphabet.English, 11, SamplerSettings.Default(40), seed: 7), other = new(new Alphabet("abc"), 12, SamplerSettings.Default(40), seed: 7);
        foreach (Board board in new[] { shorter, other })
        {
            Assert.Throws<ArgumentException>(() => new Introspection(Denoiser).Update(board));
            Assert.Throws<ArgumentException>(() => new Counterfactuals(Denoiser).Update(board, 1, new Prediction(Denoiser)));
            Assert.Throws<ArgumentException>(() => new Counterfactuals(Denoiser).Update(board.Forced(1, 0), 1, new Prediction(Denoiser)));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counterfactuals(Denoiser).Update(Empty(), 12, new Prediction(Denoiser)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counterfactuals(Denoiser).Update(Empty(), -1, new Prediction(Denoiser)));
    }

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

    /// <summary>With the time of a row with one masked slot fewer, and under the board's temperature.</summary>
    [Fact]
    public void Candidates_are_asked_for_at_their_own_time()
    {
        var denoiser = new ToyDenoiser(6, new Alphabet("abc"), scale: 2);
        Board board = new Board(denoiser.Alphabet, 6, SamplerSettings.Default(10) with { Temperature = 0.6f }, seed: 7).Forced(0, 1);
        Prediction before = new(denoiser), after = new(denoiser);
        var counterfactuals = new Counterfactuals(denoiser);
        counterfactuals.Update(board, 3, before);
        Assert.Equal(4, counterfactuals.Candidates.Length);
        Assert.Equal(counterfactuals.Candidates.ToArray(), Enumerable.Range(0, 4).Select(s => (byte)s).OrderByDescending(s => before.Logits(3)[s]));
        for (int i = 0; i < 4; i++)
        {
            after.Update(board.Reveal(3, counterfactuals.Candidates[i], 0), NoiseSchedule.TimeFor(4, 6, 10));
            for (int slot = 0; slot < 6; slot++)
                Assert.Equal(slot == 3 ? 0 : after.Entropy(slot) - before.Entropy(slot), counterfactuals.SlotChanges(i)[slot], 1e-5f);
            Assert.Equal(counterfactuals.SlotChanges(i).ToArray().Sum(), counterfactuals.Changes[i], 1e-5f);
        }
    }

    [Fact]
    public void What_was_asked_is_not_asked_again()
    {
        var denoiser = new CountingDenoiser();
        var prediction = new Prediction(denoiser);
        var counterfactuals = new Counterfactuals(denoiser);
        Assert.Equal(2, Asked(() => counterfactuals.Update(Empty(), 4, prediction)));
        Assert.Equal(0, Asked(() => counterfactuals.Update(Empty(), 4, prediction)));
        Assert.Equal(1, Asked(() => counterfactuals.Update(Empty(), 4, prediction, wanted: 9)));
        Assert.Equal(9, counterfactuals.Candidates.Length);
        Assert.Equal(1, Asked(() => counterfactuals.Update(Empty(), 5, prediction, wanted: 9)));
        Assert.Equal(2, Asked(() => counterfactuals.Update(Empty().Forced(0, 1), 5, prediction, wanted: 9)));
        Assert.Equal(0, Asked(() => counterfactuals.Update(Empty().Forced(0, 1), 5, prediction, wanted: -1)));
        Assert.Equal(0, counterfactuals.Candidates.Length);
        Assert.Equal(1, Asked(() => counterfactuals.Update(Empty().Forced(0, 1), 5, prediction, wanted: 99)));
        Assert.Equal(Counterfactuals.MaxCandidates, counterfactuals.Candidates.Length);
        // A known slot has no candidates, and those of the slot before are gone.
        Assert.Equal(0, Asked(() => counterfactuals.Update(Empty().Forced(0, 1), 0, prediction)));
        Assert.Equal(0, counterfactuals.Candidates.Length);

        int Asked(Action act)
        {
            int before = denoiser.Calls;
            act();
            return denoiser.Calls - before;
        }
    }

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
