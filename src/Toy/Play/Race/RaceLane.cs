using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Race;

/// <summary>One contender's run, from its first board to its finished name.</summary>
/// <param name="Boards">The moments, oldest first: the start, then one per step.</param>
/// <param name="Nats">The judge's −ln p of the name.</param>
/// <param name="OwnNats">−Σ ln p of the letters when the contender drew them: what its own path cost.</param>
/// <param name="Kind">Known, real or new.</param>
internal sealed record RaceRun(IReadOnlyList<Board> Boards, double Nats, double OwnNats, NoveltyKind Kind)
{
    public int Steps => Boards.Count - 1;

    public string Name => Boards[^1].Name;
}

/// <summary>A place in the race: who runs there, and how.</summary>
internal sealed class RaceLane
{
    /// <summary>Its place among the rivals; −1 if nobody runs here.</summary>
    public int Rival { get; set; } = -1;

    public IRevealOrder Order { get; set; } = RevealOrders.Confidence;

    /// <summary>The row before the first step.</summary>
    public Board Start { get; set; }

    /// <summary>What came of it; null before the race.</summary>
    public RaceRun? Run { get; set; }

    /// <summary>Races whose likeliest name was written here, since contenders and constraints last changed.</summary>
    public int Wins { get; set; }

    public bool IsEmpty => Rival < 0;
}
