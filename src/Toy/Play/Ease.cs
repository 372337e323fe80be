namespace Unmask.Toy.Play;

/// <summary>Easing curves, and durations of motions in seconds.</summary>
internal static class Ease
{
    public const double Flip = 0.18, Scene = 0.28, Pause = 0.08;

    /// <summary>Fast, then gently to rest: 0 to 1.</summary>
    public static float OutCubic(float x)
    {
        float rest = 1 - Math.Clamp(x, 0, 1);
        return 1 - rest * rest * rest;
    }

    public static float Mix(float from, float to, float share) => from + (to - from) * share;
}
