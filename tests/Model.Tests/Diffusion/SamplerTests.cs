using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Tests.Sessions;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>What holds of every reveal order with every remasking.</summary>
public sealed class SamplerTests
{
    private static readonly Alphabet English = Alphabet.English;

    public static TheoryData<string, string> Samplers => new(
        from order in RevealOrders.All
        from remasking in Remaskings.All
        select (order.Name, remasking.Name));

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Every_game_ends_within_its_steps_and_keeps_its_constraints(string order, string remasking) => GameGenerators.Game.Sample(game =>
    {
        IDenoiser denoiser = new HashDenoiser(game.Start.Alphabet, game.Start.Slots);
        var prediction = new Prediction(denoiser);
        // Where a pattern floats, its place is drawn first.
        Board board = ReverseProcess.Place(GameGenerators.Play(game).Board.Restart(), prediction);
        board = board.Configure(Chosen(order, remasking, board.Settings));
        (int first, int budget) = (board.Moves, board.Timestep);
        Board start = board;
        while (!board.IsFinished)
        {
            Board before = board;
            board = ReverseProcess.Step(board, prediction);
            Assert.NotEqual(before, board);
            Assert.True(board.IsFinished || board.Timestep < before.Timestep);
            SessionTests.AssertConsistent(board);
            for (int slot = 0; slot < board.Slots; slot++)
            {
                Assert.Equal(start[slot].Allowed, board[slot].Allowed);
                Assert.Equal(start[slot].Origin == Origin.Forced, board[slot].Origin == Origin.Forced);
            }
        }
        Assert.InRange(board.Moves - first, 0, budget);
    }, iter: Rounds.Of(120));

    [Fact]
    public void Remasking_takes_letters_back_and_none_does_not()
    {
        foreach (IRemasking remasking in Remaskings.All)
        {
            int taken = 0;
            var prediction = new Prediction(new HashDenoiser(English, 12));
            for (int i = 0; i < 20; i++)
            {
                Board board = NewBoard(new SamplerSettings(RevealOrders.Random, 16, 1) { Remasking = remasking, Strength = 1 }, i);
                while (!board.IsFinished)
                {
                    Board next = ReverseProcess.Step(board, prediction);
                    for (int slot = 0; slot < 12; slot++)
                        taken += board[slot].Origin == Origin.Revealed && next[slot].Origin == Origin.Masked ? 1 : 0;
                    board = next;
                }
            }
            Assert.Equal(remasking != Remaskings.None, taken > 0);
        }
    }

    [Fact]
    public void Strength_zero_remasks_nothing_and_one_no_more_than_the_schedule_allows()
    {
        Span<double> rates = stackalloc double[12];
        var prediction = new Prediction(new HashDenoiser(English, 12));
        foreach (IRemasking remasking in Remaskings.All)
        {
            for (int i = 0; i < 50; i++)
            {
                Board board = ReverseProcess.Step(ReverseProcess.Step(NewBoard(new SamplerSettings(RevealOrders.Random, 4, 1) { Remasking = remasking }, i), prediction), prediction);
                rates.Clear();
                remasking.SetRates(board.Configure(board.Settings with { Strength = 0 }), 2, 0.7, prediction, rates);
                Assert.Equal(-1, rates.IndexOfAnyExcept(0.0));
                remasking.SetRates(board.Configure(board.Settings with { Strength = 1 }), 2, 0.7, prediction, rates);
                foreach (double rate in rates)
                    Assert.True(rate <= 0.7 + 1e-12 || remasking == Remaskings.Introspective && rate == 1);
            }
        }
    }

    [Fact]
    public void Introspection_takes_back_the_weakest()
    {
        var prediction = new Prediction(new HashDenoiser(English, 12));
        Board board = NewBoard(new SamplerSettings(RevealOrders.LeftToRight, 12, 1) { Remasking = Remaskings.Introspective, Strength = 1 }, 3);
        for (int slot = 0; slot < 8; slot++)
            board = ReverseProcess.Reveal(board, slot, prediction);
        double[] rates = new double[12];
        Remaskings.Introspective.SetRates(board, 6, 0.5, prediction, rates);
        int[] taken = [.. Enumerable.Range(0, 12).Where(slot => rates[slot] == 1)];
        int[] left = [.. Enumerable.Range(0, 12).Where(slot => rates[slot] == 0 && board.IsRevealed(slot))];
        Assert.NotEmpty(taken);
        Assert.NotEmpty(left);
        var introspection = new Introspection(prediction.Denoiser);
        introspection.Update(board);
        Assert.True(taken.Max(introspection.Probability) <= left.Min(introspection.Probability));
    }

    /// <summary>Masked slots after each timestep, on average over many games: remasking must leave the noise schedule as it is.</summary>
    [Theory]
    [InlineData("cap")]
    [InlineData("rescale")]
    [InlineData("introspective")]
    public void Remasking_keeps_to_the_noise_schedule(string name)
    {
        Assert.True(Remaskings.TryFind(name, out IRemasking? remasking));
        const int Steps = 4, Slots = 24, Games = 1_500;
        // No end of the name: every slot takes part until the last step.
        var alphabet = new Alphabet("abc");
        var prediction = new Prediction(new HashDenoiser(alphabet, Slots));
        double[] masked = new double[Steps + 1];
        Board start = new Board(alphabet, Slots, new SamplerSettings(RevealOrders.Random, Steps, 1) { Remasking = remasking, Strength = 0.4f }, seed: 0)
            .Restricted(Slots - 1, alphabet.AllLetters);
        for (int i = 0; i < Games; i++)
        {
            Board board = start.WithSeed(CounterRandom.Fork(5, i));
            while (!board.IsFinished)
            {
                board = ReverseProcess.Step(board, prediction);
                masked[board.Timestep] += board.Masked;
            }
        }
        for (int t = 1; t < Steps; t++)
            Assert.Equal(NoiseSchedule.MaskRate(t, Steps), masked[t] / Games / Slots, 0.02);
    }

    [Fact]
    public void The_schedule_reveals_a_slot_at_every_timestep()
    {
        // Every number of steps, or while code is mutated a few.
        int stride = SamplerSettings.MaxSteps / Rounds.Of(SamplerSettings.MaxSteps);
        for (int steps = 1; steps <= SamplerSettings.MaxSteps; steps += stride)
        {
            for (int t = 1; t <= steps; t++)
            {
                for (int masked = 1; masked <= Board.MaxSlots; masked++)
                    Assert.True(NoiseSchedule.Keep(masked, t, steps) < masked);
            }
        }
    }

    [Fact]
    public void Two_threads_make_the_same_letters_as_one() => Gen.Select(GameGenerators.Settings, Gen.ULong).Sample((settings, seed) =>
    {
        var denoiser = new HashDenoiser(English, 12);
        Board[] one = Play(0, 40);
        Board[] first = [], second = [];
        Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => first = Play(0, 20), () => second = Play(20, 20));
        Assert.Equal(one.AsEnumerable(), first.Concat(second));

        Board[] Play(int from, int count)
        {
            var batch = new BoardBatch(denoiser.Fork(), count);
            for (int i = 0; i < count; i++)
                batch.Add(new Board(English, 12, settings, CounterRandom.Fork(seed, from + i)));
            batch.Finish();
            return [.. Enumerable.Range(0, count).Select(i => batch[i])];
        }
    }, iter: Rounds.Of(100));

    [Fact]
    public void A_step_in_a_batch_allocates_nothing()
    {
        foreach (IRevealOrder order in RevealOrders.All)
        {
            foreach (IRemasking remasking in Remaskings.All)
            {
                SamplerSettings settings = Chosen(order.Name, remasking.Name, SamplerSettings.Default(12));
                var batch = new BoardBatch(new HashDenoiser(English, 12), 20);
                Assert.Equal(0, Allocation.Of(() =>
                {
                    batch.Clear();
                    for (int i = 0; i < 20; i++)
                        batch.Add(NewBoard(settings, i));
                    batch.Finish();
                }));
            }
        }
    }

    private static SamplerSettings Chosen(string order, string remasking, SamplerSettings settings)
    {
        Assert.True(RevealOrders.TryFind(order, out IRevealOrder? chosen));
        Assert.True(Remaskings.TryFind(remasking, out IRemasking? again));
        return settings with { Order = chosen, Remasking = again };
    }

    private static Board NewBoard(SamplerSettings settings, int index) => new(English, 12, settings, CounterRandom.Fork(7, index));
}
