using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]
// Buffers on the stack are written before they are read; clearing them first would cost more than the rest of a call.
[module: SkipLocalsInit]

namespace Raylib_cs;

/// <summary>
/// The subset of Raylib-cs 8.0.0 (raylib 6.0) that the toy draws with, over the machine's own libraylib.
/// Names and signatures are those of Raylib-cs, so that the package can take this project's place.
/// </summary>
public static unsafe partial class Raylib
{
    public const string NativeLibName = "raylib";
    public const string RAYLIB_VERSION = "6.0";
}
