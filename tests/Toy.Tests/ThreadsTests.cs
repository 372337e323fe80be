using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Play;

namespace Unmask.Toy.Tests;

/// <summary>What the X-ray's threads are about; how they look is for pictures.</summary>
public sealed class ThreadsTests
{
    private static readonly IDenoiser Denoiser = DenoiserCatalog.LoadBuiltIn("mlp");

    [Fact]
    public void The_letter_after_a_q_is_explained_by_the_q()
    {
        var threads = new Threads(Denoiser);
        PlayGame game = Game("__q");
        Span<char> text = stackalloc char[96];
        // The picked slot's likeliest letter.
        threads.Update(game, new Pointer { Target = 3 });
        Assert.True(threads.IsKnown);
        Assert.Matches(@"^u in tile 4 is [\d.]+ times likelier with q in tile 3\.$", threads.Line(game.Board, text).ToString());
        // The cell under the mouse, whatever is picked.
        threads.Update(game, new Pointer { Target = 0, OverCell = true, CellSlot = 3, CellSymbol = Denoiser.Alphabet.Letters.IndexOf('n') });
        Assert.Matches(@"^n in tile 4 is [\d.]+ times less likely with q in tile 3\.$", threads.Line(game.Board, text).ToString());
        // A known letter.
        threads.Update(game, new Pointer { Target = 2 });
        Assert.False(threads.IsKnown);
    }

    [Fact]
    public void Nothing_known_or_nothing_picked_explains_nothing()
    {
        var threads = new Threads(Denoiser);
        threads.Update(Game(""), new Pointer { Target = 3 });
        Assert.False(threads.IsKnown);
        threads.Update(Game("ma."), new Pointer { Target = 7 });
        Assert.False(threads.IsKnown);
        threads.Update(Game("ma"), new Pointer());
        Assert.False(threads.IsKnown);
        var causal = DenoiserCatalog.LoadBuiltIn("gpt");
        threads = new Threads(causal);
        threads.Update(new PlayGame(causal, Pattern.Apply("ma", new Board(causal.Alphabet, causal.Slots, SamplerSettings.DefaultFor(causal), 1))), new Pointer { Target = 2 });
        Assert.False(threads.IsKnown);
    }

    private static PlayGame Game(string pattern) =>
        new(Denoiser, Pattern.Apply(pattern, new Board(Denoiser.Alphabet, Denoiser.Slots, SamplerSettings.Default(Denoiser.Timesteps), 1)));
}
