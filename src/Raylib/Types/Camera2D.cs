using System.Numerics;

namespace Raylib_cs;

public struct Camera2D(Vector2 offset, Vector2 target, float rotation, float zoom)
{
    public Vector2 Offset = offset;
    public Vector2 Target = target;
    public float Rotation = rotation;
    public float Zoom = zoom;
}
