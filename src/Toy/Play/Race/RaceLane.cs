using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Race;

/// <summary>One contender's run, from its first board to its finished name.</summary>
/// <param name="Boards">The moments, oldest first: the start, then one per step.</param>
/// <param name="Nats">−ln p of the name under the judge.</param>
/// <param name="OwnNats">−Σ ln p of the letters at the moments when the contender revealed them.</param>
/// <param name="Kind">Known, real or new.</param>
internal sealed record RaceRun(IReadOnlyList<Board> Boards, double Nats, double OwnNats, NoveltyKind Kind)
{
    public int Steps => Boards.Count - 1;

    public string Name => Boards[^1].Name;
}

/// <summary>A lane of the race: its contender and its run.</summary>
internal sealed class RaceLane
{
    /// <summary>Index among the rivals; −1 if the lane is empty.</summary>
    public int Rival { get; set; } = -1;

    public IRevealOrder Order { get; set; } = RevealOrders.Confidence;

    /// <summary>The row before the first step.</summary>
    public Board Start { get; set; }

    /// <summary>The last race's run; null before the race.</summary>
    public RaceRun? Run { get; set; }

    /// <summary>Races won, by the likeliest name, since contenders and constraints last changed.</summary>
    public int Wins { get; set; }

    public bool IsEmpty => Rival < 0;
}
