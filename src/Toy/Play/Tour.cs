using Unmask.Model.Diffusion;

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

    /// <summary>The masked slots that the first two tasks need.</summary>
    public const int LeastFog = 3;

    private int _task = Tasks.Length;

    public bool IsOn => _task < Tasks.Length;

    /// <summary>What to do next; null when there is nothing.</summary>
    public string? Line => IsOn ? Tasks[_task].Line : null;

    /// <summary>The same where a board cannot give what the task asks for: then what leads there comes first.</summary>
    /// <param name="board">The board that is shown.</param>
    /// <param name="moments">The moments on the timeline.</param>
    public string? LineOn(in Board board, int moments) => !IsOn ? null : Tasks[_task].Deed switch
    {
        Deed.Reveal when board.Masked == 0 => "1 of 4 · Clear the row first, then click a foggy tile.",
        Deed.TakeBack when board.Masked == board.Slots => "3 of 4 · Type a letter, then right click it: back into the fog.",
        Deed.Scrub when moments < 2 => "4 of 4 · Type a letter, then turn the wheel over the beads.",
        _ => Tasks[_task].Line,
    };

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
