using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Crowd;

/// <summary>The crowd at one moment. Filled by the worker, then handed over; whoever holds it has it alone.</summary>
internal sealed class CrowdSnapshot(int count)
{
    public Board[] Boards { get; } = new Board[count];

    /// <summary>What a finished name is; null while it is not finished.</summary>
    public NoveltyKind?[] Kinds { get; } = new NoveltyKind?[count];

    /// <summary>The name had come before, since the crowd began.</summary>
    public bool[] Repeats { get; } = new bool[count];

    /// <summary>Finished rows of this wave.</summary>
    public int Finished { get; set; }

    /// <summary>Names finished since the crowd began, and how many of them were what.</summary>
    public long Names { get; set; }

    public long Real { get; set; }

    public long New { get; set; }

    public long Unique { get; set; }

    /// <summary>How many names a second of the denoiser's time is worth.</summary>
    public double NamesPerSecond { get; set; }

    /// <summary>Grows by one with every move.</summary>
    public long Version { get; set; }

    public void CopyFrom(CrowdSnapshot other)
    {
        other.Boards.CopyTo(Boards, 0);
        other.Kinds.CopyTo(Kinds, 0);
        other.Repeats.CopyTo(Repeats, 0);
        (Finished, Names, Real, New, Unique, NamesPerSecond, Version) =
            (other.Finished, other.Names, other.Real, other.New, other.Unique, other.NamesPerSecond, other.Version);
    }
}
