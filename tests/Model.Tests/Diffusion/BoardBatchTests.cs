using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public sealed class BoardBatchTests
{
    [Fact]
    public void Boards_move_as_they_do_alone() => Gen.Select(GameGenerators.Game, Gen.Int[1, 150], Gen.Bool).Sample((game, count, takesTime) =>
    {
        Board start = GameGenerators.Play(game).Board;
        IDenoiser denoiser = takesTime ? new ToyDenoiser(start.Slots, start.Alphabet) : new HashDenoiser(start.Alphabet, start.Slots);
        var batch = new BoardBatch(denoiser, count);
        for (int i = 0; i < count; i++)
            batch.Add(start.WithSeed(CounterRandom.Fork(start.Seed, i)));
        var alone = new Prediction(denoiser);
        Board[] boards = [.. Enumerable.Range(0, count).Select(i => batch[i])];
        while (batch.Unfinished > 0)
        {
            Assert.Equal(batch.Unfinished, batch.Step());
            for (int i = 0; i < count; i++)
            {
                boards[i] = ReverseProcess.Step(boards[i], alone);
                Assert.Equal(boards[i], batch[i]);
            }
        }
        Assert.Equal(0, batch.Step());
    }, iter: Rounds.Of(100));

    /// <summary>That is the batch's whole purpose; a board that asked for itself would move just as right.</summary>
    [Fact]
    public void One_call_of_the_denoiser_moves_64_boards()
    {
        var denoiser = new CountingDenoiser();
        var batch = new BoardBatch(denoiser, 100);
        for (int i = 0; i < batch.Capacity; i++)
            batch.Add(Game(denoiser, i));
        while (batch.Unfinished is > 0 and var unfinished)
        {
            int before = denoiser.Calls;
            batch.Step();
            Assert.InRange(denoiser.Calls - before, 1, (unfinished + BoardBatch.RowsPerCall - 1) / BoardBatch.RowsPerCall);
        }
    }

    [Fact]
    public void The_denoiser_is_asked_once_for_equal_rows()
    {
        var denoiser = new HashDenoiser(Alphabet.English, 12);
        var batch = new BoardBatch(denoiser, 300);
        for (int i = 0; i < batch.Capacity; i++)
            batch.Add(Game(denoiser, i));
        bool shared = false;
        while (batch.Unfinished > 0)
        {
            string[] rows = [.. Enumerable.Range(0, batch.Count).Where(i => !batch[i].IsFinished).Select(i => batch[i].Row)];
            long before = batch.Rows;
            batch.Step();
            Assert.Equal(rows.Distinct().Count(), batch.Rows - before);
            shared |= rows.Distinct().Count() is > 1 and var different && different < rows.Length;
        }
        Assert.True(shared);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var denoiser = new HashDenoiser(Alphabet.English, 12);
        var batch = new BoardBatch(denoiser, 200);
        Assert.Equal(0, Allocation.Of(() =>
        {
            batch.Clear();
            for (int i = 0; i < batch.Capacity; i++)
                batch.Add(Game(denoiser, i));
            batch.Finish();
        }));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var denoiser = new HashDenoiser(Alphabet.English, 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoardBatch(denoiser, 0));
        var batch = new BoardBatch(denoiser, 1);
        Assert.StartsWith("a board of 11 slots", Assert.Throws<ArgumentException>(() => batch.Add(new Board(Alphabet.English, 11, SamplerSettings.Default(40), seed: 1))).Message);
        batch.Add(Game(denoiser, 0));
        Assert.Equal("the batch holds 1 boards already", Assert.Throws<InvalidOperationException>(() => batch.Add(Game(denoiser, 1))).Message);
        batch.Finish();
        Assert.Equal((0, true), (batch.Unfinished, batch[0].IsFinished));
    }

    private static Board Game(IDenoiser denoiser, int index) =>
        new(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), CounterRandom.Fork(7, index));
}
