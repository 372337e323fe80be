using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]

namespace Raylib_cs;

/// <summary>
/// The subset of Raylib-cs 8.0.0 (raylib 6.0) that the toy uses, over the machine's own libraylib.
/// Names and signatures are those of Raylib-cs, so that the package can replace this project.
/// </summary>
public static unsafe partial class Raylib
{
    public const string NativeLibName = "raylib";
    public const string RAYLIB_VERSION = "6.0";
}

/// <summary>C's bool: one byte.</summary>
public readonly struct CBool(bool value)
{
    private readonly sbyte _value = value ? (sbyte)1 : (sbyte)0;

    public static implicit operator bool(CBool x) => x._value != 0;
}
