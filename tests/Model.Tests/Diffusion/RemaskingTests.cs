using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Every remasking's σ, against its formula.</summary>
public sealed class RemaskingTests
{
    private const int Slots = 12;

    private static readonly Alphabet English = Alphabet.English;

    [Theory]
    [InlineData(0.3f, 0.7, 0.3)]
    [InlineData(0.9f, 0.7, 0.7)]
    public void Cap_is_the_lesser_of_strength_and_limit(float strength, double limit, double expected) =>
        Assert.All(Rates(Remaskings.Cap, strength, limit, out _, out _), rate => Assert.Equal(expected, rate, 1e-7));

    [Fact]
    public void Rescale_is_their_product() =>
        Assert.All(Rates(Remaskings.Rescale, 0.5f, 0.7, out _, out _), rate => Assert.Equal(0.35, rate, 1e-7));

    [Fact]
    public void None_is_nothing() => Assert.All(Rates(Remaskings.None, 1, 0.7, out _, out _), rate => Assert.Equal(0, rate));

    [Fact]
    public void Confidence_shares_the_product_by_how_unsure_each_letter_was()
    {
        double[] rates = Rates(Remaskings.Confidence, 0.5f, 0.7, out Board board, out _);
        double sum = Enumerable.Range(0, Slots).Where(board.IsRevealed).Sum(slot => Math.Exp(-board[slot].Probability));
        for (int slot = 0; slot < Slots; slot++)
            Assert.Equal(board.IsRevealed(slot) ? Math.Exp(-board[slot].Probability) / sum * 0.35 : 0, rates[slot], 1e-12);
        Assert.Equal(0.35, rates.Sum(), 1e-12);
    }

    [Fact]
    public void Nothing_revealed_is_nothing_to_remask()
    {
        var board = new Board(English, Slots, SamplerSettings.Default(Slots) with { Strength = 1 }, seed: 1);
        var prediction = new Prediction(new HashDenoiser(English, Slots));
        foreach (IRemasking remasking in new[] { Remaskings.Confidence, Remaskings.Introspective })
        {
            double[] rates = new double[Slots];
            remasking.SetRates(board, 6, 0.7, prediction, rates);
            Assert.All(rates, rate => Assert.Equal(0, rate));
        }
    }

    /// <summary>Of eight revealed slots at strength 1 and limit ½ four, whatever chance says.</summary>
    [Fact]
    public void Introspection_takes_so_many_of_the_weakest()
    {
        double[] rates = Rates(Remaskings.Introspective, 1, 0.5, out Board board, out Prediction prediction);
        var view = new Introspection(prediction.Denoiser);
        view.Update(board);
        int[] weakest = [.. Enumerable.Range(0, Slots).Where(board.IsRevealed).OrderBy(view.Probability).Take(4)];
        Assert.Equal(weakest.Order(), Enumerable.Range(0, Slots).Where(slot => rates[slot] == 1));
        Assert.Equal(Slots - 4, rates.Count(rate => rate == 0));
    }

    [Fact]
    public void Of_equally_weak_slots_the_leftmost_go()
    {
        var prediction = new Prediction(new ToyDenoiser(Slots, English, scale: 0));
        var board = new Board(English, Slots, SamplerSettings.Default(Slots) with { Remasking = Remaskings.Introspective, Strength = 1 }, seed: 3);
        for (byte slot = 0; slot < 8; slot++)
            board = board.Reveal(slot, slot, 0.5f);
        double[] rates = new double[Slots];
        Remaskings.Introspective.SetRates(board, 6, 0.25, prediction, rates);
        Assert.Equal([0, 1], Enumerable.Range(0, Slots).Where(slot => rates[slot] == 1));
    }

    /// <summary>Settings and shells may store places in the list, so it may only grow.</summary>
    [Fact]
    public void The_list_keeps_its_order()
    {
        Assert.Equal(["none", "cap", "rescale", "confidence", "introspective"], Remaskings.All.Select(remasking => remasking.Name));
        Assert.All(Remaskings.All, remasking => Assert.InRange(remasking.Summary.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 2, 7));
    }

    [Fact]
    public void A_remasking_is_found_by_its_name()
    {
        foreach (IRemasking remasking in Remaskings.All)
        {
            Assert.True(Remaskings.TryFind(remasking.Name, out IRemasking? found));
            Assert.Same(remasking, found);
        }
        Assert.False(Remaskings.TryFind("all", out IRemasking? none));
        Assert.Null(none);
    }

    private static double[] Rates(IRemasking remasking, float strength, double limit, out Board board, out Prediction prediction)
    {
        prediction = new Prediction(new HashDenoiser(English, Slots));
        board = Played(prediction, remasking, strength);
        double[] rates = new double[Slots];
        remasking.SetRates(board, 6, limit, prediction, rates);
        return rates;
    }

    /// <summary>The first slot is forced, the next eight are revealed, and the name does not end among them.</summary>
    private static Board Played(Prediction prediction, IRemasking remasking, float strength)
    {
        var board = new Board(English, Slots, SamplerSettings.Default(Slots) with { Remasking = remasking, Strength = strength, Temperature = 1 }, seed: 3);
        board = board.Forced(0, 4).Restricted(9, English.AllLetters);
        for (int slot = 1; slot < 9; slot++)
            board = ReverseProcess.Reveal(board, slot, prediction);
        return board;
    }
}
