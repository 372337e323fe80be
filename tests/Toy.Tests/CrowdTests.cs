using System.Numerics;
using Unmask.Model.Diffusion;
using Unmask.Model.Names;
using Unmask.Toy.Game;
using Unmask.Toy.Game.Crowd;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Tests;

public class CrowdTests
{
    private static readonly StandInDenoiser Denoiser = new();

    private static Board Start => Pattern.Apply("ma", new Board(Denoiser.Alphabet, Denoiser.Slots, SamplerSettings.Default(Denoiser.Timesteps), seed: 5));

    [Fact]
    public void A_wave_ends_with_names_under_the_constraints_and_another_begins()
    {
        var game = new CrowdGame(Denoiser, Start, NameSet.LoadBuiltIn(Denoiser.Alphabet));
        double now = 0;
        while (game.State.Finished < CrowdGame.Size)
        {
            Assert.True(game.TryAdvance(now));
            Assert.False(game.TryAdvance(now), "a move before its time");
            now += 10;
        }
        Assert.All(game.State.Boards, board => Assert.StartsWith("ma", board.Name));
        Assert.All(game.State.Kinds, kind => Assert.NotNull(kind));
        Assert.Equal(CrowdGame.Size, game.State.Names);
        string[] first = [.. game.State.Boards.Select(board => board.Name)];

        Assert.True(game.TryAdvance(now));
        Assert.Equal(0, game.State.Finished);
        Assert.All(game.State.Kinds, kind => Assert.Null(kind));
        for (now += 10; game.State.Finished < CrowdGame.Size; now += 10)
            game.TryAdvance(now);
        Assert.NotEqual(first, game.State.Boards.Select(board => board.Name));
        Assert.Equal(2 * CrowdGame.Size, game.State.Names);
    }

    [Fact]
    public void A_row_moves_as_it_would_alone()
    {
        var game = new CrowdGame(Denoiser, Start, NameSet.LoadBuiltIn(Denoiser.Alphabet));
        Board alone = game.State.Boards[17];
        for (double now = 0; game.State.Finished < CrowdGame.Size; now += 10)
            game.TryAdvance(now);
        Assert.Equal(ReverseProcess.Finish(alone, new Prediction(Denoiser)), game.State.Boards[17]);
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_window()
    {
        foreach (float scale in (float[])[1, 1.5f, 2])
        {
            foreach ((int width, int height) in ((int, int)[])[(960, 600), (1280, 720), (1920, 1080), (3840, 2160)])
            {
                var shell = ShellLayout.For((int)Math.Max(width, 960 * scale), (int)Math.Max(height, 600 * scale), scale);
                foreach (int slots in (int[])[12, 16, 24])
                {
                    var layout = new CrowdLayout(shell, slots);
                    Box[] boxes = [.. layout.Filters, layout.Counters, layout.Kernels, .. layout.Rows, layout.Hint];
                    for (int i = 0; i < boxes.Length; i++)
                    {
                        Assert.True(new Box(0, shell.Brand.Bottom, shell.Width, shell.Height - shell.Brand.Bottom).Contains(boxes[i]), $"{boxes[i]} at {width}×{height}");
                        for (int j = 0; j < i; j++)
                            Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} overlaps {boxes[j]} at {width}×{height}, scale {scale}");
                    }
                    Assert.Equal(40, layout.RowAt(layout.Rows[40].Center));
                    Assert.Equal(-1, layout.RowAt(new Vector2(1, 1)));
                }
            }
        }
    }
}
