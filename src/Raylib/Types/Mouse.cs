namespace Raylib_cs;

public enum MouseButton
{
    Left = 0,
    Right,
    Middle,
    Side,
    Extra,
    Forward,
    Back,
}

public enum MouseCursor
{
    Default = 0,
    Arrow,
    IBeam,
    Crosshair,
    PointingHand,
    ResizeEw,
    ResizeNs,
    ResizeNwse,
    ResizeNesw,
    ResizeAll,
    NotAllowed,
}
