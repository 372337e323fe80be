using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Every order's score and count, against its definition.</summary>
public sealed class RevealOrderTests
{
    private static readonly Alphabet English = Alphabet.English;

    [Fact]
    public void Scores_are_as_defined() => ForEverySlot((board, slot, prediction) =>
    {
        float[] p = [.. prediction.Probabilities(slot).ToArray().OrderDescending()];
        ReverseProcess.Draw(board, slot, prediction, out float drawn);
        Assert.Equal(p[0], RevealOrders.Confidence.Score(board, slot, prediction));
        Assert.Equal(drawn, RevealOrders.Sampled.Score(board, slot, prediction));
        Assert.Equal(p[0] - p[1], RevealOrders.Margin.Score(board, slot, prediction));
        Assert.Equal(-prediction.Entropy(slot), RevealOrders.Entropy.Score(board, slot, prediction));
        Assert.Equal(CounterRandom.Bits(board.Seed, board.Moves, 24 + slot), RevealOrders.Random.Score(board, slot, prediction));
        Assert.Equal(-slot, RevealOrders.LeftToRight.Score(board, slot, prediction));
        Assert.Equal(slot, RevealOrders.RightToLeft.Score(board, slot, prediction));
        Assert.Equal(slot == 7 ? 0 : slot == 2 ? -1 : -24 - slot, RevealOrders.Own.Score(board, slot, prediction));
    });

    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(24)]
    public void More_steps_than_the_most_change_nothing_and_fewer_do(int slots)
    {
        var denoiser = new TimelessDenoiser(new HashDenoiser(English, slots));
        foreach (IRevealOrder order in RevealOrders.All)
        {
            int most = order.MostSteps(slots);
            string[] asMany = Names(most);
            Assert.Equal(asMany, Names(most + 1));
            Assert.Equal(asMany, Names(3 * most));
            Assert.NotEqual(asMany, Names(most / 2));

            string[] Names(int steps) => [.. Enumerable.Range(0, 20).Select(seed => NameOf(seed, steps))];

            string NameOf(int seed, int steps)
            {
                var board = new Board(English, slots, new SamplerSettings(order, steps, 1), (ulong)seed);
                var prediction = new Prediction(denoiser);
                // Some letters are forced in the middle of the game.
                board = ReverseProcess.Step(board, prediction);
                Assert.True(board.TryForce(seed % slots, 4, out board, out _));
                Assert.True(board.TryForce(seed / 2, 7, out board, out _));
                return ReverseProcess.Finish(board, prediction).Row;
            }
        }
    }

    /// <summary>Two symbols that are equally likely have no gap.</summary>
    [Fact]
    public void Equals_have_no_margin()
    {
        var board = new Board(English, 12, SamplerSettings.Default(12), seed: 1);
        var flat = new Prediction(new ToyDenoiser(12, English, scale: 0));
        flat.Update(board);
        Assert.Equal(0, RevealOrders.Margin.Score(board, 3, flat));
    }

    [Fact]
    public void The_entropy_budget_reveals_the_most_slots_that_it_bears()
    {
        var prediction = new Prediction(new ToyDenoiser(12, English, scale: 3));
        foreach (float gamma in new[] { 0, 0.5f, 2, 5, 10 })
        {
            var board = new Board(English, 12, SamplerSettings.Default(12) with { Order = RevealOrders.Entropy, Gamma = gamma }, seed: 1);
            prediction.Update(board);
            int[] ranked = [.. Enumerable.Range(0, 12).OrderBy(prediction.Entropy)];
            int expected = Enumerable.Range(1, 12).Last(count => ranked.Take(count - 1).Sum(slot => (double)prediction.Entropy(slot)) <= gamma);
            Assert.Equal(expected, RevealOrders.Entropy.Count(board, ranked, 1, prediction));
            // Never fewer than the noise schedule says.
            Assert.Equal(Math.Max(expected, 8), RevealOrders.Entropy.Count(board, ranked, 8, prediction));
            Assert.Equal(5, RevealOrders.Margin.Count(board, ranked, 5, prediction));
        }
    }

    /// <summary>Slots that are settled cost nothing, so a budget of nothing bears them all.</summary>
    [Fact]
    public void A_budget_of_zero_bears_what_has_no_entropy()
    {
        var board = new Board(English, 3, SamplerSettings.Default(12) with { Order = RevealOrders.Entropy, Gamma = 0, Temperature = 0.05f }, seed: 1);
        var prediction = new Prediction(new ToyDenoiser(3, English, scale: 300));
        prediction.Update(board);
        Assert.All(Enumerable.Range(0, 3), slot => Assert.Equal(0, prediction.Entropy(slot)));
        Assert.Equal(3, RevealOrders.Entropy.Count(board, [0, 1, 2], 1, prediction));
    }

    /// <summary>Slots of one class, those with the least summed entropy, and all that is left of it.</summary>
    [Fact]
    public void A_comb_reveals_the_surest_class_of_slots_that_lie_steps_apart() => ForEverySlot((board, slot, prediction) =>
    {
        foreach (int steps in new[] { 1, 2, 3, 5, 12, 40 })
        {
            Board combed = board.Configure(board.Settings with { Order = RevealOrders.Comb, Steps = steps });
            IGrouping<int, int>[] classes = [.. Enumerable.Range(0, 12).Where(board.IsMasked).GroupBy(masked => masked % Math.Min(steps, 12))];
            int[] surest = [.. classes.MinBy(members => members.Sum(member => (double)prediction.Entropy(member)))!];
            int[] ranked = [.. Enumerable.Range(0, 12).Where(board.IsMasked).OrderByDescending(masked => RevealOrders.Comb.Score(combed, masked, prediction))];
            Assert.Equal(surest, ranked[..surest.Length]);
            Assert.Equal(surest.Length, RevealOrders.Comb.Count(combed, ranked, 1, prediction));
        }
    });

    /// <summary>With surest letters or none, where classes are equally sure, too.</summary>
    [Fact]
    public void A_comb_goes_class_by_class_and_never_draws_neighbours_at_once()
    {
        for (int steps = 2; steps <= 12; steps++)
        {
            foreach (float scale in new[] { 0, 2, 300 })
            {
                var prediction = new Prediction(new ToyDenoiser(12, English, scale));
                Board board = new(English, 12, new SamplerSettings(RevealOrders.Comb, steps, 1), seed: 4);
                while (!board.IsFinished)
                {
                    Board next = ReverseProcess.Step(board, prediction);
                    int[] drawn = [.. Enumerable.Range(0, 12).Where(slot => next[slot].Move == next.Moves && next[slot].Origin == Origin.Revealed)];
                    Assert.Single(drawn.Select(slot => slot % steps).Distinct());
                    board = next;
                }
                Assert.InRange(board.Moves, 1, steps);
            }
        }
    }

    /// <summary>Forced letters, and an order that is chosen in the middle of a game, leave it a step for every class.</summary>
    [Fact]
    public void A_comb_has_a_step_for_every_class_that_is_left()
    {
        var prediction = new Prediction(new HashDenoiser(English, 12));
        SamplerSettings four = new(RevealOrders.Comb, 4, 1);
        foreach (string pattern in new[] { "ma", "________ra$", "m_r_a_n_a_b_", "_______a____" })
        {
            Board start = Pattern.Apply(pattern, new Board(English, 12, four, seed: 4));
            Board chosen = Pattern.Apply(pattern, new Board(English, 12, four with { Order = RevealOrders.Margin }, seed: 4)).Configure(four);
            foreach (Board begun in new[] { start, chosen })
            {
                int classes = Enumerable.Range(0, 12).Where(begun.IsMasked).Select(slot => slot % 4).Distinct().Count();
                Assert.InRange(begun.Timestep, classes, 4);
                Board board = begun;
                while (!board.IsFinished)
                {
                    Board next = ReverseProcess.Step(board, prediction);
                    Assert.Single(Enumerable.Range(0, 12).Where(slot => next[slot].Move == next.Moves && next[slot].Origin == Origin.Revealed).Select(slot => slot % 4).Distinct());
                    board = next;
                }
            }
        }
    }

    /// <summary>Settings and shells may store places in the list, so it may only grow.</summary>
    [Fact]
    public void The_list_keeps_its_order()
    {
        Assert.Equal(["confidence", "sampled", "margin", "entropy", "random", "left-to-right", "right-to-left", "own", "comb", "drawn-comb"], RevealOrders.All.Select(order => order.Name));
        Assert.All(RevealOrders.All, order => Assert.InRange(order.Summary.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 2, 7));
    }

    [Fact]
    public void An_order_is_found_by_its_name()
    {
        foreach (IRevealOrder order in RevealOrders.All)
        {
            Assert.True(RevealOrders.TryFind(order.Name, out IRevealOrder? found));
            Assert.Same(order, found);
        }
        Assert.False(RevealOrders.TryFind("nearest", out IRevealOrder? none));
        Assert.Null(none);
    }

    private static void ForEverySlot(Action<Board, int, Prediction> check)
    {
        Assert.True(SlotSequence.TryParse("8,3", out SlotSequence sequence, out _));
        for (int game = 0; game < 10; game++)
        {
            var board = new Board(English, 12, SamplerSettings.Default(12) with { Sequence = sequence }, CounterRandom.Fork(7, game));
            var prediction = new Prediction(new HashDenoiser(English, 12));
            board = ReverseProcess.Reveal(board.Forced(0, (byte)game), 5, prediction);
            prediction.Update(board);
            for (int slot = 0; slot < 12; slot++)
            {
                if (board.IsMasked(slot))
                    check(board, slot, prediction);
            }
        }
    }
}
