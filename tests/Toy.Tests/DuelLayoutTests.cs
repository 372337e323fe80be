using Unmask.Toy.Window.Duel;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

public class DuelLayoutTests
{
    [Fact]
    public void Nothing_overlaps_or_leaves_the_window()
    {
        foreach (float scale in (float[])[1, 1.5f, 2])
        {
            foreach ((int width, int height) in ((int, int)[])[(960, 600), (1280, 720), (1920, 1080), (3840, 2160)])
            {
                foreach (int slots in (int[])[12, 16, 24])
                {
                    var shell = ShellLayout.For((int)Math.Max(width, 960 * scale), (int)Math.Max(height, 600 * scale), scale);
                    var layout = new DuelLayout(shell, slots);
                    Box[] boxes =
                    [
                        .. layout.Levels, layout.DailyButton, layout.NewButton, layout.Player, layout.Middle, layout.Denoiser, layout.Rule, .. layout.Tiles,
                        layout.Messages[0], layout.Messages[1], layout.GoButton, layout.Scores,
                    ];
                    Box[] finale = [layout.FinaleTitle, .. layout.FinaleButtons, .. Enumerable.Range(0, 10).SelectMany(row => (Box[])[layout.FinaleTile(row, 0), layout.FinaleTile(row, slots - 1), layout.FinaleWords(row).Points, layout.FinaleWords(row).Fact])];
                    SceneLayouts.AssertWithin(shell.Body, finale);
                    for (int i = 0; i < finale.Length; i++)
                        Assert.DoesNotContain(finale[..i], other => other.Overlaps(finale[i]));
                    Typography text = SceneLayouts.Typography(shell);
                    SceneLayouts.AssertFits(text, TextStyle.HintStrong, "best medium duels", layout.ScoreCell(0, 0).Width);
                    for (int column = 1; column < ScoreTable.Heads.Length; column++)
                        SceneLayouts.AssertFits(text, TextStyle.Hint, ScoreTable.Heads[column], layout.ScoreCell(0, column).Width);
                    SceneLayouts.AssertFits(text, TextStyle.Hint, "2,100,000 people since 1880, rank 100", layout.FinaleWords(0).Fact.Width);
                    SceneLayouts.AssertFits(text, TextStyle.HintStrong, "m", layout.FinaleTile(0, 0).Width);
                    SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "Guess the name: 72 points", layout.GoButton.Width - shell.Pixels(16));
                    SceneLayouts.AssertFits(text, TextStyle.Hint, "30 May, daily", layout.ScoreCell(1, 4).Width);
                    SceneLayouts.AssertFits(text, TextStyle.Hint, "today: not played yet", layout.PuzzleLine(1).Width);
                    SceneLayouts.AssertWithin(layout.Scores, [layout.ScoreCell(0, 0), layout.ScoreCell(0, 1), layout.ScoreCell(0, 4), layout.ScoreCell(layout.ScoreLines, 0), layout.PuzzleLine(0), layout.PuzzleLine(2)]);
                    Assert.True(layout.ScoreLines >= 3, $"{layout.ScoreLines} scores at {width}×{height}, scale {scale}");
                    for (int i = 0; i < boxes.Length; i++)
                    {
                        Assert.True(boxes[i].X >= 0 && boxes[i].Right <= shell.Width && boxes[i].Y >= shell.Brand.Bottom && boxes[i].Bottom <= shell.Height, $"{boxes[i]} at {width}×{height}");
                        for (int j = 0; j < i; j++)
                            Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} overlaps {boxes[j]} at {width}×{height}, scale {scale}");
                    }
                }
            }
        }
    }
}
