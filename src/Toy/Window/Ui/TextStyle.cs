namespace Unmask.Toy.Window.Ui;

/// <summary>The sizes of text.</summary>
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

    /// <summary>Code: every character is equally wide.</summary>
    Code,
}
