using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>What is asked of a denoiser with heads, and when.</summary>
public sealed class AttentionTests
{
    [Fact]
    public void The_row_is_the_one_that_influences_explain()
    {
        var denoiser = new RecordingDenoiser();
        var attention = new Attention(denoiser);
        Assert.False(attention.IsKnown);
        Assert.Equal(2, attention.Heads);
        Board board = new Board(denoiser.Alphabet, 4, SamplerSettings.Default(4), seed: 1).Forced(0, 0).Forced(1, 2).Forced(2, denoiser.Alphabet.Pad);
        Assert.Equal("amee 1", Ask(board, 1));
        // With the end, what is behind it is masked, as it would give the end away.
        Assert.Equal("acmm 2", Ask(board, 2));
        Assert.Equal("mcee 0", Ask(board, 0));
        attention.Update(board, 3);
        Assert.False(attention.IsKnown);

        string Ask(in Board board, int slot)
        {
            attention.Update(board, slot);
            Assert.True(attention.IsKnown);
            Assert.Equal([slot, 0, 0, 0], attention.Weights(0).ToArray());
            Assert.Equal([0, slot, 0, 0], attention.Weights(1).ToArray());
            return denoiser.Asked[^1];
        }
    }

    [Fact]
    public void The_same_slot_of_the_same_row_is_asked_for_once()
    {
        var denoiser = new RecordingDenoiser();
        var attention = new Attention(denoiser);
        Board board = new Board(denoiser.Alphabet, 4, SamplerSettings.Default(4), seed: 1).Forced(0, 0);
        attention.Update(board, 1);
        attention.Update(board.Configure(board.Settings with { Temperature = 2 }), 1);
        // Its own letter makes no difference.
        attention.Update(board.Forced(1, 2), 1);
        Assert.Single(denoiser.Asked);
        attention.Update(board.Forced(2, 2), 1);
        attention.Update(board.Forced(2, 2), 3);
        Assert.Equal(3, denoiser.Asked.Count);
    }

    [Fact]
    public void Without_attention_and_without_a_view_to_both_sides_there_are_no_heads()
    {
        foreach (IDenoiser denoiser in (IDenoiser[])[new HashDenoiser(Alphabet.English, 12), new Transformer<Gpt>(Gpt.Shape.RandomWeights(1, takesTime: false), Alphabet.English)])
        {
            var attention = new Attention(denoiser);
            attention.Update(new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.DefaultFor(denoiser), seed: 7), 1);
            Assert.Equal((0, false), (attention.Heads, attention.IsKnown));
        }
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var denoiser = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(1), Alphabet.English);
        Board board = new Board(Alphabet.English, 16, SamplerSettings.Default(10), seed: 7).Forced(0, 12).Forced(4, 8);
        var attention = new Attention(denoiser);
        int slot = 0;
        Assert.Equal(0, Allocation.Of(() => attention.Update(board, slot = (slot + 1) % 16)));
        Assert.Equal(1, attention.Weights(3).ToArray().Sum(), 1e-5f);
    }

    /// <summary>Two heads: the first marks slot 0, the second slot 1, with the slot that was asked for.</summary>
    private sealed class RecordingDenoiser : IAttendingDenoiser
    {
        public List<string> Asked { get; private init; } = [];

        public string Architecture => "recording";

        public Alphabet Alphabet { get; } = new("abc");

        public int Slots => 4;

        public int Timesteps => 4;

        public int Heads => 2;

        public void ReadAttention(ReadOnlySpan<byte> row, float time, int slot, Span<float> weights)
        {
            Asked.Add($"{string.Concat(row.ToArray().Select(symbol => "abcem"[symbol]))} {slot}");
            weights.Clear();
            (weights[0], weights[5]) = (slot, slot);
        }

        public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => logits.Clear();

        public IDenoiser Fork() => new RecordingDenoiser { Asked = Asked };
    }
}
