using Unmask.Model.Arithmetic;

namespace Unmask.Model.Learning;

/// <summary>
/// Smooths the loss of single batches, which varies by a factor of ten with their t, and compares it with that of a denoiser that gives
/// every symbol the same probability.
/// </summary>
internal struct LossMonitor(int symbols)
{
    /// <summary>Remembers some 100 steps.</summary>
    private const double Decay = 0.99;

    /// <summary>Training starts near 1 and falls. This far above, a run has blown up.</summary>
    private const double DivergedAbove = 2;

    private readonly double _guess = Logarithm.Of(symbols);
    private double _loss, _relative, _weight;

    /// <summary>All that the monitor remembers, to be kept in a checkpoint.</summary>
    public (double Loss, double Relative, double Weight) Memory
    {
        readonly get => (_loss, _relative, _weight);
        set => (_loss, _relative, _weight) = value;
    }

    /// <summary>Exponential moving average of the loss, unbiased from the first step on (as Adam's moments are); 0 before it.</summary>
    public readonly double Smoothed => _weight > 0 ? _loss / _weight : 0;

    /// <summary>The smoothed loss divided by that of guessing: 1 means nothing learned.</summary>
    private readonly double Relative => _relative / _weight;

    /// <summary>No worse than guessing.</summary>
    public readonly bool Good => Relative <= 1;

    /// <summary>Not a number, infinite, or far worse than guessing. Stays so once it is.</summary>
    public readonly bool Diverged => !(Relative <= DivergedAbove);

    public void Add(float loss, ReadOnlySpan<float> lossWeights)
    {
        double weight = 0;
        foreach (float slot in lossWeights)
            weight += slot;
        _loss = Decay * _loss + (1 - Decay) * loss;
        _relative = Decay * _relative + (1 - Decay) * loss / (weight * _guess);
        _weight = Decay * _weight + (1 - Decay);
    }
}
