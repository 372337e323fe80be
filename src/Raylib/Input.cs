using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// Keyboard, mouse and cursor.
public static unsafe partial class Raylib
{
    // Keyboard

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyPressed(KeyboardKey key);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyPressedRepeat(KeyboardKey key);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyDown(KeyboardKey key);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyReleased(KeyboardKey key);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsKeyUp(KeyboardKey key);

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
    public static partial CBool IsMouseButtonReleased(MouseButton button);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsMouseButtonUp(MouseButton button);

    [LibraryImport(NativeLibName)]
    public static partial int GetMouseX();

    [LibraryImport(NativeLibName)]
    public static partial int GetMouseY();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetMousePosition();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetMouseDelta();

    [LibraryImport(NativeLibName)]
    public static partial void SetMousePosition(int x, int y);

    [LibraryImport(NativeLibName)]
    public static partial float GetMouseWheelMove();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetMouseWheelMoveV();

    // Cursor

    [LibraryImport(NativeLibName)]
    public static partial void SetMouseCursor(MouseCursor cursor);

    [LibraryImport(NativeLibName)]
    public static partial void ShowCursor();

    [LibraryImport(NativeLibName)]
    public static partial void HideCursor();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsCursorHidden();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsCursorOnScreen();
}
