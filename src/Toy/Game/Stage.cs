using Unmask.Toy.Game.Play;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game;

/// <summary>What every scene stands on: size, colours, manners, and time.</summary>
internal sealed class Stage
{
    public required PlayLayout Layout { get; set; }

    public Theme Theme { get; set; } = Theme.Dark;

    /// <summary>Nothing moves for show.</summary>
    public bool ReducedMotion { get; init; }

    /// <summary>Seconds since the last update.</summary>
    public float Elapsed { get; set; }

    public void ToggleTheme() => Theme = Theme == Theme.Dark ? Theme.Light : Theme.Dark;
}
