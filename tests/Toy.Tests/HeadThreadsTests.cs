using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Play;

namespace Unmask.Toy.Tests;

/// <summary>What is said of the heads; how they look is for pictures.</summary>
public sealed class HeadThreadsTests
{
    [Fact]
    public void The_control_goes_from_the_letters_through_every_head_and_back()
    {
        (HeadThreads heads, _) = Heads("transformer", "ma");
        Assert.Equal((true, -1, "why: letters"), (heads.HasHeads, heads.Head, heads.Label));
        for (int number = 1; number <= 4; number++)
        {
            Assert.Equal($"Where head {number} looks. Point at a tile.", heads.Turn());
            Assert.Equal(($"why: head {number}", $"Last block: where head {number} looks"), (heads.Label, heads.Hint));
        }
        Assert.Equal("Threads come from the letters that speak for it.", heads.Turn());
        Assert.Equal("Which letters speak for it", heads.Hint);
    }

    [Theory]
    [InlineData("mlp", "mlp has no heads. The transformer has.")]
    [InlineData("gpt", "The heads of gpt look back only. Those of the transformer can be shown.")]
    public void A_denoiser_without_heads_says_so(string denoiser, string said)
    {
        (HeadThreads heads, PlayGame game) = Heads(denoiser, "ma");
        Assert.Equal((false, said, -1), (heads.HasHeads, heads.Turn(), heads.Head));
        heads.Update(game, new Pointer { Target = 3 });
        Assert.False(heads.IsKnown);
    }

    [Theory]
    [InlineData("mar_a.", 3)]
    [InlineData("m__y", 1)]
    [InlineData("", 0)]
    [InlineData("____a.", 2)]
    public void The_line_names_the_largest_weight(string pattern, int slot)
    {
        (HeadThreads heads, PlayGame game) = Heads("transformer", pattern);
        var attention = new Attention(game.Prediction.Denoiser);
        attention.Update(game.Board, slot);
        Span<char> text = stackalloc char[96];
        for (int head = 0; head < 4; head++)
        {
            heads.Turn();
            heads.Update(game, new Pointer { Target = slot });
            float[] weights = attention.Weights(head).ToArray();
            int most = Array.IndexOf(weights, weights.Max());
            string where = most == slot ? "its own tile"
                : most > game.Board.End ? $"tile {most + 1}, past the end"
                : most == game.Board.End ? $"the end in tile {most + 1}"
                : game.Board.IsMasked(most) ? $"tile {most + 1}, in fog"
                : $"{pattern[most]} in tile {most + 1}";
            Assert.Equal($"For tile {slot + 1}, head {head + 1} looks most at {where}: {weights[most] * 100:0}%.", heads.Line(game.Board, text).ToString());
        }
    }

    [Fact]
    public void Nothing_is_shown_where_nothing_is_asked()
    {
        (HeadThreads heads, PlayGame game) = Heads("transformer", "ma.");
        heads.Update(game, new Pointer { Target = 1 });
        Assert.False(heads.IsKnown);
        heads.Turn();
        heads.Update(game, new Pointer { Target = 1 });
        Assert.True(heads.IsKnown);
        heads.Update(game, new Pointer { Target = 7 });
        Assert.False(heads.IsKnown);
        heads.Update(game, new Pointer());
        Assert.False(heads.IsKnown);
        heads.Update(game, new Pointer { Target = 1, OverCell = true, CellSlot = 0 });
        Assert.StartsWith("For tile 1,", heads.Line(game.Board, stackalloc char[96]).ToString());
    }

    private static (HeadThreads Heads, PlayGame Game) Heads(string name, string pattern)
    {
        IDenoiser denoiser = DenoiserCatalog.LoadBuiltIn(name);
        return (new HeadThreads(denoiser), new PlayGame(denoiser, Pattern.Apply(pattern, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.DefaultFor(denoiser), 1))));
    }
}
