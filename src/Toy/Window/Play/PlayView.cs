using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The data for drawing a row of tiles: in the game, or on film.</summary>
internal abstract class RowView
{
    public required Canvas Canvas { get; init; }

    public required TileMotions Motions { get; init; }

    public Theme Theme { get; set; } = Theme.Dark;

    public PlayLayout Layout { get; set; } = null!;

    public double Now { get; set; }

    /// <summary>How strongly the fog moves: 1 during play, 0 at rest.</summary>
    public float Shimmer { get; set; }

    public abstract Board Board { get; }

    public abstract Prediction Prediction { get; }

    /// <summary>The slot with the cursor; −1 if there is none.</summary>
    public virtual int Target => -1;

    public float Pixels(float units) => Layout.Pixels(units);
}

/// <summary>The data for drawing the parts of the Play scene.</summary>
internal sealed class PlayView : RowView
{
    public required PlayTable Table { get; init; }

    public PlayGame Game => Table.Game;

    public required Pointer Pointer { get; init; }

    /// <summary>The effect of the picked candidate on the other slots.</summary>
    public required WhatIf WhatIf { get; init; }

    public override Board Board => Game.Board;

    public override Prediction Prediction => Game.Prediction;

    public override int Target => Pointer.Target;
}

/// <summary>What the mouse is over, or what the keyboard has picked instead.</summary>
internal sealed class Pointer
{
    /// <summary>The tile under a mouse that has moved since the last key; −1 if there is none.</summary>
    public int Tile { get; set; } = -1;

    /// <summary>The slot that keys, clicks and candidates act on; −1 if there is none.</summary>
    public int Target { get; set; } = -1;

    /// <summary>The picked candidate's index in the fan; −1 if none is picked.</summary>
    public int Chip { get; set; } = -1;

    /// <summary>The keyboard has picked the candidate.</summary>
    public bool ByKeys { get; set; }

    /// <summary>A mouse that has moved since the last key is over a cell of the X-ray.</summary>
    public bool OverCell { get; set; }

    public int CellSlot { get; set; }

    public int CellSymbol { get; set; }

    /// <summary>The symbol whose head over the X-ray is under the mouse; −1 if there is none.</summary>
    public int Head { get; set; } = -1;

    /// <summary>The index in the branch of the bead under the mouse; −1 if there is none.</summary>
    public int Bead { get; set; } = -1;

    /// <summary>The branch under the mouse; −1 if there is none.</summary>
    public int Fork { get; set; } = -1;

    /// <summary>The game whose mark on the timeline is under the mouse: −1 the previous game, 1 the next, 0 none.</summary>
    public int Game { get; set; }

    /// <summary>The set that the player gathers with Shift; empty if none.</summary>
    public SymbolSet Gathered { get; set; }

    /// <summary>The slot that it is for; −1 if none.</summary>
    public int GatheredSlot { get; set; } = -1;

    /// <summary>The keyboard decides the target until the mouse moves again.</summary>
    public void PointAt(int slot) => (Tile, Target, Chip, OverCell) = (-1, slot, -1, false);
}
