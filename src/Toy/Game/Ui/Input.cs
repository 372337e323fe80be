using System.Numerics;
using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Game.Ui;

/// <summary>What the player did since the last frame. Scenes see this and never ask raylib, so tests can play without a window.</summary>
internal sealed class Input
{
    private static readonly KeyboardKey[] Repeating =
        [KeyboardKey.Backspace, KeyboardKey.Left, KeyboardKey.Right, KeyboardKey.Up, KeyboardKey.Down, KeyboardKey.PageUp, KeyboardKey.PageDown];

    private readonly List<KeyboardKey> keys = new(16);
    private readonly List<char> characters = new(16);
    private Vector2 lastMouse = new(-1, -1);

    /// <summary>In pixels of the drawing, not of the desktop.</summary>
    public Vector2 Mouse { get; set; } = new(-1, -1);

    public bool MouseMoved { get; set; }

    public float Wheel { get; set; }

    public bool LeftPressed { get; set; }

    public bool LeftDown { get; set; }

    public bool RightPressed { get; set; }

    public bool MiddlePressed { get; set; }

    public bool Shift { get; set; }

    public bool Control { get; set; }

    public bool Alt { get; set; }

    /// <summary>Keys that went down or repeated, oldest first.</summary>
    public ReadOnlySpan<KeyboardKey> Keys => CollectionsMarshal.AsSpan(keys);

    /// <summary>Characters typed, oldest first.</summary>
    public ReadOnlySpan<char> Characters => CollectionsMarshal.AsSpan(characters);

    /// <summary>A file that was dropped on the window; null if none was.</summary>
    public string? Dropped { get; set; }

    /// <summary>Something happened that may change what is shown.</summary>
    public bool Any => MouseMoved || Wheel != 0 || LeftPressed || LeftDown || RightPressed || MiddlePressed || keys.Count > 0 || characters.Count > 0 || Dropped is not null;

    /// <summary>The keyboard was used: more than Shift, Ctrl or Alt, which may go with a click.</summary>
    public bool HasKeys
    {
        get
        {
            bool has = characters.Count > 0;
            foreach (KeyboardKey key in Keys)
                has |= key is not (>= KeyboardKey.LeftShift and <= KeyboardKey.RightSuper);
            return has;
        }
    }

    public void Press(KeyboardKey key) => keys.Add(key);

    public void Type(char character) => characters.Add(character);

    /// <summary>Forgets what happened; what is held stays held.</summary>
    public void Clear()
    {
        keys.Clear();
        characters.Clear();
        MouseMoved = LeftPressed = RightPressed = MiddlePressed = false;
        Wheel = 0;
        Dropped = null;
    }

    /// <summary>Reads the window's events.</summary>
    /// <param name="scale">Pixels of the drawing per unit of the desktop's mouse coordinates.</param>
    public void Read(float scale)
    {
        Clear();
        Mouse = Raylib.IsCursorOnScreen() ? Raylib.GetMousePosition() * scale : new Vector2(-1, -1);
        MouseMoved = Mouse != lastMouse;
        lastMouse = Mouse;
        Wheel = Raylib.GetMouseWheelMove();
        LeftPressed = IsPressed(MouseButton.Left);
        LeftDown = Raylib.IsMouseButtonDown(MouseButton.Left);
        RightPressed = IsPressed(MouseButton.Right);
        MiddlePressed = IsPressed(MouseButton.Middle);
        for (int key = Raylib.GetKeyPressed(); key != 0; key = Raylib.GetKeyPressed())
            keys.Add((KeyboardKey)key);
        if (Raylib.IsFileDropped())
            Dropped = Raylib.GetDroppedFiles().FirstOrDefault();
        Shift = Held(KeyboardKey.LeftShift) || Held(KeyboardKey.RightShift);
        Control = Held(KeyboardKey.LeftControl) || Held(KeyboardKey.RightControl);
        Alt = Held(KeyboardKey.LeftAlt);
        foreach (KeyboardKey key in Repeating)
        {
            if (Raylib.IsKeyPressedRepeat(key))
                keys.Add(key);
        }
        for (int character = Raylib.GetCharPressed(); character != 0; character = Raylib.GetCharPressed())
            characters.Add((char)Math.Min(character, char.MaxValue));
    }

    private static bool IsPressed(MouseButton button) =>
#if OWN_BINDING
        Native.ButtonPresses.Take((int)button) ||
#endif
        Raylib.IsMouseButtonPressed(button);

    /// <summary>Held at any time since the last frame: in a slow one, Ctrl may be up again before the key that it was held for is seen.</summary>
    private bool Held(KeyboardKey modifier) => Raylib.IsKeyDown(modifier) || Raylib.IsKeyReleased(modifier) || keys.Contains(modifier);
}
