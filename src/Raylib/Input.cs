using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// Keyboard and mouse.
public static unsafe partial class Raylib
{
    // Keyboard

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyPressedRepeat(KeyboardKey key);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyDown(KeyboardKey key);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyReleased(KeyboardKey key);

    [LibraryImport(NativeLibName)]
    public static partial int GetKeyPressed();

    [LibraryImport(NativeLibName)]
    public static partial int GetCharPressed();

    [LibraryImport(NativeLibName)]
    public static partial void SetExitKey(KeyboardKey key);

    // Mouse

    [LibraryImport(NativeLibName)]
    public static partial CBool IsMouseButtonPressed(MouseButton button);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsMouseButtonDown(MouseButton button);

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetMousePosition();

    [LibraryImport(NativeLibName)]
    public static partial float GetMouseWheelMove();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsCursorOnScreen();
}

/// <summary>Keys by their place on a US keyboard; typed characters come from GetCharPressed. Letters and digits are their own codes.</summary>
public enum KeyboardKey
{
    Null = 0,

    // Text keys
    Space = 32,
    Apostrophe = 39,
    Comma = 44,
    Minus = 45,
    Period = 46,
    Slash = 47,
    Semicolon = 59,
    Equal = 61,
    Z = 90,
    LeftBracket = 91,
    Backslash = 92,
    RightBracket = 93,
    Grave = 96,

    // Function keys
    Escape = 256,
    Enter = 257,
    Tab = 258,
    Backspace = 259,
    Delete = 261,
    Right = 262,
    Left = 263,
    Down = 264,
    Up = 265,
    PageUp = 266,
    PageDown = 267,
    Home = 268,
    End = 269,
    F1 = 290,
    LeftShift = 340,
    LeftControl = 341,
    LeftAlt = 342,
    LeftSuper = 343,
    RightShift = 344,
    RightControl = 345,
    RightAlt = 346,
    RightSuper = 347,

    // Keypad
    KpEnter = 335,
}

public enum MouseButton
{
    Left = 0,
    Right = 1,
    Middle = 2,
}
