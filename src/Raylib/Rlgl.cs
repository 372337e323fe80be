using System.Runtime.InteropServices;

namespace Raylib_cs;

/// <summary>The vertex level below raylib's shapes: the input of custom shaders.</summary>
public static unsafe partial class Rlgl
{
    // Matrices

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlPushMatrix")]
    public static partial void PushMatrix();

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlPopMatrix")]
    public static partial void PopMatrix();

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlLoadIdentity")]
    public static partial void LoadIdentity();

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlTranslatef")]
    public static partial void Translatef(float x, float y, float z);

    // Vertices

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlBegin")]
    public static partial void Begin(DrawMode mode);

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlEnd")]
    public static partial void End();

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlVertex2f")]
    public static partial void Vertex2f(float x, float y);

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlVertex3f")]
    public static partial void Vertex3f(float x, float y, float z);

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlTexCoord2f")]
    public static partial void TexCoord2f(float x, float y);

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlNormal3f")]
    public static partial void Normal3f(float x, float y, float z);

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlColor4ub")]
    public static partial void Color4ub(byte r, byte g, byte b, byte a);

    // Batches

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlSetTexture")]
    public static partial void SetTexture(uint id);

    [LibraryImport(Raylib.NativeLibName, EntryPoint = "rlDrawRenderBatchActive")]
    public static partial void DrawRenderBatchActive();
}

/// <summary>The shape that a run of vertices forms.</summary>
public enum DrawMode
{
    Quads = 0x0007,
}
