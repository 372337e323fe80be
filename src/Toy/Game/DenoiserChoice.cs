using Unmask.Model.Denoisers;
using Unmask.Model.Weights;

namespace Unmask.Toy.Game;

/// <summary>A denoiser that the player can choose.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Load">Makes one, for the caller alone, and gives the weights that it is made of.</param>
internal sealed record DenoiserChoice(string Name, Func<(IDenoiser Denoiser, WeightSet Weights)> Load);
