namespace Unmask.Toy.Play;

/// <summary>Four small tasks. Each ends when the player has done it.</summary>
internal sealed class Tour
{
    private static readonly (Deed Deed, string Line)[] Tasks =
    [
        (Deed.Reveal, "1 of 4 · Click a foggy tile: the denoiser reveals it."),
        (Deed.Force, "2 of 4 · Type a letter: that forces it, and all others react."),
        (Deed.TakeBack, "3 of 4 · Right click a letter: back into the fog."),
        (Deed.Scrub, "4 of 4 · Turn the wheel over the beads: travel in time."),
    ];

    private int _task = Tasks.Length;

    public bool IsOn => _task < Tasks.Length;

    /// <summary>What to do next; null when there is nothing.</summary>
    public string? Line => IsOn ? Tasks[_task].Line : null;

    public void Begin() => _task = 0;

    public void Skip() => _task = Tasks.Length;

    /// <summary>Notes a deed. True if it completed the last task.</summary>
    public bool See(Deed deed)
    {
        bool right = IsOn && (deed == Tasks[_task].Deed || deed == Deed.Finish && Tasks[_task].Deed == Deed.Reveal);
        if (right)
            _task++;
        return right && !IsOn;
    }
}
