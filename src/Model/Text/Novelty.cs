namespace Unmask.Model.Text;

/// <summary>Whether a name was trained on, is borne by people, or neither.</summary>
public enum NoveltyKind
{
    /// <summary>Neither trained on nor borne by anyone in the data.</summary>
    New,

    /// <summary>Not trained on, but people bear it.</summary>
    Real,

    /// <summary>In the training set.</summary>
    Known,

    /// <summary>Nobody can tell: the denoiser's training data are not at hand.</summary>
    Unknown,
}

/// <summary>What the dataset says about a name.</summary>
/// <param name="Kind">Known, real or new.</param>
/// <param name="Rank">Its place in the data by births, from 1; 0 if it is new.</param>
/// <param name="Births">0 if it is new or the data has no counts.</param>
public readonly record struct Novelty(NoveltyKind Kind, int Rank, long Births)
{
    /// <summary>Of a name that the data do not have.</summary>
    public static Novelty New => default;

    /// <summary>Of any name without data.</summary>
    public static Novelty Unknown => new(NoveltyKind.Unknown, 0, 0);
}
