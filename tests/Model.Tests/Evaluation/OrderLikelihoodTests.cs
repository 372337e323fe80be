using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

/// <summary>The likelihood of a sampler without draws, by enumeration of all rows and beside the sampler itself.</summary>
public sealed class OrderLikelihoodTests
{
    private const int Slots = 5;

    private static readonly Alphabet Ab = new("ab");

    /// <summary>Its predictions depend on the row and on the time.</summary>
    private static readonly ToyDenoiser Denoiser = new(Slots, Ab, scale: 2);

    private static readonly string[] Patterns = ["", "__b", "b[a.]", "__[a]__", "___.", "a__b$", "_[^a]_[ab]"];

    public static TheoryData<string, string> Games => new(
        from order in RevealOrders.All
        where !order.IsDrawn
        from pattern in Patterns
        select (order.Name, pattern));

    [Theory]
    [MemberData(nameof(Games))]
    public void The_probabilities_of_all_rows_add_up_to_one(string order, string pattern)
    {
        var likelihood = new OrderLikelihood(Denoiser);
        byte[] rows = AllRows();
        double[] logs = new double[rows.Length / Slots];
        foreach (int steps in (int[])[1, 2, 3, 4, 5, 40])
        {
            foreach (float temperature in (float[])[0.4f, 1, 2.5f])
            {
                Board start = Start(new SamplerSettings(Find(order), steps, temperature) { Gamma = 0.6f, Sequence = Sequence("4,2") }, pattern);
                likelihood.LogLikelihoods(start, rows, logs);
                Assert.Equal(1, logs.Sum(Math.Exp), 1e-9);
                Assert.True(logs.Count(log => log > double.NegativeInfinity) > 1);
                // From a state in the middle of the game on.
                Board middle = ReverseProcess.Step(start, new Prediction(Denoiser));
                likelihood.LogLikelihoods(middle, rows, logs);
                Assert.Equal(1, logs.Sum(Math.Exp), 1e-9);
            }
        }
    }

    /// <summary>The sampler keeps the probability that each symbol was drawn with.</summary>
    [Fact]
    public void It_is_the_product_of_what_the_sampler_drew() => GameGenerators.Game.Where(game => !game.Start.Settings.Order.IsDrawn).Sample(game =>
    {
        Board start = GameGenerators.Play(game).Board;
        start = start.Configure(start.Settings with { Order = game.Start.Settings.Order, Remasking = Remaskings.None, Temperature = Math.Max(start.Settings.Temperature, 0.7f) });
        var denoiser = new HashDenoiser(start.Alphabet, start.Slots);
        // A path begins where a floating pattern has its place.
        start = ReverseProcess.Place(start, new Prediction(denoiser));
        Board end = ReverseProcess.Finish(start, new Prediction(denoiser));
        double drawn = 0;
        for (int slot = 0; slot < start.Slots; slot++)
            drawn += end[slot].Origin == Origin.Revealed && end[slot].Move > start.Moves ? Math.Log(end[slot].Probability) : 0;
        // Probabilities are drawn on a grid.
        Assert.Equal(drawn, new OrderLikelihood(denoiser).LogLikelihood(start, RowOf(end)), 1e-3);
    }, iter: Rounds.Of(300));

    [Fact]
    public void Many_rows_are_as_one_at_a_time_and_a_name_takes_at_most_a_pass_a_slot()
    {
        var denoiser = new CountingDenoiser();
        var likelihood = new OrderLikelihood(denoiser);
        string[] names = ["emma", "jo", "alexandra", "maximilianus"];
        byte[] rows = [.. names.SelectMany(name => RowOf(denoiser.Alphabet, name))];
        double[] logs = new double[names.Length];
        Board start = new(denoiser.Alphabet, denoiser.Slots, new SamplerSettings(RevealOrders.Margin, 40, 1), seed: 3);
        likelihood.LogLikelihoods(start, rows, logs);
        Assert.InRange(denoiser.Calls, 1, denoiser.Slots);
        for (int i = 0; i < names.Length; i++)
            Assert.Equal(logs[i], likelihood.LogLikelihood(start, RowOf(denoiser.Alphabet, names[i])));
    }

    [Fact]
    public void The_mean_of_names_does_not_depend_on_batches()
    {
        byte[] rows = [.. Enumerable.Repeat((byte[])[0, 1, 1, 2, 2, 1, 0, 2, 2, 2], 80).SelectMany(row => row)];
        SamplerSettings settings = new(RevealOrders.Comb, 2, 1);
        double[] logs = new double[rows.Length / Slots];
        new OrderLikelihood(Denoiser).LogLikelihoods(Start(settings, ""), rows, logs);
        Assert.Equal(-logs.Average(), SamplerLikelihood.Mean(Denoiser, rows, settings).Mean, 1e-9);
    }

    [Fact]
    public void Rows_that_a_game_cannot_come_to_have_no_probability()
    {
        var likelihood = new OrderLikelihood(Denoiser);
        Board start = Start(SamplerSettings.Default(5), "_b");
        Assert.True(double.IsFinite(likelihood.LogLikelihood(start, [0, 1, 0, 2, 2])));
        foreach (byte[] row in (byte[][])[[0, 0, 0, 2, 2], [0, 1, 2, 0, 2], [2, 2, 2, 2, 2], [0, 2, 2, 2, 2]])
            Assert.Equal(double.NegativeInfinity, likelihood.LogLikelihood(start, row));
    }

    [Fact]
    public void What_takes_many_paths_is_refused_with_the_reason()
    {
        var likelihood = new OrderLikelihood(Denoiser);
        foreach (SamplerSettings settings in from order in RevealOrders.All from remasking in Remaskings.All select SamplerSettings.Default(5) with { Order = order, Remasking = remasking })
        {
            bool isExact = !settings.Order.IsDrawn && settings.Remasking == Remaskings.None;
            Assert.Equal(isExact, OrderLikelihood.Refusal(settings) is null);
            if (!isExact)
                Assert.Contains("many ways lead to each name", Assert.Throws<ArgumentException>(() => likelihood.LogLikelihood(Start(settings, ""), [0, 1, 0, 2, 2])).Message);
        }
        Board start = Start(SamplerSettings.Default(5), "");
        Assert.Throws<ArgumentException>(() => likelihood.LogLikelihood(start, [0, 1, 0, 2, Ab.Mask]));
        Assert.Throws<ArgumentException>(() => likelihood.LogLikelihood(start, [0, 1, 0, 2]));
        Assert.Throws<ArgumentException>(() => likelihood.LogLikelihood(new Board(Ab, 4, SamplerSettings.Default(5), 0), [0, 1, 0, 2, 2]));
    }

    private static byte[] AllRows()
    {
        int outputs = Ab.Mask, count = (int)Math.Pow(outputs, Slots);
        return [.. Enumerable.Range(0, count).SelectMany(code => Enumerable.Range(0, Slots).Select(slot => (byte)(code / (int)Math.Pow(outputs, slot) % outputs)))];
    }

    private static byte[] RowOf(in Board board)
    {
        byte[] row = new byte[board.Slots];
        board.CopyRow(row);
        return row;
    }

    private static byte[] RowOf(Alphabet alphabet, string name)
    {
        byte[] row = new byte[12];
        Assert.True(alphabet.TryEncode(name, row));
        return row;
    }

    private static Board Start(in SamplerSettings settings, string pattern) => Pattern.Apply(pattern, new Board(Ab, Slots, settings, seed: 3));

    private static IRevealOrder Find(string name) => RevealOrders.TryFind(name, out IRevealOrder? order) ? order : throw new ArgumentException(name);

    private static SlotSequence Sequence(string text) => SlotSequence.TryParse(text, out SlotSequence sequence, out _) ? sequence : default;
}
