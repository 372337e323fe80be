using Raylib_cs;

namespace Unmask.Toy.Window.Ui;

/// <summary>Every colour of the game by role. Blue is the denoiser's, orange the player's.</summary>
internal sealed record Theme
{
    public required string Name { get; init; }
    public required Color Ground { get; init; }
    public required Color Surface { get; init; }
    public required Color Raised { get; init; }
    public required Color Line { get; init; }
    public required Color Text { get; init; }
    public required Color Quiet { get; init; }
    public required Color Denoiser { get; init; }
    public required Color Player { get; init; }
    public required Color Real { get; init; }
    public required Color Fog { get; init; }
    public required Color Novel { get; init; }
    public required Color Shadow { get; init; }

    public static Theme Dark { get; } = new()
    {
        Name = "dark",
        Ground = Hex(0x10131c),
        Surface = Hex(0x1a1f2e),
        Raised = Hex(0x252c40),
        Line = Hex(0x343d57),
        Text = Hex(0xeef1f8),
        Quiet = Hex(0xa3adc2),
        Denoiser = Hex(0x85c0f9),
        Player = Hex(0xf5793a),
        Real = Hex(0xf0c75e),
        Fog = Hex(0x8f86c9),
        Novel = Hex(0xb9aef0),
        Shadow = Hex(0x05070c, 0x8c),
    };

    public static Theme Light { get; } = new()
    {
        Name = "light",
        Ground = Hex(0xf7f6f2),
        Surface = Hex(0xffffff),
        Raised = Hex(0xeceae3),
        Line = Hex(0xd6d2c6),
        Text = Hex(0x1b2030),
        Quiet = Hex(0x585f70),
        Denoiser = Hex(0x1c64ad),
        Player = Hex(0xb84a10),
        Real = Hex(0x835a00),
        Fog = Hex(0x9d92cf),
        Novel = Hex(0x63519f),
        Shadow = Hex(0x4b4638, 0x30),
    };

    public static Color Hex(uint rgb, byte alpha = 255) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb, alpha);

    /// <summary>One colour over another, in straight alpha.</summary>
    public static Color Mix(Color from, Color to, float share) => new(
        (byte)MathF.Round(from.R + (to.R - from.R) * share),
        (byte)MathF.Round(from.G + (to.G - from.G) * share),
        (byte)MathF.Round(from.B + (to.B - from.B) * share),
        (byte)MathF.Round(from.A + (to.A - from.A) * share));

    public static Color Fade(Color color, float alpha) =>
        new(color.R, color.G, color.B, (byte)MathF.Round(color.A * Math.Clamp(alpha, 0, 1)));
}
