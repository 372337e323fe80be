using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// Lines, rectangles, circles, triangles.
public static unsafe partial class Raylib
{
    // Which texture shapes are drawn with: a white pixel, or one that a shader reads coordinates from

    [LibraryImport(NativeLibName)]
    public static partial void SetShapesTexture(Texture2D texture, Rectangle source);

    // Pixels and lines

    [LibraryImport(NativeLibName)]
    public static partial void DrawPixel(int posX, int posY, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawPixelV(Vector2 position, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawLine(int startPosX, int startPosY, int endPosX, int endPosY, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawLineV(Vector2 startPos, Vector2 endPos, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawLineEx(Vector2 startPos, Vector2 endPos, float thick, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawLineStrip(Vector2* points, int pointCount, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawLineBezier(Vector2 startPos, Vector2 endPos, float thick, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawSplineLinear(Vector2* points, int pointCount, float thick, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawSplineCatmullRom(Vector2* points, int pointCount, float thick, Color color);

    // Circles

    [LibraryImport(NativeLibName)]
    public static partial void DrawCircle(int centerX, int centerY, float radius, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawCircleV(Vector2 center, float radius, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawCircleSector(Vector2 center, float radius, float startAngle, float endAngle, int segments, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawCircleLines(int centerX, int centerY, float radius, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawCircleLinesV(Vector2 center, float radius, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawEllipse(int centerX, int centerY, float radiusH, float radiusV, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRing(Vector2 center, float innerRadius, float outerRadius, float startAngle, float endAngle, int segments, Color color);

    // Rectangles

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangle(int posX, int posY, int width, int height, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleV(Vector2 position, Vector2 size, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleRec(Rectangle rec, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectanglePro(Rectangle rec, Vector2 origin, float rotation, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleGradientV(int posX, int posY, int width, int height, Color top, Color bottom);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleGradientH(int posX, int posY, int width, int height, Color left, Color right);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleGradientEx(Rectangle rec, Color topLeft, Color bottomLeft, Color bottomRight, Color topRight);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleLines(int posX, int posY, int width, int height, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleLinesEx(Rectangle rec, float lineThick, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleRounded(Rectangle rec, float roundness, int segments, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleRoundedLines(Rectangle rec, float roundness, int segments, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawRectangleRoundedLinesEx(Rectangle rec, float roundness, int segments, float lineThick, Color color);

    // Triangles and polygons: corners go counter-clockwise

    [LibraryImport(NativeLibName)]
    public static partial void DrawTriangle(Vector2 v1, Vector2 v2, Vector2 v3, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTriangleLines(Vector2 v1, Vector2 v2, Vector2 v3, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTriangleFan(Vector2* points, int pointCount, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTriangleStrip(Vector2* points, int pointCount, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawPoly(Vector2 center, int sides, float radius, float rotation, Color color);

    // Hit tests and colours

    [LibraryImport(NativeLibName)]
    public static partial CBool CheckCollisionPointRec(Vector2 point, Rectangle rec);

    [LibraryImport(NativeLibName)]
    public static partial CBool CheckCollisionPointCircle(Vector2 point, Vector2 center, float radius);

    [LibraryImport(NativeLibName)]
    public static partial CBool CheckCollisionRecs(Rectangle rec1, Rectangle rec2);

    [LibraryImport(NativeLibName)]
    public static partial Color ColorAlpha(Color color, float alpha);

    [LibraryImport(NativeLibName)]
    public static partial Color ColorLerp(Color color1, Color color2, float factor);

    [LibraryImport(NativeLibName)]
    public static partial Color ColorBrightness(Color color, float factor);

    [LibraryImport(NativeLibName)]
    public static partial Color GetColor(uint hexValue);

    public static Color Fade(Color color, float alpha) => ColorAlpha(color, alpha);
}
