using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Crowd;

/// <summary>The crowd at one moment. The worker fills it and hands it over; only one thread holds it at a time.</summary>
internal sealed class CrowdSnapshot(int count)
{
    public Board[] Boards { get; } = new Board[count];

    /// <summary>The kind of each finished name; null for unfinished ones.</summary>
    public NoveltyKind?[] Kinds { get; } = new NoveltyKind?[count];

    /// <summary>The name occurred before, since the crowd began.</summary>
    public bool[] Repeats { get; } = new bool[count];

    /// <summary>Finished rows in this wave.</summary>
    public int Finished { get; set; }

    /// <summary>Names finished since the crowd began; below, how many of them were known, real, new and unique.</summary>
    public long Names { get; set; }

    public long Known { get; set; }

    public long Real { get; set; }

    public long New { get; set; }

    public long Unique { get; set; }

    /// <summary>Names per second of the denoiser's own time, pauses not counted.</summary>
    public double NamesPerSecond { get; set; }

    /// <summary>Grows by one with every move.</summary>
    public long Version { get; set; }

    public void CopyFrom(CrowdSnapshot other)
    {
        other.Boards.CopyTo(Boards, 0);
        other.Kinds.CopyTo(Kinds, 0);
        other.Repeats.CopyTo(Repeats, 0);
        (Finished, Names, Known, Real, New, Unique, NamesPerSecond, Version) =
            (other.Finished, other.Names, other.Known, other.Real, other.New, other.Unique, other.NamesPerSecond, other.Version);
    }
}
