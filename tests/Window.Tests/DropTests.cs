using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>Weights that are dropped on the window.</summary>
[Collection("off-screen")]
public class DropTests
{
    [Fact]
    public void Weights_that_are_dropped_are_played_and_others_are_refused()
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
        stage.Type("ma");
        string nonsense = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        File.WriteAllText(nonsense, "these are no weights");
        Assert.NotNull(stage.Drop(nonsense));
        File.Delete(nonsense);
        Assert.StartsWith("denoiser=neighbor ", stage.Status);
        Assert.Null(stage.Drop(Path.Combine(Repository.Root, "weights", "mlp.safetensors")));
        Assert.StartsWith("denoiser=mlp ", stage.Status);
        Assert.Equal("ma__________", stage.Game.Board.Name);
        stage.Table.Undo();
        stage.Frame(new Input(), 0.1);
        Assert.StartsWith("denoiser=neighbor ", stage.Status);
        Assert.Equal("ma__________", stage.Game.Board.Name);
        Assert.Equal(3, stage.Game.Branch.Count);
    }
}
