using System.Numerics;
using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Window.Ui;

/// <summary>
/// All drawing goes through here. Shapes and text are collected and drawn sorted, so that a layer costs a handful of batches in any
/// drawing order: shapes, then fog, then ornaments and marks over it, then text. Lists are reused; a frame allocates nothing.
/// Without a graphics card the processor shades every fragment, so invisible fragments are never shaded, and few of those without an edge.
/// </summary>
internal sealed class Canvas : IDisposable
{
    private enum Kind
    {
        Fill,
        Stroke,
        Shadow,
        Arc,
        Dots,
        Hatch,
        Fog,
    }

    private readonly record struct Shape(Kind Kind, Box Box, float Grow, float Radius, float Amount, Color Color)
    {
        /// <summary>The direction of its right side.</summary>
        public Vector2 Direction { get; init; } = Vector2.UnitX;

        public float Z => (int)Kind * Shaders.KindStep + Amount;
    }

    private readonly record struct Glyph(Box Target, Box Source, Color Color);

    /// <summary>Pixels above which a fill's inside gets a separate shader.</summary>
    private const float Large = 20_000;

    private readonly List<Shape> _shapes = new(1024), _fogs = new(64), _ornaments = new(64), _marks = new(256);
    private readonly List<Glyph>[] _glyphs;
    private readonly Shader _plainShader, _shapeShader, _ornamentShader, _fogShader;
    private readonly Texture2D _noise;
    private readonly int _timeLocation, _grainLocation;

    public Canvas()
    {
        _glyphs = new List<Glyph>[Typography.Styles * Faces.Most];
        for (int i = 0; i < _glyphs.Length; i++)
            _glyphs[i] = new List<Glyph>(i % Faces.Most == 0 ? 512 : 0);
        _plainShader = Raylib.LoadShaderFromMemory(Shaders.Vertex, Shaders.Plain);
        _shapeShader = Raylib.LoadShaderFromMemory(Shaders.Vertex, Shaders.Shape);
        _ornamentShader = Raylib.LoadShaderFromMemory(Shaders.Vertex, Shaders.Ornament);
        _fogShader = Raylib.LoadShaderFromMemory(Shaders.Vertex, Shaders.Fog);
        _timeLocation = Raylib.GetShaderLocation(_fogShader, "time");
        _grainLocation = Raylib.GetShaderLocation(_fogShader, "grain");
        _noise = FogNoise.Load();
    }

    public Fonts Fonts { get; set; } = null!;

    /// <summary>How far the fog has drifted, in seconds.</summary>
    public float FogTime { get; set; }

    public float Unit => Fonts.Typography.Unit;

    public void Fill(in Box box, float radius, Color color) => Add(_shapes, Kind.Fill, box, radius, 0, color);

    /// <summary>An edge inside the box.</summary>
    public void Stroke(in Box box, float radius, float thickness, Color color) => Add(_shapes, Kind.Stroke, box, radius, thickness, color);

    /// <summary>A soft shadow that reaches <paramref name="blur"/> beyond the box.</summary>
    public void Shadow(in Box box, float radius, float blur, Color color) => Add(_shapes, Kind.Shadow, box, radius, blur, color, blur);

    public void Fog(in Box box, float radius, float patch, Color color)
    {
        if (color.A > 0)
            _fogs.Add(new Shape(Kind.Fog, box, 1, Math.Min(radius, Math.Min(box.Width, box.Height) / 2), patch, color));
    }

    /// <summary>A fill over shapes and fog.</summary>
    public void MarkFill(in Box box, float radius, Color color) => Add(_marks, Kind.Fill, box, radius, 0, color);

    public void MarkStroke(in Box box, float radius, float thickness, Color color) => Add(_marks, Kind.Stroke, box, radius, thickness, color);

    /// <summary>A part of the edge, clockwise from the top.</summary>
    public void MarkArc(in Box box, float radius, float thickness, float share, Color color) =>
        Add(_ornaments, Kind.Arc, box, radius, MathF.Round(thickness) * Shaders.ThicknessStep + Math.Min(share, 1.99f), color);

    public void MarkDots(in Box box, float radius, float pitch, Color color) => Add(_ornaments, Kind.Dots, box, radius, pitch, color);

    public void MarkHatch(in Box box, float radius, float pitch, Color color) => Add(_ornaments, Kind.Hatch, box, radius, pitch, color);

    /// <summary>A line with round ends over shapes and fog.</summary>
    public void Line(Vector2 from, Vector2 to, float thickness, Color color)
    {
        float length = Vector2.Distance(from, to);
        Vector2 middle = (from + to) / 2;
        var box = new Box(middle.X - (length + thickness) / 2, middle.Y - thickness / 2, length + thickness, thickness);
        _marks.Add(new Shape(Kind.Fill, box, 1, thickness / 2, 0, color) { Direction = length > 0 ? (to - from) / length : Vector2.UnitX });
    }

    public float Measure(TextStyle style, ReadOnlySpan<char> text) => Fonts.Typography.Measure(style, text);

    /// <summary>A line of text from its left end, its capitals centred on <paramref name="middle"/>. Returns where it ends.</summary>
    public float Text(TextStyle style, ReadOnlySpan<char> text, float x, float middle, Color color)
    {
        Typography typography = Fonts.Typography;
        int size = typography.Size(style);
        float baseline = MathF.Round(middle + typography.File(style).CapHeight * size / 2);
        if (text.Length > 0 && typography.StandsOnCircle(text[0]))
            Write(Faces.Circle);
        foreach (char c in text)
            Write(c);
        return x;

        void Write(char c)
        {
            Put(style, c, MathF.Round(x), baseline, 1, 1, color);
            x += typography.Advance(style, c) * size;
        }
    }

    public void TextCentered(TextStyle style, ReadOnlySpan<char> text, in Box box, Color color) =>
        Text(style, text, box.X + (box.Width - Measure(style, text)) / 2, box.Center.Y, color);

    public void TextRight(TextStyle style, ReadOnlySpan<char> text, float right, float middle, Color color) =>
        Text(style, text, right - Measure(style, text), middle, color);

    /// <summary>A tile's letter around the box's centre, squeezed and faded by the tile's motion.</summary>
    public void Letter(char letter, in Box box, float horizontal, float vertical, Color color)
    {
        Typography typography = Fonts.Typography;
        if (typography.Faces.PlaceOf(strong: true, letter) < 0)
        {
            LetterInHex(letter, box, horizontal, color);
            return;
        }
        FontFile file = typography.File(TextStyle.Tile);
        int size = typography.Size(TextStyle.Tile);
        // Between x-height and ascenders, so that "a", "l" and "g" all look centred.
        float middle = (file.XHeight + file.CapHeight) / 4 * size, baseline = MathF.Round(box.Center.Y + middle * vertical);
        float x = box.Center.X - typography.Measure(TextStyle.Tile, [letter]) * horizontal / 2;
        if (typography.StandsOnCircle(letter))
        {
            Put(TextStyle.Tile, Faces.Circle, x, baseline, horizontal, vertical, color);
            x += typography.Advance(TextStyle.Tile, Faces.Circle) * size * horizontal;
        }
        Put(TextStyle.Tile, letter, horizontal == 1 ? MathF.Round(x) : x, baseline, horizontal, vertical, color);
    }

    /// <summary>Draws the collected shapes and text.</summary>
    public void Flush()
    {
        FlushShapes(_shapes, _shapeShader);
        if (_fogs.Count > 0)
        {
            Raylib.SetShaderValue(_fogShader, _timeLocation, FogTime, ShaderUniformDataType.Float);
            Raylib.SetShaderValue(_fogShader, _grainLocation, 1 / (340 * Unit), ShaderUniformDataType.Float);
            FlushShapes(_fogs, _fogShader);
        }
        FlushShapes(_ornaments, _ornamentShader);
        FlushShapes(_marks, _shapeShader);
        for (TextStyle style = 0; (int)style < Typography.Styles; style++)
        {
            for (int place = 0; place < Faces.Most; place++)
                FlushGlyphs(style, place);
        }
    }

    public void Dispose()
    {
        Raylib.UnloadTexture(_noise);
        Raylib.UnloadShader(_fogShader);
        Raylib.UnloadShader(_ornamentShader);
        Raylib.UnloadShader(_shapeShader);
        Raylib.UnloadShader(_plainShader);
    }

    private static void Add(List<Shape> list, Kind kind, in Box box, float radius, float amount, Color color, float grow = 1)
    {
        if (color.A > 0 && box.Width > 0 && box.Height > 0)
            list.Add(new Shape(kind, box, grow, Math.Min(radius, Math.Min(box.Width, box.Height) / 2), amount, color));
    }

    private unsafe void Put(TextStyle style, char c, float x, float baseline, float horizontal, float vertical, Color color)
    {
        if (c == ' ' || color.A == 0)
            return;
        if (!Fonts.TryGlyph(style, c, out int place, out int index))
        {
            Frame(style, x, baseline, color);
            return;
        }
        Font font = Fonts.At(style, place);
        ref GlyphInfo info = ref font.Glyphs[index];
        Rectangle source = font.Recs[index];
        FontFile file = Fonts.Typography.FileAt(style, place);
        float ascent = MathF.Floor(font.BaseSize * file.Ascent / (file.Ascent + file.Descent));
        var target = new Box(
            x + info.OffsetX * horizontal, baseline + (info.OffsetY - ascent) * vertical, source.Width * horizontal, source.Height * vertical);
        float width = font.Texture.Width, height = font.Texture.Height;
        _glyphs[Fonts.Index(style, place)].Add(new Glyph(
            target, new Box(source.X / width, source.Y / height, source.Width / width, source.Height / height), color));
    }

    /// <summary>The placeholder for a letter that no font has.</summary>
    private void Frame(TextStyle style, float x, float baseline, Color color)
    {
        int size = Fonts.Typography.Size(style);
        float tall = Fonts.Typography.File(style).CapHeight * size, margin = (Typography.FrameWidth - 0.5f) / 2 * size;
        MarkStroke(new Box(x + margin, baseline - tall, 0.5f * size, tall), 1, MathF.Max(1, MathF.Round(Unit)), color);
    }

    /// <summary>A tile's letter that no font has, shown by its code number.</summary>
    private void LetterInHex(char letter, in Box box, float horizontal, Color color)
    {
        Span<char> number = stackalloc char[4];
        ((int)letter).TryFormat(number, out _, "X4");
        if (horizontal == 1 && Measure(TextStyle.Hint, number) <= box.Width)
            TextCentered(TextStyle.Hint, number, box, color);
        else
            Frame(TextStyle.Hint, box.Center.X - Typography.FrameWidth * Fonts.Typography.Size(TextStyle.Hint) / 2, box.Center.Y + Unit * 5, color);
    }

    private void FlushShapes(List<Shape> list, Shader shader)
    {
        if (list.Count == 0)
            return;
        Begin(shader);
        foreach (ref readonly Shape shape in CollectionsMarshal.AsSpan(list))
        {
            Box box = shape.Box;
            Rlgl.Color4ub(shape.Color.R, shape.Color.G, shape.Color.B, shape.Color.A);
            Rlgl.Normal3f(box.Width / 2, box.Height / 2, shape.Radius);
            float across = box.Width / 2 + shape.Grow, down = box.Height / 2 + shape.Grow;
            switch (shape.Kind)
            {
                case Kind.Stroke or Kind.Arc:
                    Ring(shape, across, down);
                    break;
                case Kind.Fill when box.Width * box.Height > Large:
                    float side = across - shape.Radius - 2 * shape.Grow, end = down - 2 * shape.Grow;
                    Quad(shape, -across, -down, -side, down);
                    Quad(shape, side, -down, across, down);
                    Quad(shape, -side, -down, side, -end);
                    Quad(shape, -side, end, side, down);
                    End();
                    Begin(_plainShader);
                    Rlgl.Color4ub(shape.Color.R, shape.Color.G, shape.Color.B, shape.Color.A);
                    Quad(shape, -side, -end, side, end);
                    End();
                    Begin(shader);
                    break;
                default:
                    Quad(shape, -across, -down, across, down);
                    break;
            }
        }
        End();
        list.Clear();

        void Begin(Shader next)
        {
            Raylib.BeginShaderMode(next);
            Rlgl.SetTexture(_noise.Id);
            Rlgl.Begin(DrawMode.Quads);
        }

        static void End()
        {
            Rlgl.End();
            Rlgl.SetTexture(0);
            Raylib.EndShaderMode();
        }
    }

    /// <summary>Only an edge's corners and thin sides: the inside, most of the area, is skipped. An arc's amount exceeds its thickness, which is harmless.</summary>
    private static void Ring(in Shape shape, float across, float down)
    {
        float thickness = shape.Amount, corner = Math.Max(shape.Radius, thickness) + 2 * shape.Grow, thin = thickness + 2 * shape.Grow;
        float side = across - corner, end = down - corner;
        if (side <= 0 || end <= 0)
        {
            Quad(shape, -across, -down, across, down);
            return;
        }
        Quad(shape, -across, -down, -side, -end);
        Quad(shape, side, -down, across, -end);
        Quad(shape, -across, end, -side, down);
        Quad(shape, side, end, across, down);
        Quad(shape, -side, -down, side, -down + thin);
        Quad(shape, -side, down - thin, side, down);
        Quad(shape, -across, -end, -across + thin, end);
        Quad(shape, across - thin, -end, across, end);
    }

    /// <summary>A part of a shape's box, in pixels from its centre.</summary>
    private static void Quad(in Shape shape, float left, float top, float right, float bottom)
    {
        Corner(shape, left, top);
        Corner(shape, left, bottom);
        Corner(shape, right, bottom);
        Corner(shape, right, top);

        static void Corner(in Shape shape, float x, float y)
        {
            (Vector2 center, Vector2 along) = (shape.Box.Center, shape.Direction);
            Rlgl.TexCoord2f(x, y);
            Rlgl.Vertex3f(center.X + x * along.X - y * along.Y, center.Y + x * along.Y + y * along.X, shape.Z);
        }
    }

    private void FlushGlyphs(TextStyle style, int place)
    {
        List<Glyph> list = _glyphs[Fonts.Index(style, place)];
        if (list.Count == 0)
            return;
        Rlgl.SetTexture(Fonts.At(style, place).Texture.Id);
        Rlgl.Begin(DrawMode.Quads);
        foreach (ref readonly Glyph glyph in CollectionsMarshal.AsSpan(list))
        {
            Box source = glyph.Source, target = glyph.Target;
            Rlgl.Color4ub(glyph.Color.R, glyph.Color.G, glyph.Color.B, glyph.Color.A);
            Rlgl.TexCoord2f(source.X, source.Y);
            Rlgl.Vertex2f(target.X, target.Y);
            Rlgl.TexCoord2f(source.X, source.Bottom);
            Rlgl.Vertex2f(target.X, target.Bottom);
            Rlgl.TexCoord2f(source.Right, source.Bottom);
            Rlgl.Vertex2f(target.Right, target.Bottom);
            Rlgl.TexCoord2f(source.Right, source.Y);
            Rlgl.Vertex2f(target.Right, target.Y);
        }
        Rlgl.End();
        Rlgl.SetTexture(0);
        list.Clear();
    }
}
