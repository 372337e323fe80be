using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// The window, the monitor, the clipboard, dropped files.
public static unsafe partial class Raylib
{
    // Life

    [LibraryImport(NativeLibName)]
    public static partial void InitWindow(int width, int height, sbyte* title);

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
    public static partial CBool IsWindowFullscreen();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowHidden();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowMinimized();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowMaximized();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowFocused();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowResized();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWindowState(ConfigFlags flag);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowState(ConfigFlags flag);

    [LibraryImport(NativeLibName)]
    public static partial void ClearWindowState(ConfigFlags flag);

    [LibraryImport(NativeLibName)]
    public static partial void ToggleFullscreen();

    [LibraryImport(NativeLibName)]
    public static partial void ToggleBorderlessWindowed();

    [LibraryImport(NativeLibName)]
    public static partial void MaximizeWindow();

    [LibraryImport(NativeLibName)]
    public static partial void MinimizeWindow();

    [LibraryImport(NativeLibName)]
    public static partial void RestoreWindow();

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowIcon(Image image);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowTitle(sbyte* title);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowPosition(int x, int y);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowMinSize(int width, int height);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowMaxSize(int width, int height);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowSize(int width, int height);

    [LibraryImport(NativeLibName)]
    public static partial void SetWindowFocused();

    // Sizes

    [LibraryImport(NativeLibName)]
    public static partial int GetScreenWidth();

    [LibraryImport(NativeLibName)]
    public static partial int GetScreenHeight();

    [LibraryImport(NativeLibName)]
    public static partial int GetRenderWidth();

    [LibraryImport(NativeLibName)]
    public static partial int GetRenderHeight();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetWindowPosition();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetWindowScaleDPI();

    [LibraryImport(NativeLibName)]
    public static partial int GetMonitorCount();

    [LibraryImport(NativeLibName)]
    public static partial int GetCurrentMonitor();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetMonitorPosition(int monitor);

    [LibraryImport(NativeLibName)]
    public static partial int GetMonitorWidth(int monitor);

    [LibraryImport(NativeLibName)]
    public static partial int GetMonitorHeight(int monitor);

    [LibraryImport(NativeLibName)]
    public static partial int GetMonitorRefreshRate(int monitor);

    // Clipboard and dropped files

    [LibraryImport(NativeLibName)]
    public static partial sbyte* GetClipboardText();

    [LibraryImport(NativeLibName)]
    public static partial void SetClipboardText(sbyte* text);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsFileDropped();

    [LibraryImport(NativeLibName)]
    public static partial FilePathList LoadDroppedFiles();

    [LibraryImport(NativeLibName)]
    public static partial void UnloadDroppedFiles(FilePathList files);

    [LibraryImport(NativeLibName)]
    public static partial void OpenURL(sbyte* url);

    // The same with strings

    public static void InitWindow(int width, int height, string title)
    {
        using Utf8Text titleUtf8 = new(title, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* titleBytes = titleUtf8)
            InitWindow(width, height, (sbyte*)titleBytes);
    }

    public static void SetWindowTitle(string title)
    {
        using Utf8Text titleUtf8 = new(title, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* titleBytes = titleUtf8)
            SetWindowTitle((sbyte*)titleBytes);
    }

    public static string GetClipboardText_() => Utf8Text.Read(GetClipboardText());

    public static void SetClipboardText(string text)
    {
        using Utf8Text textUtf8 = new(text, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* textBytes = textUtf8)
            SetClipboardText((sbyte*)textBytes);
    }

    public static void OpenURL(string url)
    {
        using Utf8Text urlUtf8 = new(url, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* urlBytes = urlUtf8)
            OpenURL((sbyte*)urlBytes);
    }

    public static string[] GetDroppedFiles()
    {
        FilePathList list = LoadDroppedFiles();
        string[] files = new string[list.Count];
        for (uint i = 0; i < list.Count; i++)
            files[i] = list[i];
        UnloadDroppedFiles(list);
        return files;
    }
}
