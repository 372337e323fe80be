using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Tests;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>The page about samplers shows a reveal order that works, and knows all that there are.</summary>
public sealed class SamplerPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/samplers.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Shows_the_example_as_it_is()
    {
        string file = File.ReadAllText(Path.Combine(Repository.Root, "tests/Model.Tests/Diffusion/VowelsFirst.cs")).ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{file}```\n", Page, StringComparison.Ordinal);
        Assert.InRange(file.Split('\n').Length, 1, 40);
    }

    [Fact]
    public void The_example_works()
    {
        var prediction = new Prediction(new HashDenoiser(Alphabet.English, 12));
        Board start = new(Alphabet.English, 12, new SamplerSettings(new VowelsFirst(), 12, 1), seed: 3);
        prediction.Update(start);
        int best = Enumerable.Range(0, 12).MaxBy(slot => "aeiou".Sum(letter => prediction.Probabilities(slot)[letter - 'a']));
        Board board = ReverseProcess.Step(start, prediction);
        Assert.Equal(Origin.Revealed, board[best].Origin);
        Assert.True(ReverseProcess.Finish(board, prediction).IsFinished);
    }

    [Fact]
    public void Names_every_order_and_remasking()
    {
        Assert.All(RevealOrders.All, order => Assert.Contains($"`{order.Name}`", Page, StringComparison.Ordinal));
        Assert.All(Remaskings.All, remasking => Assert.Contains($"`{remasking.Name}`", Page, StringComparison.Ordinal));
    }
}
