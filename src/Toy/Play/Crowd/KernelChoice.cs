namespace Unmask.Toy.Play.Crowd;

/// <summary>The kernels that compute the crowd, slowest first.</summary>
internal enum KernelChoice
{
    Loops,
    TensorPrimitives,
    Generated,
}

internal static class KernelChoices
{
    public const int Count = 3;

    /// <summary>Its name on the screen.</summary>
    public static string NameOf(KernelChoice choice) => choice switch
    {
        KernelChoice.Loops => "plain loops",
        KernelChoice.TensorPrimitives => "TensorPrimitives",
        _ => "generated",
    };
}
