namespace Unmask.Toy.Play;

/// <summary>What happened in the game, as the player would say it.</summary>
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

    /// <summary>The timeline was walked.</summary>
    Scrub,

    /// <summary>Everything but what is forced went back into the fog.</summary>
    Again,

    /// <summary>It could not be done.</summary>
    Refuse,
}
