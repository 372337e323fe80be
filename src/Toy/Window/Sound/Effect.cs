namespace Unmask.Toy.Window.Sound;

/// <summary>The sound effects.</summary>
internal enum Effect
{
    /// <summary>The denoiser revealed a letter.</summary>
    Reveal,

    /// <summary>The player forced a letter.</summary>
    Force,

    /// <summary>A slot was masked again.</summary>
    Remask,

    /// <summary>The name is finished.</summary>
    Finish,

    /// <summary>An act was refused.</summary>
    Refuse,
}
