namespace Unmask.Model.Learning;

/// <summary>
/// Names that another denoiser made, to learn from beside the data: what it knows of the law of names comes along (distillation by its samples, after
/// Kim and Rush, arXiv 1606.07947). A small denoiser that soon knows its own names by heart learns more from both than from either.
/// </summary>
/// <param name="Teacher">The fingerprint of the teacher's weights.</param>
/// <param name="Rows">Symbols <c>[names, slots]</c>, drawn by the teacher at temperature 1.</param>
public sealed record TaughtNames(string Teacher, byte[] Rows)
{
    /// <summary>One in so many names of a batch is the teacher's. Measured for the mlp: one in five to four is best, two in five already lose.</summary>
    public const int OneIn = 4;
}
