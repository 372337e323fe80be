namespace Raylib_cs;

/// <summary>Red, green, blue, alpha.</summary>
public struct Color
{
    public byte R;
    public byte G;
    public byte B;
    public byte A;

    public static readonly Color White = new(255, 255, 255, 255);
    public static readonly Color Black = new(0, 0, 0, 255);
    public static readonly Color Blank = new(0, 0, 0, 0);

    public Color(byte r, byte g, byte b, byte a) => (R, G, B, A) = (r, g, b, a);

    public Color(byte r, byte g, byte b) : this(r, g, b, (byte)255)
    {
    }

    /// <summary>Throws where a value does not fit a byte.</summary>
    public Color(int r, int g, int b, int a)
        : this(Convert.ToByte(r), Convert.ToByte(g), Convert.ToByte(b), Convert.ToByte(a))
    {
    }

    public Color(int r, int g, int b) : this(r, g, b, 255)
    {
    }

    /// <summary>Values from 0 to 1.</summary>
    public Color(float r, float g, float b, float a) : this(Byte(r), Byte(g), Byte(b), Byte(a))
    {
    }

    public Color(float r, float g, float b) : this(r, g, b, 1f)
    {
    }

    public override readonly string ToString() => $"{{R:{R} G:{G} B:{B} A:{A}}}";

    private static byte Byte(float value) => (byte)(Math.Clamp(value, 0f, 1f) * 255);
}
