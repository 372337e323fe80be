using System.Runtime.CompilerServices;
using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>Where a slot's symbol comes from.</summary>
public enum Origin : byte
{
    /// <summary>Not known yet.</summary>
    Masked,

    /// <summary>Sampled by the denoiser.</summary>
    Revealed,

    /// <summary>Set by the player.</summary>
    Forced,
}

/// <summary>One slot of a board.</summary>
/// <param name="Symbol">Its symbol; MASK while masked.</param>
/// <param name="Origin">Where the symbol comes from.</param>
/// <param name="Allowed">The symbols that the player still allows here; exactly one if forced.</param>
/// <param name="Probability">The probability that a revealed symbol had when it was sampled; otherwise 0.</param>
/// <param name="Move">The number of the move that gave the slot its symbol; otherwise 0.</param>
public readonly record struct Slot(byte Symbol, Origin Origin, SymbolSet Allowed, float Probability, int Move);

/// <summary>A value per slot, stored in place, so that a board is one value without references to its parts.</summary>
[InlineArray(Board.MaxSlots)]
internal struct PerSlot<T>
{
    private T _first;
}
