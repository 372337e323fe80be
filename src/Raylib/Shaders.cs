using System.Runtime.InteropServices;

namespace Raylib_cs;

// Shaders and their uniforms.
public static unsafe partial class Raylib
{
    [LibraryImport(NativeLibName)]
    public static partial Shader LoadShaderFromMemory(sbyte* vsCode, sbyte* fsCode);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsShaderValid(Shader shader);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadShader(Shader shader);

    [LibraryImport(NativeLibName)]
    public static partial int GetShaderLocation(Shader shader, sbyte* uniformName);

    [LibraryImport(NativeLibName)]
    public static partial void SetShaderValue(Shader shader, int locIndex, void* value, ShaderUniformDataType uniformType);

    [LibraryImport(NativeLibName)]
    public static partial void SetShaderValueV(Shader shader, int locIndex, void* value, ShaderUniformDataType uniformType, int count);

    [LibraryImport(NativeLibName)]
    public static partial void SetShaderValueTexture(Shader shader, int locIndex, Texture2D texture);

    // The same with strings and managed values. A null shader stands for raylib's default one.

    public static Shader LoadShaderFromMemory(string? vsCode, string? fsCode)
    {
        using Utf8Text vsCodeUtf8 = new(vsCode, stackalloc byte[Utf8Text.OnStack]);
        using Utf8Text fsCodeUtf8 = new(fsCode, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* vsCodeBytes = vsCodeUtf8)
        fixed (byte* fsCodeBytes = fsCodeUtf8)
            return LoadShaderFromMemory((sbyte*)vsCodeBytes, (sbyte*)fsCodeBytes);
    }

    public static int GetShaderLocation(Shader shader, string uniformName)
    {
        using Utf8Text uniformNameUtf8 = new(uniformName, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* uniformNameBytes = uniformNameUtf8)
            return GetShaderLocation(shader, (sbyte*)uniformNameBytes);
    }

    public static void SetShaderValue<T>(Shader shader, int locIndex, T value, ShaderUniformDataType uniformType)
        where T : unmanaged => SetShaderValue(shader, locIndex, (void*)&value, uniformType);

    public static void SetShaderValue<T>(Shader shader, int locIndex, T[] values, ShaderUniformDataType uniformType)
        where T : unmanaged => SetShaderValue(shader, locIndex, values.AsSpan(), uniformType);

    public static void SetShaderValue<T>(Shader shader, int locIndex, Span<T> values, ShaderUniformDataType uniformType)
        where T : unmanaged
    {
        fixed (T* p = values) SetShaderValue(shader, locIndex, (void*)p, uniformType);
    }

    public static void SetShaderValueV<T>(
        Shader shader, int locIndex, T[] values, ShaderUniformDataType uniformType, int count)
        where T : unmanaged => SetShaderValueV(shader, locIndex, values.AsSpan(), uniformType, count);

    public static void SetShaderValueV<T>(
        Shader shader, int locIndex, Span<T> values, ShaderUniformDataType uniformType, int count)
        where T : unmanaged
    {
        fixed (T* p = values) SetShaderValueV(shader, locIndex, (void*)p, uniformType, count);
    }
}
