namespace Unmask.Toy.Window.Sound;

/// <summary>What can be heard.</summary>
internal enum Effect
{
    /// <summary>The denoiser revealed a letter.</summary>
    Reveal,

    /// <summary>The player forced one.</summary>
    Force,

    /// <summary>A slot went back into the fog.</summary>
    Remask,

    /// <summary>The name is finished.</summary>
    Finish,

    /// <summary>That cannot be done.</summary>
    Refuse,
}
