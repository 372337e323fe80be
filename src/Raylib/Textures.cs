using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// Textures and render textures: pixels in the memory of the graphics card.
public static unsafe partial class Raylib
{
    // Loading

    [LibraryImport(NativeLibName)]
    public static partial Texture2D LoadTextureFromImage(Image image);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsTextureValid(Texture2D texture);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadTexture(Texture2D texture);

    [LibraryImport(NativeLibName)]
    public static partial RenderTexture2D LoadRenderTexture(int width, int height);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsRenderTextureValid(RenderTexture2D target);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadRenderTexture(RenderTexture2D target);

    [LibraryImport(NativeLibName)]
    public static partial void UpdateTexture(Texture2D texture, void* pixels);

    [LibraryImport(NativeLibName)]
    public static partial void UpdateTextureRec(Texture2D texture, Rectangle rec, void* pixels);

    [LibraryImport(NativeLibName)]
    public static partial void GenTextureMipmaps(Texture2D* texture);

    [LibraryImport(NativeLibName)]
    public static partial void SetTextureFilter(Texture2D texture, TextureFilter filter);

    [LibraryImport(NativeLibName)]
    public static partial void SetTextureWrap(Texture2D texture, TextureWrap wrap);

    // Drawing

    [LibraryImport(NativeLibName)]
    public static partial void DrawTexture(Texture2D texture, int posX, int posY, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextureV(Texture2D texture, Vector2 position, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextureEx(Texture2D texture, Vector2 position, float rotation, float scale, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextureRec(Texture2D texture, Rectangle source, Vector2 position, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTexturePro(Texture2D texture, Rectangle source, Rectangle dest, Vector2 origin, float rotation, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextureNPatch(Texture2D texture, NPatchInfo nPatchInfo, Rectangle dest, Vector2 origin, float rotation, Color tint);

    // The same over managed memory

    public static void UpdateTexture<T>(Texture2D texture, T[] pixels) where T : unmanaged =>
        UpdateTexture(texture, (ReadOnlySpan<T>)pixels);

    public static void UpdateTexture<T>(Texture2D texture, ReadOnlySpan<T> pixels) where T : unmanaged
    {
        fixed (T* p = pixels) UpdateTexture(texture, (void*)p);
    }

    public static void UpdateTextureRec<T>(Texture2D texture, Rectangle rec, T[] pixels) where T : unmanaged =>
        UpdateTextureRec(texture, rec, (ReadOnlySpan<T>)pixels);

    public static void UpdateTextureRec<T>(Texture2D texture, Rectangle rec, ReadOnlySpan<T> pixels) where T : unmanaged
    {
        fixed (T* p = pixels) UpdateTextureRec(texture, rec, (void*)p);
    }

    public static void GenTextureMipmaps(ref Texture2D texture)
    {
        fixed (Texture2D* p = &texture) GenTextureMipmaps(p);
    }
}
