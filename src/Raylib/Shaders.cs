using System.Runtime.InteropServices;

namespace Raylib_cs;

// Shaders and their uniforms.
public static unsafe partial class Raylib
{
    /// <summary>Null means raylib's default shader.</summary>
    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial Shader LoadShaderFromMemory(string? vsCode, string? fsCode);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadShader(Shader shader);

    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetShaderLocation(Shader shader, string uniformName);

    public static void SetShaderValue<T>(Shader shader, int locIndex, T value, ShaderUniformDataType uniformType)
        where T : unmanaged => SetShaderValue(shader, locIndex, (void*)&value, uniformType);

    [LibraryImport(NativeLibName)]
    private static partial void SetShaderValue(Shader shader, int locIndex, void* value, ShaderUniformDataType uniformType);
}

public unsafe struct Shader
{
    public uint Id;
    public int* Locs;
}

public enum ShaderUniformDataType
{
    Float = 0,
}
