namespace Unmask.Model.Learning;

/// <summary>
/// What a training run does with weights at its output that are not its own. Only a run that was completed takes their place: one that is stopped
/// leaves them there, and keeps what it learned in its checkpoint.
/// </summary>
public enum FormerWeights
{
    /// <summary>The run does not begin.</summary>
    Refuse,

    /// <summary>They are replaced.</summary>
    Replace,

    /// <summary>They are renamed: <c>NAME.old</c>, <c>NAME.old2</c>, …</summary>
    KeepBeside,
}
