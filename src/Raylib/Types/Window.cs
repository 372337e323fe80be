namespace Raylib_cs;

[Flags]
public enum ConfigFlags : uint
{
    FullscreenMode = 0x2,
    ResizableWindow = 0x4,
    UndecoratedWindow = 0x8,
    TransparentWindow = 0x10,
    Msaa4xHint = 0x20,
    VSyncHint = 0x40,
    HiddenWindow = 0x80,
    AlwaysRunWindow = 0x100,
    MinimizedWindow = 0x200,
    MaximizedWindow = 0x400,
    UnfocusedWindow = 0x800,
    TopmostWindow = 0x1000,
    HighDpiWindow = 0x2000,
    MousePassthroughWindow = 0x4000,
    BorderlessWindowMode = 0x8000,
    InterlacedHint = 0x10000,
}

public enum TraceLogLevel
{
    All = 0,
    Trace,
    Debug,
    Info,
    Warning,
    Error,
    Fatal,
    None,
}
