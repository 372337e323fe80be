using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// The window, the monitor, the clipboard, dropped files.
public static unsafe partial class Raylib
{
    // Life

    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void InitWindow(int width, int height, string title);

    [LibraryImport(NativeLibName)]
    public static partial void CloseWindow();

    [LibraryImport(NativeLibName)]
    public static partial CBool WindowShouldClose();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowReady();

    [LibraryImport(NativeLibName)]
    public static partial void SetConfigFlags(ConfigFlags flags);

    // State

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowResized();

    [LibraryImport(NativeLibName)]
    public static partial void ToggleBorderlessWindowed();

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowPosition(int x, int y);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowMinSize(int width, int height);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowSize(int width, int height);

    // Sizes

    [LibraryImport(NativeLibName)]
    public static partial int GetScreenWidth();

    [LibraryImport(NativeLibName)]
    public static partial int GetRenderWidth();

    [LibraryImport(NativeLibName)]
    public static partial int GetRenderHeight();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetWindowScaleDPI();

    [LibraryImport(NativeLibName)]
    public static partial int GetCurrentMonitor();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetMonitorPosition(int monitor);

    [LibraryImport(NativeLibName)]
    public static partial int GetMonitorWidth(int monitor);

    [LibraryImport(NativeLibName)]
    public static partial int GetMonitorHeight(int monitor);

    // Clipboard

    public static string GetClipboardText_() => Marshal.PtrToStringUTF8((nint)GetClipboardText()) ?? "";

    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetClipboardText(string text);

    [LibraryImport(NativeLibName)]
    private static partial sbyte* GetClipboardText();

    // Dropped files

    [LibraryImport(NativeLibName)]
    public static partial CBool IsFileDropped();

    public static string[] GetDroppedFiles()
    {
        FilePathList list = LoadDroppedFiles();
        string[] files = new string[list.Count];
        for (int i = 0; i < files.Length; i++)
            files[i] = Marshal.PtrToStringUTF8((nint)list.Paths[i]) ?? "";
        UnloadDroppedFiles(list);
        return files;
    }

    [LibraryImport(NativeLibName)]
    private static partial FilePathList LoadDroppedFiles();

    [LibraryImport(NativeLibName)]
    private static partial void UnloadDroppedFiles(FilePathList files);
}

[Flags]
public enum ConfigFlags : uint
{
    ResizableWindow = 0x4,
    HiddenWindow = 0x80,
    HighDpiWindow = 0x2000,
}

public unsafe struct FilePathList
{
    public uint Count;
    public byte** Paths;
}
