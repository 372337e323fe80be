namespace Unmask.Toy.Window.Platform;

/// <summary>Text exchanged with other programs.</summary>
internal interface IClipboard
{
    string Text { get; set; }
}

/// <summary>A clipboard within the game, if there is no desktop.</summary>
internal sealed class PrivateClipboard : IClipboard
{
    public string Text { get; set; } = "";
}

/// <summary>The desktop's.</summary>
internal sealed class DesktopClipboard : IClipboard
{
    public string Text
    {
        get => Raylib_cs.Raylib.GetClipboardText_();
        set => Raylib_cs.Raylib.SetClipboardText(value);
    }
}
