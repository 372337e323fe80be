using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Diffusion;
using Unmask.Model.Names;
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
}
