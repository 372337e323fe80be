using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Rounds one by one; what they draw over many games stands in <see cref="SamplerDistributionTests"/>.</summary>
public sealed class DraftAndVerifyTests
{
    private static readonly Alphabet Abc = new("abc");

    private static readonly TimelessDenoiser Drafter = new(new ToyDenoiser(6, Abc, scale: 3));

    private static readonly TimelessDenoiser Verifier = new(new ToyDenoiser(6, Abc, scale: 4), isCausal: true);

    [Fact]
    public void A_round_reveals_from_the_left_with_the_verifiers_probabilities()
    {
        var sampler = new DraftAndVerify(Drafter, Verifier);
        long revealed = 0, rounds = 0, accepted = 0;
        for (int game = 0; game < 50; game++)
        {
            Board board = NewGame(game);
            while (!board.IsFinished)
            {
                (long drafted, long kept) = (sampler.Drafted, sampler.Accepted);
                Board next = sampler.Step(board);
                rounds++;
                Assert.Equal(board.Moves + 1, next.Moves);
                Board known = board;
                var verifier = new Prediction(Verifier);
                int here = 0;
                for (int slot = 0; slot < 6; slot++)
                {
                    if (next[slot].Origin == known[slot].Origin)
                        continue;
                    // Nothing masked may be left before it.
                    Assert.Equal(slot, Enumerable.Range(0, 6).First(known.IsMasked));
                    verifier.Update(known);
                    Assert.Equal(verifier.Probabilities(slot)[next[slot].Symbol], next[slot].Probability, 1e-5f);
                    known = known.Reveal(slot, next[slot].Symbol, next[slot].Probability);
                    here++;
                }
                Assert.Equal(known.EndEdit(), next);
                revealed += here;
                Assert.Equal(here, sampler.Drafted - drafted);
                // All but the last of a round are drafts that were kept, and the last is one only if nothing is left to reveal.
                Assert.Equal(next.IsFinished && sampler.Accepted - kept == here ? here : here - 1, sampler.Accepted - kept);
                accepted += sampler.Accepted - kept;
                board = next;
            }
        }
        Assert.Equal((rounds, revealed, revealed, accepted), (sampler.Rounds, sampler.Revealed, sampler.Drafted, sampler.Accepted));
        Assert.InRange(accepted, 1, revealed - 1);
    }

    /// <summary>Every draw is settled by seed and move, so the first slot of a round can be computed: what was drafted, whether it is kept, what comes instead.</summary>
    [Fact]
    public void A_draft_is_kept_or_drawn_anew_as_defined()
    {
        const double BitRange = 1L << 32;
        var sampler = new DraftAndVerify(Drafter, Verifier);
        Prediction drafter = new(Drafter), verifier = new(Verifier);
        int kept = 0;
        for (int game = 0; game < 300; game++)
        {
            // Slots 0 and 1 hold what they do in one of many games, so the round begins at slot 2.
            Board board = NewGame(game).Reveal(0, (byte)(game % 3), 1).Reveal(1, (byte)(game / 3 % 3), 1).EndEdit();
            drafter.Update(board);
            verifier.Update(board);
            double[] p = Share(verifier.Probabilities(2)), q = Share(drafter.Probabilities(2));
            byte expected = ReverseProcess.Draw(board, 2, drafter, out _);
            double verdict = CounterRandom.Bits(board.Seed, board.Moves, 24 + 2) / BitRange;
            if (verdict * q[expected] < p[expected])
            {
                kept++;
            }
            else
            {
                double[] residual = [.. p.Zip(q, (a, b) => Math.Max(0, a - b))];
                double target = CounterRandom.Bits(board.Seed, board.Moves, 48 + 2) / BitRange * residual.Sum();
                expected = (byte)Enumerable.Range(0, residual.Length).First(s => residual.Take(s + 1).Sum() > target);
            }
            Slot made = sampler.Step(board)[2];
            Assert.Equal((expected, (float)p[expected]), (made.Symbol, made.Probability));
        }
        Assert.InRange(kept, 100, 290);

        static double[] Share(ReadOnlySpan<float> grid)
        {
            double[] values = [.. grid.ToArray().Select(value => (double)value)];
            return [.. values.Select(value => value / values.Sum())];
        }
    }

    [Fact]
    public void A_finished_board_is_left_as_it_is()
    {
        var sampler = new DraftAndVerify(Drafter, Verifier);
        Board finished = sampler.Finish(NewGame(0));
        Assert.Equal(finished, sampler.Step(finished));
        Assert.Equal(finished, sampler.Finish(finished));
    }

    [Fact]
    public void Two_that_do_not_fit_are_refused()
    {
        Assert.StartsWith("'timeless toy' is not autoregressive, so it cannot verify", Refusal(Drafter, Drafter));
        const string Differ = "'timeless toy' and 'causal toy' differ in slots or alphabet";
        Assert.StartsWith(Differ, Refusal(new TimelessDenoiser(new ToyDenoiser(5, Abc)), Verifier));
        Assert.StartsWith(Differ, Refusal(new TimelessDenoiser(new ToyDenoiser(6, new Alphabet("abd"))), Verifier));
    }

    private static string Refusal(IDenoiser drafter, IDenoiser verifier) => Assert.Throws<ArgumentException>(() => new DraftAndVerify(drafter, verifier)).Message;

    /// <summary>The fourth letter is known from the start.</summary>
    private static Board NewGame(int index) =>
        new Board(Abc, 6, new SamplerSettings(RevealOrders.LeftToRight, SamplerSettings.MaxSteps, 0.8f), CounterRandom.Fork(3, index)).Forced(3, 1);
}
