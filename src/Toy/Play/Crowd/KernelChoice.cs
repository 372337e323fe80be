namespace Unmask.Toy.Play.Crowd;

/// <summary>Who computes the crowd: from the plain to the generated.</summary>
internal enum KernelChoice
{
    Loops,
    TensorPrimitives,
    Generated,
}

internal static class KernelChoices
{
    public const int Count = 3;

    /// <summary>As it is shown.</summary>
    public static string NameOf(KernelChoice choice) => choice switch
    {
        KernelChoice.Loops => "plain loops",
        KernelChoice.TensorPrimitives => "TensorPrimitives",
        _ => "generated",
    };
}
