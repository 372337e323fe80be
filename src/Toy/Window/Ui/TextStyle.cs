namespace Unmask.Toy.Window.Ui;

/// <summary>The sizes that text comes in.</summary>
internal enum TextStyle
{
    /// <summary>A letter on a tile.</summary>
    Tile,

    /// <summary>A finished name.</summary>
    Title,

    /// <summary>Facts and candidates.</summary>
    Fact,

    /// <summary>Words on controls.</summary>
    Body,

    BodyStrong,

    /// <summary>Labels and hints.</summary>
    Hint,

    HintStrong,
}
