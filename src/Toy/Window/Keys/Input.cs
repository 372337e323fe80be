using System.Numerics;
using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Window.Keys;

/// <summary>The player's input since the last frame. Scenes read it and never ask raylib, so tests can play without a window.</summary>
internal sealed class Input
{
    private static readonly KeyboardKey[] Repeating =
        [KeyboardKey.Backspace, KeyboardKey.Left, KeyboardKey.Right, KeyboardKey.Up, KeyboardKey.Down, KeyboardKey.PageUp, KeyboardKey.PageDown];

    /// <summary>Replaces any character beyond the basic plane: no alphabet has one, so it is refused like any other sign.</summary>
    private const char Unknown = '\uFFFD';

    private readonly List<KeyPress> _keys = new(16);
    private readonly List<char> _characters = new(16);
    private double _turns;
    private Vector2 _lastMouse = new(-1, -1);

    /// <summary>In pixels of the drawing, not of the desktop.</summary>
    public Vector2 Mouse { get; set; } = new(-1, -1);

    public bool MouseMoved { get; set; }

    /// <summary>Whole clicks of the wheel, up positive; fractions from a touchpad are kept and add up.</summary>
    public int Wheel { get; set; }

    public bool LeftPressed { get; set; }

    public bool LeftDown { get; set; }

    public bool RightPressed { get; set; }

    public bool MiddlePressed { get; set; }

    public bool Shift { get; set; }

    /// <summary>Ctrl is held for a shortcut. With AltGr it types instead, and with Alt, because some systems report AltGr as Ctrl+Alt.</summary>
    public bool Control { get; set; }

    /// <summary>Alt is held, and neither Ctrl nor AltGr.</summary>
    public bool Alt { get; set; }

    /// <summary>AltGr or its equivalent is held: keys type the signs on their right, and mean nothing else.</summary>
    public bool AltGr { get; set; }

    /// <summary>The Windows or Command key is held: its combinations belong to the desktop.</summary>
    public bool Super { get; set; }

    /// <summary>No modifier is held except perhaps Shift.</summary>
    public bool IsPlain => !Control && !Alt && !AltGr && !Super;

    /// <summary>Keys that went down or repeated, oldest first.</summary>
    public ReadOnlySpan<KeyPress> Keys => CollectionsMarshal.AsSpan(_keys);

    /// <summary>Characters typed, oldest first.</summary>
    public ReadOnlySpan<char> Characters => CollectionsMarshal.AsSpan(_characters);

    /// <summary>Files and folders that were dropped on the window.</summary>
    public IReadOnlyList<string> Dropped { get; set; } = [];

    /// <summary>The intent found last, and how many were found, for tests that do not look at the window.</summary>
    public (Intent Intent, int Count) Found { get; private set; }

    /// <summary>Something happened that may change what is shown.</summary>
    public bool Any => MouseMoved || Wheel != 0 || LeftPressed || LeftDown || RightPressed || MiddlePressed || _keys.Count > 0 || _characters.Count > 0 || Dropped.Count > 0;

    /// <summary>The keyboard was used, apart from Shift, Ctrl and Alt, which may accompany a click.</summary>
    public bool HasKeys
    {
        get
        {
            bool has = _characters.Count > 0;
            foreach (KeyPress press in Keys)
                has |= press.Key is not (>= KeyboardKey.LeftShift and <= KeyboardKey.RightSuper);
            return has;
        }
    }

    /// <summary>A key of a US keyboard.</summary>
    public void Press(KeyboardKey key) => _keys.Add(new KeyPress(key, PrintedKeys.On(key, _ => null)));

    public void Type(char character) => _characters.Add(character);

    /// <summary>The intent of a key in a scene.</summary>
    public Intent Find(SceneKind scene, KeyPress press) => Remember(Shortcuts.Find(scene, press, this));

    /// <summary>The intent of a typed character while no tile waits for a letter.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="place">The character's index in <see cref="Characters"/>.</param>
    public Intent FindFree(SceneKind scene, int place) => Remember(Shortcuts.FindFree(scene, PrintedAt(place)));

    private Intent Remember(Intent intent)
    {
        if (intent != Intent.None)
            Found = (intent, Found.Count + 1);
        return intent;
    }

    /// <summary>
    /// The letter printed on the key that typed a character. A plain letter is itself; otherwise it is the key's letter, if each
    /// character came of one key.
    /// </summary>
    private char PrintedAt(int place)
    {
        if (char.IsAsciiLetterOrDigit(_characters[place]))
            return char.ToUpperInvariant(_characters[place]);
        int letters = 0;
        char printed = '\0';
        foreach (KeyPress press in Keys)
        {
            if (press.Letter != '\0' && letters++ == place)
                printed = press.Letter;
        }
        return letters == _characters.Count && IsPlain ? printed : '\0';
    }

    /// <summary>Clears the events; held keys stay held.</summary>
    public void Clear()
    {
        _keys.Clear();
        _characters.Clear();
        MouseMoved = LeftPressed = RightPressed = MiddlePressed = false;
        Wheel = 0;
        Dropped = [];
    }

    /// <summary>Turns the wheel.</summary>
    /// <param name="clicks">Up positive; fractions add up.</param>
    public void Turn(double clicks)
    {
        _turns += clicks;
        int whole = (int)Math.Truncate(_turns);
        Wheel += whole;
        _turns -= whole;
    }

    /// <summary>Reads the window's events.</summary>
    /// <param name="scale">Pixels of the drawing per unit of the desktop's mouse coordinates.</param>
    public void Read(float scale)
    {
        Clear();
        Mouse = Raylib.IsCursorOnScreen() ? Raylib.GetMousePosition() * scale : new Vector2(-1, -1);
        MouseMoved = Mouse != _lastMouse;
        _lastMouse = Mouse;
        Turn(Turned());
        LeftPressed = IsPressed(MouseButton.Left);
        LeftDown = Raylib.IsMouseButtonDown(MouseButton.Left);
        RightPressed = IsPressed(MouseButton.Right);
        MiddlePressed = IsPressed(MouseButton.Middle);
        for (int key = Raylib.GetKeyPressed(); key != 0; key = Raylib.GetKeyPressed())
            _keys.Add(new KeyPress((KeyboardKey)key, PrintedKeys.On((KeyboardKey)key, KeyLabels.Of)));
        if (Raylib.IsFileDropped())
            Dropped = Raylib.GetDroppedFiles();
        Shift = Held(KeyboardKey.LeftShift) || Held(KeyboardKey.RightShift);
        Hold(Held(KeyboardKey.LeftControl) || Held(KeyboardKey.RightControl), Held(KeyboardKey.LeftAlt), Held(KeyboardKey.RightAlt));
        Super = Held(KeyboardKey.LeftSuper) || Held(KeyboardKey.RightSuper);
        foreach (KeyboardKey key in Repeating)
        {
            if (Raylib.IsKeyPressedRepeat(key))
                _keys.Add(new KeyPress(key, '\0'));
        }
        for (int character = Raylib.GetCharPressed(); character != 0; character = Raylib.GetCharPressed())
            _characters.Add(character <= char.MaxValue ? (char)character : Unknown);
    }

    /// <summary>Sets what is held down. Right Alt is AltGr, and so are Ctrl and Alt together.</summary>
    public void Hold(bool control, bool leftAlt, bool rightAlt)
    {
        AltGr = rightAlt || control && leftAlt;
        Control = control && !AltGr;
        Alt = leftAlt && !AltGr;
    }

    private static double Turned() =>
#if OWN_BINDING
        Native.WheelTurns.Listens ? Native.WheelTurns.Take() :
#endif
        Raylib.GetMouseWheelMove();

    private static bool IsPressed(MouseButton button) =>
#if OWN_BINDING
        Native.ButtonPresses.Take((int)button) ||
#endif
        Raylib.IsMouseButtonPressed(button);

    /// <summary>Held at any time since the last frame: in a slow frame, Ctrl may be released before its key is read.</summary>
    private bool Held(KeyboardKey modifier)
    {
        bool held = Raylib.IsKeyDown(modifier) || Raylib.IsKeyReleased(modifier);
        foreach (KeyPress press in Keys)
            held |= press.Key == modifier;
        return held;
    }
}
