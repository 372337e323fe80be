using Raylib_cs;

namespace Unmask.Toy.Window.Keys;

/// <summary>A key that went down.</summary>
/// <param name="Key">By its place on a US keyboard: right for keys such as arrows, wrong for letters.</param>
/// <param name="Letter">The letter or digit that is printed on it, '\0' if there is none.</param>
internal readonly record struct KeyPress(KeyboardKey Key, char Letter);
