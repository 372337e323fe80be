namespace Raylib_cs;

public unsafe struct Shader
{
    public uint Id;
    public int* Locs;
}

public enum ShaderUniformDataType
{
    Float = 0,
    Vec2,
    Vec3,
    Vec4,
    Int,
    IVec2,
    IVec3,
    IVec4,
    UInt,
    UIVec2,
    UIVec3,
    UIVec4,
    Sampler2D,
}
