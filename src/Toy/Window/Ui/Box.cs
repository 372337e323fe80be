using System.Numerics;

namespace Unmask.Toy.Window.Ui;

/// <summary>A rectangle of the window in pixels. Layouts consist of boxes, and tests compare them.</summary>
internal readonly record struct Box(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public Vector2 Center => new(X + Width / 2, Y + Height / 2);

    /// <summary>The left and top edges belong to the box, the right and bottom edges to its neighbours.</summary>
    public bool Contains(Vector2 point) => point.X >= X && point.X < Right && point.Y >= Y && point.Y < Bottom;

    /// <summary>The index of the first box that contains a point; −1 if none does.</summary>
    public static int IndexAt(ReadOnlySpan<Box> boxes, Vector2 point)
    {
        for (int i = 0; i < boxes.Length; i++)
        {
            if (boxes[i].Contains(point))
                return i;
        }
        return -1;
    }

    public bool Contains(in Box other) => other.X >= X && other.Right <= Right && other.Y >= Y && other.Bottom <= Bottom;

    public bool Overlaps(in Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    public Box Inset(float by) => new(X + by, Y + by, Width - 2 * by, Height - 2 * by);

    public Box Inset(float horizontal, float vertical) => new(X + horizontal, Y + vertical, Width - 2 * horizontal, Height - 2 * vertical);

    public Box Offset(float x, float y) => new(X + x, Y + y, Width, Height);

    /// <summary>A box of another size around the same centre.</summary>
    public Box Scaled(float horizontal, float vertical) =>
        new(X + Width * (1 - horizontal) / 2, Y + Height * (1 - vertical) / 2, Width * horizontal, Height * vertical);

    /// <summary>Boxes of the same size side by side; this one is the first.</summary>
    public Box[] Row(int count, float gap)
    {
        var row = new Box[count];
        for (int i = 0; i < count; i++)
            row[i] = Offset(i * (Width + gap), 0);
        return row;
    }

    /// <summary>The left part of a given width.</summary>
    public Box Left(float width) => new(X, Y, width, Height);

    /// <summary>The right part of a given width.</summary>
    public Box RightPart(float width) => new(Right - width, Y, width, Height);

    /// <summary>The top part of a given height.</summary>
    public Box Top(float height) => new(X, Y, Width, height);

    /// <summary>The bottom part of a given height.</summary>
    public Box BottomPart(float height) => new(X, Bottom - height, Width, height);
}
