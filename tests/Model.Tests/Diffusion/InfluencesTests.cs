using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public sealed class InfluencesTests
{
    /// <summary>Row by row, one call each, as the definition says.</summary>
    [Fact]
    public void An_influence_is_what_masking_the_slot_takes_from_the_symbol() => Gen.Select(GameGenerators.Game, Gen.Int[0, 23], Gen.Int[0, 61]).Sample((game, slot, symbol) =>
    {
        Board board = GameGenerators.Play(game).Board;
        (slot, symbol) = (slot % board.Slots, symbol % board.Alphabet.Mask);
        var denoiser = new HashDenoiser(board.Alphabet, board.Slots);
        var influences = new Influences(denoiser);
        influences.Update(board, slot, (byte)symbol);
        int[] known = board.IsAfterEnd(slot) ? []
            : [.. Enumerable.Range(0, board.Slots).Where(other => other != slot && board[other].Origin != Origin.Masked && !board.IsAfterEnd(other) && !(slot == board.End && other > slot))];
        Assert.Equal(known, influences.Sources.ToArray());
        Assert.Equal(known.Length == 0, float.IsNaN(influences.LogProbability));
        double whole = LogOf(slot);
        for (int i = 0; i < known.Length; i++)
            Assert.Equal(whole - LogOf(slot, known[i]), influences.Changes[i], 1e-4);
        if (known.Length > 0)
            Assert.Equal(influences.Changes.ToArray().Max(Math.Abs), Math.Abs(influences.Changes[influences.Strongest]));

        double LogOf(params int[] masked)
        {
            byte[] row = new byte[board.Slots];
            board.CopyRow(row);
            foreach (int hidden in masked)
                row.AsSpan(hidden, hidden == board.End ? board.Slots - hidden : 1).Fill(board.Alphabet.Mask);
            float[] logits = new float[board.Slots * board.Alphabet.Symbols];
            denoiser.Predict(row, 0, logits);
            double[] weights = [.. logits.Skip(slot * board.Alphabet.Symbols).Take(board.Alphabet.Mask).Select(logit => Math.Exp(logit))];
            return Math.Log(weights[symbol] / weights.Sum());
        }
    }, iter: Rounds.Of(1000));

    /// <summary>Slot 0 speaks for b in slot 2, slot 1 against it, slot 3 does neither: what comes out is what was put in.</summary>
    [Theory]
    [InlineData(3f, -2f)]
    [InlineData(0.5f, -4f)]
    [InlineData(-1f, 1f)]
    public void Known_influences_are_found(float first, float second)
    {
        var denoiser = new LeaningDenoiser([first, second, 0, 0]);
        Board board = new Board(denoiser.Alphabet, 4, SamplerSettings.Default(4), seed: 1).Forced(0, 0).Forced(1, 2).Forced(3, 0);
        var influences = new Influences(denoiser);
        influences.Update(board, 2, 1);
        Assert.Equal([0, 1, 3], influences.Sources.ToArray());
        Assert.Equal([Change(first), Change(second), 0], influences.Changes.ToArray().Select(change => MathF.Round(change, 3)));
        Assert.Equal(Math.Abs(Change(first)) > Math.Abs(Change(second)) ? 0 : 1, influences.Strongest);
        // The letter of the slot itself is no reason for it.
        Assert.True(board.TryForce(2, 1, out Board filled, out _));
        influences.Update(filled, 2, 1);
        Assert.Equal(Change(first), influences.Changes[0], 1e-3f);

        // Three letters and the end: p of b is e^x / (e^x + 3).
        float Change(float part) => MathF.Round((float)(Log(first + second) - Log(first + second - part)), 3);
        static double Log(double logit) => logit - Math.Log(Math.Exp(logit) + 3);
    }

    [Fact]
    public void The_same_row_is_asked_for_once_whatever_the_symbol()
    {
        var denoiser = new CountingDenoiser();
        Board board = new Board(Alphabet.English, 12, SamplerSettings.Default(10), seed: 7).Forced(0, 12).Forced(1, 0).Forced(4, 8);
        var influences = new Influences(denoiser);
        for (byte symbol = 0; symbol < 27; symbol++)
            influences.Update(board, 2, symbol);
        influences.Update(board.Configure(board.Settings with { Temperature = 2 }), 2, 3);
        Assert.Equal((1, 4), (denoiser.Calls, denoiser.Rows));
        influences.Update(board, 3, 3);
        Assert.Equal((2, 8), (denoiser.Calls, denoiser.Rows));

        denoiser.Refuses = true;
        Assert.Throws<InvalidOperationException>(() => influences.Update(board, 5, 3));
        denoiser.Refuses = false;
        influences.Update(board, 5, 3);
        Assert.Equal((4, 16), (denoiser.Calls, denoiser.Rows));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        Board board = new Board(Alphabet.English, 12, SamplerSettings.Default(10), seed: 7).Forced(0, 12).Forced(1, 0).Forced(4, 8);
        var influences = new Influences(new HashDenoiser(Alphabet.English, 12));
        int slot = 0;
        Assert.Equal(0, Allocation.Of(() => influences.Update(board, slot = (slot + 1) % 12, 3)));
    }

    [Fact]
    public void A_denoiser_that_cannot_read_gaps_has_no_reasons()
    {
        var denoiser = new CausalToyDenoiser(new HashDenoiser(Alphabet.English, 12));
        Board board = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.DefaultFor(denoiser), seed: 7).Forced(0, 0);
        var influences = new Influences(denoiser);
        influences.Update(board, 1, 0);
        Assert.Empty(influences.Sources.ToArray());
        Assert.Equal(-1, influences.Strongest);
    }

    /// <summary>The logit of b in every slot is the sum of the known slots' weights; all other logits are 0.</summary>
    private sealed class LeaningDenoiser(float[] weights) : IDenoiser
    {
        public string Architecture => "leaning";

        public Alphabet Alphabet { get; } = new("abc");

        public int Slots => weights.Length;

        public int Timesteps => 4;

        public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
        {
            logits.Clear();
            for (int row = 0; row < rows.Length / Slots; row++)
            {
                float sum = 0;
                for (int slot = 0; slot < Slots; slot++)
                    sum += rows[row * Slots + slot] == Alphabet.Mask ? 0 : weights[slot];
                for (int slot = 0; slot < Slots; slot++)
                    logits[(row * Slots + slot) * Alphabet.Symbols + 1] = sum;
            }
        }

        public IDenoiser Fork() => this;
    }
}
