using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public class PredictionTests
{
    private static readonly Alphabet Four = new("abc");

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(2f)]
    public void Samples_follow_the_softmax_at_the_temperature_over_the_candidates(float temperature)
    {
        var denoiser = new HashDenoiser(Four, 3);
        var board = new Board(Four, 3, new SamplerSettings(RevealOrders.Random, 3, temperature), seed: 0);
        board = board.Restricted(1, new SymbolSet(0b1011));
        var prediction = new Prediction(denoiser);
        prediction.Update(board);

        double[] expected = [.. Enumerable.Range(0, 4).Select(s => s == 2 ? 0 : Math.Exp(prediction.Logits(1)[s] / (double)temperature))];
        double sum = expected.Sum();
        const int draws = 40_000;
        var counts = new int[4];
        for (int i = 0; i < draws; i++)
            counts[prediction.Sample(1, board.Candidates(1), CounterRandom.Bits(11, i, 0), out _)]++;

        Assert.Equal(0, counts[2]);
        double chiSquare = 0;
        foreach (int symbol in (int[])[0, 1, 3])
        {
            double mean = expected[symbol] / sum * draws;
            chiSquare += (counts[symbol] - mean) * (counts[symbol] - mean) / mean;
            Assert.Equal(expected[symbol] / sum, prediction.Probabilities(1)[symbol], 6);
        }
        // The 99.9 % point of χ² with 2 degrees of freedom; the draws are fixed, so this cannot flicker.
        Assert.InRange(chiSquare, 0, 13.8);
    }

    [Fact]
    public void A_symbol_too_unlikely_for_the_grid_still_comes_when_nothing_else_may()
    {
        var board = new Board(Four, 2, new SamplerSettings(RevealOrders.Confidence, 2, 0.05f), seed: 0);
        var prediction = new Prediction(new HashDenoiser(Four, 2));
        prediction.Update(board);
        byte least = 0;
        for (byte s = 1; s < 3; s++)
        {
            if (prediction.Logits(0)[s] < prediction.Logits(0)[least])
                least = s;
        }
        Assert.Equal(least, prediction.Sample(0, SymbolSet.Of(least), 12345, out float probability));
        Assert.Equal(1, probability);
    }

    [Fact]
    public void Probabilities_stand_on_the_grid()
    {
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 3);
        var prediction = new Prediction(new HashDenoiser(Alphabet.English, 12));
        prediction.Update(board);
        for (int slot = 0; slot < 12; slot++)
        {
            foreach (float p in prediction.Probabilities(slot))
                Assert.Equal(Math.Round(p * (double)Prediction.Grid), p * (double)Prediction.Grid);
            Assert.Equal(0, prediction.Probabilities(slot)[Alphabet.English.Mask]);
        }
    }

    [Fact]
    public void The_likeliest_symbols_come_first()
    {
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 3);
        var prediction = new Prediction(new HashDenoiser(Alphabet.English, 12));
        prediction.Update(board);
        Span<byte> ranked = stackalloc byte[9];
        Assert.Equal(9, prediction.Rank(5, Alphabet.English.Outputs, ranked));
        byte[] expected = [.. Enumerable.Range(0, 27).Select(s => (byte)s).OrderByDescending(s => prediction.Logits(5)[s]).Take(9)];
        Assert.Equal(expected, ranked);
        Assert.Equal(2, prediction.Rank(5, new SymbolSet(0b101), ranked));
    }

    /// <summary>The expected hash was computed with 512-bit vectors; other widths and no intrinsics at all must give the same bits.</summary>
    [Fact]
    public void Probabilities_have_the_same_bits_on_every_vector_width()
    {
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(40) with { Temperature = 1.3f }, seed: 3);
        board = board.Restricted(4, new SymbolSet(0x3579bdf));
        var prediction = new Prediction(new HashDenoiser(Alphabet.English, 12));
        prediction.Update(board);
        byte[] bytes = [.. Enumerable.Range(0, 12).SelectMany(slot => MemoryMarshal.AsBytes(prediction.Probabilities(slot)).ToArray())];
        Assert.Equal("43464393E16A5E24", Convert.ToHexString(SHA256.HashData(bytes))[..16]);
    }

    [Fact]
    public void A_board_of_another_shape_is_refused()
    {
        var prediction = new Prediction(new HashDenoiser(Four, 3));
        Assert.Throws<ArgumentException>(() => prediction.Update(new Board(Four, 4, SamplerSettings.Default(4), 0)));
        Assert.Throws<ArgumentException>(() => prediction.Update(new Board(Alphabet.English, 3, SamplerSettings.Default(4), 0)));
    }

    [Fact]
    public void A_known_slot_is_certain_and_a_masked_one_has_the_entropy_of_its_distribution()
    {
        var prediction = new Prediction(new HashDenoiser(Alphabet.English, 12));
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 3);
        prediction.Update(board);
        double expected = -prediction.Probabilities(5).ToArray().Where(p => p > 0).Sum(p => p * Math.Log(p));
        Assert.Equal(expected, prediction.Entropy(5), 1e-5);
        prediction.Update(board.Reveal(5, 7, 0.5f));
        Assert.Equal(Enumerable.Range(0, Alphabet.English.Symbols).Select(s => s == 7 ? 1f : 0), prediction.Probabilities(5).ToArray());
        Assert.Equal(0, prediction.Entropy(5));
    }

    [Fact]
    public void The_denoiser_is_asked_once_for_a_row_and_a_time()
    {
        var board = new Board(Four, 3, new SamplerSettings(RevealOrders.Random, 3, 1), seed: 0);
        var timed = new Prediction(new ToyDenoiser(3, Four));
        Assert.Equal(1, Asked(timed, board, 0.5f));
        Assert.Equal(0, Asked(timed, board, 0.5f));
        Assert.Equal(0, Asked(timed, board.Configure(board.Settings with { Temperature = 2 }), 0.5f));
        Assert.Equal(1, Asked(timed, board, 0.75f));
        Assert.Equal(1, Asked(timed, board.Reveal(1, 0, 1), 0.75f));
        var timeless = new Prediction(new TimelessDenoiser(new ToyDenoiser(3, Four)));
        Assert.Equal(1, Asked(timeless, board, 0.5f));
        Assert.Equal(0, Asked(timeless, board, 0.75f));

        static long Asked(Prediction prediction, Board board, float at)
        {
            long before = prediction.Passes;
            prediction.Update(board, at);
            return prediction.Passes - before;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Known_slots_are_predicted_when_their_logits_are_asked_for(bool takesTime)
    {
        IDenoiser denoiser = DenoiserCatalog.Find("transformer").CreateUntrained(1, takesTime, ShapeProfile.Names, Alphabet.English).Fork();
        Board board = new Board(Alphabet.English, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 3).Reveal(2, 4, 1);
        var prediction = new Prediction(denoiser);
        byte[] row = new byte[denoiser.Slots];
        float[] logits = new float[denoiser.Slots * denoiser.Symbols];
        foreach (Board one in (Board[])[board, board.Reveal(7, 1, 1)])
        {
            prediction.Update(one, at: 0.3f);
            one.CopyRow(row);
            denoiser.Predict(row, 0.3f, logits);
            long passes = prediction.Passes;
            Assert.Equal(logits.AsSpan(3 * denoiser.Symbols, denoiser.Symbols), prediction.Logits(3));
            Assert.Equal(passes, prediction.Passes);
            Assert.Equal(logits.AsSpan(2 * denoiser.Symbols, denoiser.Symbols), prediction.Logits(2));
            Assert.Equal(logits.AsSpan(7 * denoiser.Symbols, denoiser.Symbols), prediction.Logits(7));
            Assert.Equal(passes + 1, prediction.Passes);

            prediction.Load(row, 0.3f, [.. Enumerable.Repeat(float.NaN, logits.Length)]);
            Assert.Equal(logits.AsSpan(2 * denoiser.Symbols, denoiser.Symbols), prediction.Logits(2));
        }
    }

    /// <summary>Boards that share a row, and boards that share row and constraints: nothing of the one before may be left.</summary>
    [Fact]
    public void An_update_is_that_of_a_new_prediction()
    {
        var denoiser = new TimelessDenoiser(new ToyDenoiser(3, Four));
        var board = new Board(Four, 3, new SamplerSettings(RevealOrders.Random, 3, 1), seed: 0);
        Board restricted = board.Restricted(1, new SymbolSet(0b0011)), revealed = board.Reveal(1, 0, 1);
        Board[] boards = [board, restricted, board, revealed, board, .. new[] { board, restricted, revealed }.Select(one => one.Configure(one.Settings with { Temperature = 2 })), board];
        var kept = new Prediction(denoiser);
        foreach (Board one in boards)
        {
            var made = new Prediction(denoiser);
            kept.Update(one);
            made.Update(one);
            for (int slot = 0; slot < 3; slot++)
            {
                Assert.Equal(made.Probabilities(slot).ToArray(), kept.Probabilities(slot).ToArray());
                Assert.Equal(made.Entropy(slot), kept.Entropy(slot));
            }
        }
    }

    [Fact]
    public void What_is_loaded_is_not_asked_for()
    {
        var denoiser = new ToyDenoiser(3, Four);
        var board = new Board(Four, 3, new SamplerSettings(RevealOrders.Random, 3, 1), seed: 0);
        Prediction asked = new(denoiser), loaded = new(denoiser);
        asked.Update(board);
        byte[] row = new byte[3];
        board.CopyRow(row);
        loaded.Load(row, board.Time, [.. Enumerable.Range(0, 3).SelectMany(slot => asked.Logits(slot).ToArray())]);
        loaded.Update(board);
        Assert.Equal(1, loaded.Passes);
        Assert.Equal(asked.Probabilities(2).ToArray(), loaded.Probabilities(2).ToArray());
        Assert.Same(loaded.Introspection, loaded.Introspection);
    }

    /// <summary>The smallest and the largest number, and those on both sides of a border, by the definition of inversion.</summary>
    [Fact]
    public void A_number_finds_its_symbol_and_its_probability()
    {
        var prediction = new Prediction(new ToyDenoiser(2, Four, scale: 0));
        prediction.Update(new Board(Four, 2, new SamplerSettings(RevealOrders.Random, 2, 1), seed: 0));
        // Four symbols of a quarter each.
        foreach ((uint bits, int expected) in new (uint, int)[] { (0, 0), ((1u << 30) - 1, 0), (1u << 30, 1), ((1u << 31) - 1, 1), (1u << 31, 2), (uint.MaxValue, 3) })
            Assert.Equal((expected, 0.25f), (prediction.Sample(1, Four.Outputs, bits, out float probability), probability));
        Assert.Equal((1, 0.5f), (prediction.Sample(1, new SymbolSet(0b11), 1u << 31, out float half), half));
    }

    [Fact]
    public void A_board_that_does_not_fit_is_refused()
    {
        var prediction = new Prediction(new HashDenoiser(Four, 3));
        string message = Assert.Throws<ArgumentException>(() => prediction.Update(new Board(Four, 2, SamplerSettings.Default(40), seed: 0))).Message;
        Assert.StartsWith("a board of 2 slots over 'abc' does not fit the denoiser's 3 over 'abc'", message);
        Assert.Throws<ArgumentException>(() => prediction.Update(new Board(new Alphabet("abd"), 3, SamplerSettings.Default(40), seed: 0)));
    }
}
