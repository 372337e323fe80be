namespace Unmask.Model.Learning;

/// <summary>
/// Names that another denoiser makes, to learn from beside the data: what it knows of the law of names comes along (distillation by its samples, after
/// Kim and Rush, arXiv 1606.07947). A small denoiser that soon knows its own names by heart learns more from both than from either.
/// </summary>
/// <param name="teacher">The fingerprint of the teacher's weights.</param>
/// <param name="count">How many names it makes; those that do not fit are left out.</param>
/// <param name="make">Makes the rows, symbols <c>[names, slots]</c>, at temperature 1: the same ones every time.</param>
public sealed class TaughtNames(string teacher, int count, Func<byte[]> make)
{
    /// <summary>One in so many names of a batch is the teacher's. Measured for the mlp: one in five and one in four help, seven in ten do harm (docs/log.md).</summary>
    public const int OneIn = 4;

    /// <summary>The fingerprint of the teacher's weights.</summary>
    public string Teacher => teacher;

    /// <summary>How many names it makes.</summary>
    public int Count => count;

    /// <summary>The rows <c>[names, slots]</c>. They are made when first asked for, which may take minutes.</summary>
    public byte[] Rows => field ??= make();
}
