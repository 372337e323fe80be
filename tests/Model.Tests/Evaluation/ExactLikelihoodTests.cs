using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

public sealed class ExactLikelihoodTests
{
    private const int Slots = 5;

    private static readonly Alphabet Abc = new("abc");

    private static float TimeFor(int masked) => masked * 0.13f;

    [Fact]
    public void The_sum_over_states_agrees_with_the_sum_over_all_orders()
    {
        ToyDenoiser denoiser = new(Slots, Abc, scale: 1.5f);
        ExactLikelihood exact = new(denoiser, TimeFor);
        foreach (byte[] row in (byte[][])[[0, 1, 2, 3, 3], [2, 2, 2, 2, 2], [1, 3, 3, 3, 3], [1, 0, 2, 2, 3]])
        {
            // Every order of all slots; those that an end has settled are passed over.
            double[] logs = [.. Permutations([0, 1, 2, 3, 4]).Select(order => LogProbability(denoiser, row, order))];
            Assert.Equal(120, logs.Length);
            double expected = Math.Log(logs.Average(Math.Exp));
            Assert.Equal(expected, exact.LogLikelihood(row), 1e-12 * Math.Abs(expected));
        }
    }

    /// <summary>Every row of a small game, under constraints and at a temperature, by an enumeration that shares no code with the sampler.</summary>
    [Theory]
    [InlineData("", 1)]
    [InlineData("", 0.6f)]
    [InlineData("_b", 1)]
    [InlineData("__c_$", 1.5f)]
    [InlineData("[ab]_[b.][^a]", 0.7f)]
    [InlineData("a__.", 1)]
    [InlineData("abc", 1)]
    public void It_is_the_probability_of_a_game_in_random_order(string pattern, float temperature)
    {
        var denoiser = new TimelessDenoiser(new ToyDenoiser(4, Abc, scale: 3));
        Board start = Pattern.Apply(pattern, new Board(Abc, 4, new SamplerSettings(RevealOrders.Random, 40, temperature), seed: 0));
        // An end that the player sets is the name's length.
        SymbolSet[] allowed = [.. Enumerable.Range(0, 4).Select(slot => slot < start.End && start.End < 4 ? start[slot].Allowed.Without(Abc.Pad) : start[slot].Allowed)];
        Dictionary<string, double> enumerated = new ExactGame(denoiser, allowed, temperature).RandomOrder();
        ExactLikelihood exact = new(denoiser);
        Assert.Equal(1, enumerated.Values.Sum(), 1e-9);
        byte[] row = new byte[4];
        for (int code = 0; code < 256; code++)
        {
            for (int slot = 0; slot < 4; slot++)
                row[slot] = (byte)(code >> 2 * slot & 3);
            double expected = enumerated.GetValueOrDefault(string.Concat(row.Select(Abc.CharacterOf)));
            Assert.Equal(expected, Math.Exp(exact.LogLikelihood(start, row)), 1e-12);
        }
    }

    [Fact]
    public void The_likelihoods_of_all_rows_add_up_to_one()
    {
        ExactLikelihood exact = new(new ToyDenoiser(Slots, Abc), TimeFor);
        double total = 0;
        byte[] row = new byte[Slots];
        for (int code = 0; code < 1 << 2 * Slots; code++)
        {
            for (int slot = 0; slot < Slots; slot++)
                row[slot] = (byte)(code >> 2 * slot & 3);
            total += Math.Exp(exact.LogLikelihood(row));
        }
        Assert.Equal(1, total, 1e-9);
    }

    /// <summary>From the middle of a game on: what is known stays known.</summary>
    [Fact]
    public void A_game_that_has_begun_goes_on_from_there()
    {
        ToyDenoiser denoiser = new(Slots, Abc, scale: 2);
        ExactLikelihood exact = new(denoiser);
        var prediction = new Prediction(denoiser);
        for (ulong seed = 0; seed < 20; seed++)
        {
            Board middle = ReverseProcess.Step(new Board(Abc, Slots, new SamplerSettings(RevealOrders.Random, 5, 1), seed), prediction);
            double total = 0;
            byte[] row = new byte[Slots];
            for (int code = 0; code < 1 << 2 * Slots; code++)
            {
                for (int slot = 0; slot < Slots; slot++)
                    row[slot] = (byte)(code >> 2 * slot & 3);
                total += Math.Exp(exact.LogLikelihood(middle, row));
            }
            Assert.Equal(1, total, 1e-9);
        }
    }

    /// <summary>As many rows as <see cref="ExactLikelihood.StatesOf"/> says, less the finished one.</summary>
    [Theory]
    [InlineData("jo", 43)]
    [InlineData("emma", 143)]
    [InlineData("maximilianus", 4095)]
    public void A_name_takes_as_many_rows_as_it_has_states(string name, int rows)
    {
        var denoiser = new CountingDenoiser();
        new ExactLikelihood(denoiser).LogLikelihood(RowOf(denoiser, name));
        Assert.Equal((rows, rows), (denoiser.Rows, ExactLikelihood.StatesOf(name.Length, denoiser.Slots) - 1));
    }

    /// <summary>Names that share states, and rows that are none, on one thread and on three.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Many_rows_have_the_likelihoods_that_they_have_alone(int threads)
    {
        var denoiser = new CountingDenoiser();
        int slots = denoiser.Slots;
        string[] names = ["mary", "mark", "marianne", "mark", "jo"];
        byte[] rows = [.. names.SelectMany(name => RowOf(denoiser, name)), .. new byte[] { denoiser.Alphabet.Pad }, .. new byte[slots - 1]];
        double[] logs = new double[names.Length + 1];
        List<int> progress = [];
        new ExactLikelihood(denoiser, threads).LogLikelihoods(rows, logs, progress.Add);
        for (int i = 0; i < names.Length; i++)
        {
            double alone = new ExactLikelihood(denoiser).LogLikelihood(RowOf(denoiser, names[i]));
            Assert.Equal(alone, logs[i], 1e-12 * Math.Abs(alone));
        }
        Assert.Equal(double.NegativeInfinity, logs[^1]);
        Assert.Equal((names.Length + 1, true), (progress[^1], progress.Order().SequenceEqual(progress)));
    }

    [Fact]
    public void The_denoiser_is_asked_once_for_states_that_look_the_same()
    {
        var denoiser = new CountingDenoiser();
        byte[] rows = [.. RowOf(denoiser, "mary"), .. RowOf(denoiser, "mark"), .. RowOf(denoiser, "mary")];
        new ExactLikelihood(denoiser).LogLikelihoods(rows, new double[3]);
        // All of mary; of mark those with its k, which are half of its own.
        int one = ExactLikelihood.StatesOf(4, denoiser.Slots), expected = one - 1 + one / 2 - 1;
        Assert.Equal(expected, denoiser.Rows);
    }

    [Fact]
    public void Logits_of_a_thousand_neither_overflow_nor_underflow()
    {
        double value = new ExactLikelihood(new ToyDenoiser(Slots, Abc, scale: 5_000), TimeFor).LogLikelihood([0, 1, 2, 0, 1]);
        Assert.InRange(value, -1e6, -800); // e to this power is 0 in double precision
        Assert.True(double.IsFinite(value));
    }

    [Fact]
    public void The_time_is_that_of_the_noise_schedule_unless_told_otherwise()
    {
        ToyDenoiser denoiser = new(Slots, Abc);
        byte[] row = [0, 1, 2, 3, 3];
        double expected = new ExactLikelihood(denoiser, masked => NoiseSchedule.TimeFor(masked, Slots, denoiser.Timesteps)).LogLikelihood(row);
        Assert.Equal(expected, new ExactLikelihood(denoiser).LogLikelihood(row));
        Assert.NotEqual(expected, new ExactLikelihood(denoiser, TimeFor).LogLikelihood(row));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        ExactLikelihood exact = new(new ToyDenoiser(Slots, Abc), TimeFor);
        byte[] row = [0, 1, 2, 3, 3];
        Assert.Equal(0, Allocation.Of(() => exact.LogLikelihood(row)));
    }

    [Fact]
    public void It_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            new ExactLikelihood(new ToyDenoiser(Slots, Abc), TimeFor).LogLikelihood(new byte[Slots], new CancellationToken(canceled: true)));

    [Fact]
    public void Rows_that_make_no_sense_are_refused()
    {
        ExactLikelihood exact = new(new ToyDenoiser(Slots, Abc), TimeFor);
        Assert.Throws<ArgumentException>(() => exact.LogLikelihood(new byte[Slots - 1]));
        Assert.Throws<ArgumentException>(() => exact.LogLikelihood([0, 1, 2, 3, Abc.Mask]));
        Assert.Throws<ArgumentException>(() => new ExactLikelihood(new ToyDenoiser(17, Abc), TimeFor));
    }

    private static byte[] RowOf(CountingDenoiser denoiser, string name)
    {
        byte[] row = new byte[denoiser.Slots];
        Assert.True(denoiser.Alphabet.TryEncode(name, row));
        return row;
    }

    /// <summary>ln of the probability that <paramref name="row"/> is made when slots are revealed in this order.</summary>
    private static double LogProbability(ToyDenoiser denoiser, byte[] row, int[] order)
    {
        byte[] seen = [.. Enumerable.Repeat(Abc.Mask, Slots)];
        float[] logits = new float[Slots * Abc.Symbols];
        double logProbability = 0;
        foreach (int slot in order)
        {
            // What has become PAD meanwhile is no choice any more.
            if (seen[slot] != Abc.Mask)
                continue;
            denoiser.Predict(seen, TimeFor(seen.Count(symbol => symbol == Abc.Mask)), logits);
            bool canEnd = slot > Array.FindLastIndex(seen, symbol => symbol < Abc.Pad) && slot > 0;
            double[] p = [.. logits.Skip(slot * Abc.Symbols).Take(canEnd ? Abc.Mask : Abc.Pad).Select(logit => Math.Exp(logit))];
            logProbability += Math.Log(p[row[slot]] / p.Sum());
            seen[slot] = row[slot];
            if (row[slot] == Abc.Pad)
                seen.AsSpan(slot).Fill(Abc.Pad);
        }
        return logProbability;
    }

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length == 0 ? [[]] : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
