namespace Unmask.Toy.Window.Pictures;

/// <summary>A sequence of pictures, to be written as a GIF.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Frames">Oldest first.</param>
internal sealed record Film(int Width, int Height, IReadOnlyList<FilmFrame> Frames);

/// <summary>One picture.</summary>
/// <param name="Pixels">Three bytes each: red, green, blue; rows from the top.</param>
/// <param name="Milliseconds">How long it is shown.</param>
internal readonly record struct FilmFrame(byte[] Pixels, int Milliseconds);
