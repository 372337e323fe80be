using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>What a row of tiles is drawn from: in the game, and on film.</summary>
internal abstract class RowView
{
    public required Canvas Canvas { get; init; }

    public required TileMotions Motions { get; init; }

    public Theme Theme { get; set; } = Theme.Dark;

    public PlayLayout Layout { get; set; } = null!;

    public double Now { get; set; }

    /// <summary>How lively the fog is: 1 while someone plays, 0 when it has come to rest.</summary>
    public float Shimmer { get; set; }

    public abstract Board Board { get; }

    public abstract Prediction Prediction { get; }

    /// <summary>The slot with the cursor; −1 if there is none.</summary>
    public virtual int Target => -1;

    public float Pixels(float units) => Layout.Pixels(units);
}

/// <summary>What the parts of the scene draw from.</summary>
internal sealed class PlayView : RowView
{
    public required PlayTable Table { get; init; }

    public PlayGame Game => Table.Game;

    public required Pointer Pointer { get; init; }

    /// <summary>What the candidate that is picked would do to the other slots.</summary>
    public required WhatIf WhatIf { get; init; }

    public override Board Board => Game.Board;

    public override Prediction Prediction => Game.Prediction;

    public override int Target => Pointer.Target;
}

/// <summary>What the mouse is over, and what the keyboard has picked in its stead.</summary>
internal sealed class Pointer
{
    /// <summary>The tile under a mouse that has moved since the last key; −1 if there is none.</summary>
    public int Tile { get; set; } = -1;

    /// <summary>The slot that keys, clicks and candidates are about; −1 if there is none.</summary>
    public int Target { get; set; } = -1;

    /// <summary>The candidate that is picked, by its place in the fan; −1 if none is.</summary>
    public int Chip { get; set; } = -1;

    public bool OverCell { get; set; }

    public int CellSlot { get; set; }

    public int CellSymbol { get; set; }

    /// <summary>The place in the branch of the bead under the mouse; −1 if there is none.</summary>
    public int Bead { get; set; } = -1;

    /// <summary>The branch under the mouse; −1 if there is none.</summary>
    public int Fork { get; set; } = -1;

    /// <summary>The game whose mark on the timeline is under the mouse: −1 the one before, 1 the one after, 0 none.</summary>
    public int Game { get; set; }

    /// <summary>The place on the shelf of the name under the mouse; −1 if there is none.</summary>
    public int Shelf { get; set; } = -1;

    /// <summary>What the player is putting together with Shift held; empty if nothing.</summary>
    public SymbolSet Gathered { get; set; }
}
