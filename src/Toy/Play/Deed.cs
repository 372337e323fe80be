namespace Unmask.Toy.Play;

/// <summary>An event of a game, in the player's terms.</summary>
internal enum Deed
{
    /// <summary>The denoiser revealed a letter.</summary>
    Reveal,

    /// <summary>The name is finished.</summary>
    Finish,

    /// <summary>The player forced a letter.</summary>
    Force,

    /// <summary>A letter was masked again, or a move undone.</summary>
    TakeBack,

    /// <summary>Another moment of the timeline is shown.</summary>
    Scrub,

    /// <summary>Everything but the constraints was masked again.</summary>
    Again,

    /// <summary>An action was refused.</summary>
    Refuse,
}
