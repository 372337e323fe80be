using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>
/// What samplers draw, against the exact distribution by enumeration, on a toy of 4 slots and 5 symbols (abc, PAD, MASK). Seeds are fixed. Each
/// test also shows that χ² tells the distribution from the one that a broken sampler would have.
/// </summary>
public sealed class SamplerDistributionTests
{
    private static readonly int Games = Rounds.Of(20_000, share: 10);

    private static readonly Alphabet Abc = new("abc");

    private static readonly IDenoiser Denoiser = new TimelessDenoiser(new ToyDenoiser(4, Abc, scale: 3));

    private static readonly IDenoiser Verifier = new TimelessDenoiser(new ToyDenoiser(4, Abc, scale: 4), isCausal: true);

    private static readonly SymbolSet[] Free = [Abc.AllLetters, Abc.Outputs, Abc.Outputs, Abc.Outputs];

    /// <summary>Not c in front, a or b or the end in the third slot, b or the end in the last.</summary>
    private static readonly SymbolSet[] Restricted =
        [Set("ab"), Abc.Outputs, Set("ab").With(Abc.Pad), Set("b").With(Abc.Pad)];

    /// <summary>The third slot holds b, so the second cannot end the name.</summary>
    private static readonly SymbolSet[] Forced = [Abc.AllLetters, Abc.Outputs, Set("b"), Abc.Outputs];

    private static SamplerSettings Settings(IRevealOrder order) => new(order, SamplerSettings.MaxSteps, 1);

    [Fact]
    public void First_hitting_follows_the_random_order()
    {
        Dictionary<string, int> counted = Sample(Free, Settings(RevealOrders.Random));
        var exact = new ExactGame(Denoiser, Free);
        AssertFollows(counted, exact.RandomOrder());
        AssertDiffers(counted, exact.LeftToRight());
        AssertDiffers(Sample(Free, Settings(RevealOrders.Confidence)), exact.RandomOrder());
        // Two slots at once do not see each other.
        AssertDiffers(Sample(Free, Settings(RevealOrders.Random) with { Steps = 2 }), exact.RandomOrder());
    }

    [Fact]
    public void Left_to_right_follows_its_chain_rule()
    {
        Dictionary<string, int> counted = Sample(Free, Settings(RevealOrders.LeftToRight));
        var exact = new ExactGame(Denoiser, Free);
        AssertFollows(counted, exact.LeftToRight());
        AssertDiffers(counted, exact.RandomOrder());
        AssertDiffers(Sample(Free, Settings(RevealOrders.RightToLeft)), exact.LeftToRight());
    }

    [Fact]
    public void The_players_own_order_is_followed()
    {
        Assert.True(SlotSequence.TryParse("1,2,3,4", out SlotSequence forward, out _));
        Assert.True(SlotSequence.TryParse("4,2", out SlotSequence other, out _));
        Dictionary<string, double> exact = new ExactGame(Denoiser, Free).LeftToRight();
        AssertFollows(Sample(Free, Settings(RevealOrders.Own) with { Sequence = forward }), exact);
        AssertFollows(Sample(Free, Settings(RevealOrders.Own)), exact);
        AssertDiffers(Sample(Free, Settings(RevealOrders.Own) with { Sequence = other }), exact);
    }

    [Fact]
    public void An_entropy_budget_of_zero_reveals_one_slot_at_a_time()
    {
        // In order of entropy, with ties from the left: every slot waits for those before it only if each is surer.
        var session = new Prediction(Denoiser);
        Board board = NewBoard(Free, Settings(RevealOrders.Entropy) with { Gamma = 0 }, seed: 5);
        while (!board.IsFinished)
        {
            Board next = ReverseProcess.Step(board, session);
            Assert.Single(Enumerable.Range(0, 4), slot => board[slot].Origin != next[slot].Origin);
            board = next;
        }
        Assert.Equal(1, ReverseProcess.Step(NewBoard(Free, Settings(RevealOrders.Entropy) with { Gamma = 10 }, seed: 5), session).Moves);
        Assert.True(ReverseProcess.Step(NewBoard(Free, Settings(RevealOrders.Entropy) with { Gamma = 10 }, seed: 5), session).IsFinished);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Temperature_and_allowed_sets_renormalise(bool forces)
    {
        SymbolSet[] allowed = forces ? Forced : Restricted;
        SamplerSettings settings = Settings(RevealOrders.Random) with { Temperature = 0.6f };
        Dictionary<string, int> counted = Sample(allowed, settings);
        var exact = new ExactGame(Denoiser, allowed, settings.Temperature);
        AssertFollows(counted, exact.RandomOrder());
        AssertFollows(Sample(allowed, settings with { Order = RevealOrders.LeftToRight }), exact.LeftToRight());
        Assert.All(counted.Keys, row => Assert.Contains(exact.Possible, possible => row == string.Concat(possible.Select(Abc.CharacterOf))));
        // A sampler without temperature, and one that throws away what is not allowed instead of renormalising slot by slot.
        AssertDiffers(counted, new ExactGame(Denoiser, allowed).RandomOrder());
        Dictionary<string, double> thrown = new ExactGame(Denoiser, Free, settings.Temperature).RandomOrder().Where(pair => counted.ContainsKey(pair.Key)).ToDictionary();
        double left = thrown.Values.Sum();
        AssertDiffers(counted, thrown.ToDictionary(pair => pair.Key, pair => pair.Value / left));
    }

    [Theory]
    [InlineData(0, 1f)]
    [InlineData(1, 1f)]
    [InlineData(2, 0.6f)]
    public void Draft_and_verify_follows_the_verifier(int constraints, float temperature)
    {
        SymbolSet[] allowed = new[] { Free, Restricted, Forced }[constraints];
        SamplerSettings settings = Settings(RevealOrders.LeftToRight) with { Temperature = temperature };
        var sampler = new DraftAndVerify(Denoiser, Verifier);
        Board start = NewBoard(allowed, settings, seed: 0);
        Dictionary<string, int> counted = Count(index => sampler.Finish(start.WithSeed(CounterRandom.Fork(11, index))));

        ExactGame verifier = new(Verifier, allowed, temperature), drafter = new(Denoiser, allowed, temperature);
        Dictionary<string, double> exact = verifier.LeftToRight(), byRounds = ExactGame.DraftAndVerify(verifier, drafter, (p, q) => Math.Max(0, p - q));
        Assert.All(exact, pair => Assert.Equal(pair.Value, byRounds[pair.Key], 1e-12));
        AssertFollows(counted, exact);
        // One that draws from p after a refusal, one that keeps every draft.
        AssertDiffers(counted, ExactGame.DraftAndVerify(verifier, drafter, (p, q) => p));
        AssertDiffers(counted, drafter.LeftToRight());

        Assert.InRange(sampler.Accepted / (double)sampler.Drafted, 0.2, 0.95);
        Assert.True(sampler.Revealed > 1.2 * sampler.Rounds, $"{sampler.Revealed} symbols in {sampler.Rounds} rounds");
    }

    [Fact]
    public void A_verifiers_own_drafts_are_all_accepted()
    {
        // Only the first slot of a round was drafted with all that stands before it.
        var sampler = new DraftAndVerify(Verifier, Verifier);
        Board board = NewBoard([Set("a"), Set("b"), Set("c"), Abc.Outputs], Settings(RevealOrders.LeftToRight), seed: 1);
        Assert.True(sampler.Step(board).IsFinished);
        Assert.Equal((1, 1, 1), (sampler.Rounds, sampler.Drafted, sampler.Accepted));
        Assert.Throws<ArgumentException>(() => new DraftAndVerify(Verifier, Denoiser));
        Assert.Throws<ArgumentException>(() => new DraftAndVerify(new ToyDenoiser(5, Abc), Verifier));
    }

    [Fact]
    public void A_round_allocates_nothing()
    {
        var sampler = new DraftAndVerify(Denoiser, Verifier);
        Board board = NewBoard(Free, Settings(RevealOrders.LeftToRight), seed: 1);
        Assert.Equal(0, Allocation.Of(() => sampler.Finish(board)));
    }

    private static Dictionary<string, int> Sample(SymbolSet[] allowed, SamplerSettings settings)
    {
        var prediction = new Prediction(Denoiser);
        Board start = NewBoard(allowed, settings, seed: 0);
        return Count(index => ReverseProcess.Finish(start.WithSeed(CounterRandom.Fork(7, index)), prediction));
    }

    private static Dictionary<string, int> Count(Func<int, Board> play)
    {
        Dictionary<string, int> counted = [];
        byte[] row = new byte[4];
        for (int i = 0; i < Games; i++)
        {
            play(i).CopyRow(row);
            string text = string.Concat(row.Select(Abc.CharacterOf));
            counted[text] = counted.GetValueOrDefault(text) + 1;
        }
        return counted;
    }

    private static Board NewBoard(SymbolSet[] allowed, SamplerSettings settings, ulong seed)
    {
        var board = new Board(Abc, 4, settings, seed);
        for (int slot = 0; slot < 4; slot++)
            board = board.Restricted(slot, allowed[slot]);
        return board;
    }

    private static SymbolSet Set(string letters) => letters.Aggregate(default(SymbolSet), (set, letter) => set.With((byte)(letter - 'a')));

    /// <summary>χ² has mean f and variance 2f; beyond four and a half deviations it is no chance.</summary>
    private static double Bound(int freedom) => freedom + 4.5 * Math.Sqrt(2 * freedom);

    private static void AssertFollows(Dictionary<string, int> counted, Dictionary<string, double> exact)
    {
        Assert.Equal(1, exact.Values.Sum(), 1e-9);
        (double statistic, int freedom) = ExactGame.ChiSquare(counted, exact);
        Assert.True(statistic < Bound(freedom), $"χ² {statistic:F1} for {freedom} degrees of freedom");
    }

    private static void AssertDiffers(Dictionary<string, int> counted, Dictionary<string, double> other)
    {
        (double statistic, int freedom) = ExactGame.ChiSquare(counted, other);
        Assert.True(statistic > 2 * Bound(freedom), $"χ² {statistic:F1} for {freedom} degrees of freedom does not tell them apart");
    }
}
