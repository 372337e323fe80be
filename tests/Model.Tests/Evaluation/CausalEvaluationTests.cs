using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

public sealed class CausalEvaluationTests
{
    private const int Slots = 5;
    private const byte Pad = 3;

    private static readonly Alphabet Abc = new("abc");
    private static readonly CausalToyDenoiser Denoiser = new(new ToyDenoiser(Slots, Abc, scale: 2));

    /// <summary>Every name of up to five letters.</summary>
    private static IEnumerable<byte[]> AllNames()
    {
        for (int code = 0; code < 1 << 2 * Slots; code++)
        {
            byte[] row = [.. Enumerable.Range(0, Slots).Select(slot => (byte)(code >> 2 * slot & 3))];
            int end = Array.IndexOf(row, Pad);
            if (end < 0 || row[end..].All(symbol => symbol == Pad))
                yield return row;
        }
    }

    [Fact]
    public void The_likelihoods_of_all_names_add_up_to_one()
    {
        var exact = new ExactLikelihood(Denoiser);
        Assert.Equal(1, AllNames().Sum(row => Math.Exp(exact.LogLikelihood(row))), 1e-6);
        Assert.Equal(double.NegativeInfinity, exact.LogLikelihood([0, Pad, 1, Pad, Pad]));
    }

    [Fact]
    public void The_yardstick_is_the_exact_likelihood_whatever_the_masks()
    {
        byte[] rows = [.. AllNames().SelectMany(row => row)];
        HeldOutFigures figures = HeldOut.Evaluate(Denoiser, rows, rounds: 1), others = HeldOut.Evaluate(Denoiser, rows, rounds: 2, seed: 9, threads: 1);
        Assert.Equal(ExactLikelihood.Mean(Denoiser, rows), figures.Nelbo);
        Assert.Equal(figures.NatsPerName, others.NatsPerName);
        Assert.All(figures.ByMasked, entry => Assert.True(double.IsNaN(entry.NatsPerSlot)));
        Assert.Equal(rows.Chunk(Slots).Sum(row => Math.Min(Array.IndexOf([.. row, Pad], Pad) + 1, Slots)), figures.Calibration.Sum(bin => bin.Slots));
    }

    [Fact]
    public void Names_made_from_left_to_right_come_as_often_as_their_likelihood_says()
    {
        const int Games = 20_000;
        var batch = new NameBatch(Denoiser, seed => new Board(Abc, Slots, SamplerSettings.LeftToRight(1), seed), seed: 4, withLikelihood: true);
        GeneratedName[] names = [.. batch.Generate(Games)];
        // A board does not end a name before its first letter.
        double possible = 1 - Math.Exp(new ExactLikelihood(Denoiser).LogLikelihood([Pad, Pad, Pad, Pad, Pad])), total = 0;
        foreach (IGrouping<string, GeneratedName> group in names.GroupBy(name => name.Name))
        {
            double p = Math.Exp(-group.First().Nats!.Value) / possible, share = (double)group.Count() / Games;
            Assert.InRange(share - p, -6 * Math.Sqrt(p / Games), 6 * Math.Sqrt(p / Games));
            total += p;
        }
        Assert.InRange(total, 0.98, 1 + 1e-6);
    }

    [Fact]
    public void Infilling_goes_from_left_to_right_and_knows_what_follows_an_end()
    {
        // It always says b, and its end after two letters: ab___ is filled as it should be, aab__ is not.
        var denoiser = new CausalToyDenoiser(new FixedDenoiser(Abc, [1, 1, Pad, 0, 0]));
        MaskedFigures all = HeldOut.Evaluate(denoiser, [1, 1, Pad, Pad, Pad], rounds: 1).ByMasked[^1];
        Assert.Equal((5, 1.0), (all.Masked, all.TopOne));
        Assert.Equal(2.0 / 5, HeldOut.Evaluate(denoiser, [1, 1, 0, 1, 0], rounds: 1).ByMasked[^1].TopOne);
    }

    [Fact]
    public void The_sampler_of_a_causal_denoiser_goes_slot_by_slot()
    {
        Assert.Equal(RevealOrders.LeftToRight, SamplerSettings.DefaultFor(Denoiser).Order);
        Assert.Equal(RevealOrders.Comb, SamplerSettings.DefaultFor(new ToyDenoiser(Slots, Abc)).Order);
        var board = new Board(Abc, Slots, SamplerSettings.LeftToRight(1), seed: 1);
        var prediction = new Prediction(Denoiser);
        for (Board next; !board.IsFinished; board = next)
        {
            next = ReverseProcess.Step(board, prediction);
            int first = Enumerable.Range(0, Slots).First(slot => board.IsMasked(slot));
            Assert.False(next.IsMasked(first));
            Assert.True(next.IsFinished || next.Masked == board.Masked - 1);
        }
    }

    /// <summary>Is almost sure of one symbol for each slot.</summary>
    private sealed class FixedDenoiser(Alphabet alphabet, byte[] likeliest) : IDenoiser
    {
        public string Architecture => "fixed";

        public Alphabet Alphabet => alphabet;

        public int Slots => likeliest.Length;

        public int Timesteps => 10;

        public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
        {
            logits.Clear();
            for (int i = 0; i < rows.Length; i++)
                logits[(i * alphabet.Symbols) + likeliest[i % Slots]] = 9;
        }

        public IDenoiser Fork() => this;
    }
}
