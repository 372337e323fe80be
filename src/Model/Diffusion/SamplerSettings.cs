namespace Unmask.Model.Diffusion;

/// <summary>How the reverse process goes: reveal order, number of steps, temperature and remasking.</summary>
/// <param name="Order">Which masked slots are revealed next; one of <see cref="RevealOrders.All"/>, or one's own.</param>
/// <param name="Steps">Steps from all masked to none, 1 to <see cref="MaxSteps"/>.</param>
/// <param name="Temperature">Divides the logits: below 1 sharpens, above 1 flattens; <see cref="MinTemperature"/> to <see cref="MaxTemperature"/>.</param>
public readonly record struct SamplerSettings(IRevealOrder Order, int Steps, float Temperature)
{
    /// <summary>The most steps; the fewest is 1.</summary>
    public const int MaxSteps = 1000;

    /// <summary>Bounds of <see cref="Temperature"/>, which has no unit.</summary>
    public const float MinTemperature = 0.05f, MaxTemperature = 5f;

    /// <summary>The largest and the usual <see cref="Gamma"/>, in nats.</summary>
    public const float MaxGamma = 10, DefaultGamma = 0.5f;

    /// <summary>The usual <see cref="Strength"/>.</summary>
    public const float DefaultStrength = 0.5f;

    /// <summary>Which revealed slots are masked again on the way; one of <see cref="Remaskings.All"/>, or one's own.</summary>
    public IRemasking Remasking { get; init; } = Remaskings.None;

    /// <summary>How much is remasked: 0 nothing, 1 as much as the noise schedule lets return.</summary>
    public float Strength { get; init; } = DefaultStrength;

    /// <summary>The budget of <see cref="RevealOrders.Entropy"/> in nats, 0 to <see cref="MaxGamma"/>: 0 reveals one slot per step.</summary>
    public float Gamma { get; init; } = DefaultGamma;

    /// <summary>The player's list for <see cref="RevealOrders.Own"/>.</summary>
    public SlotSequence Sequence { get; init; }

    /// <summary>The seed's sampler: most confident slots first, temperature 0.8.</summary>
    public static SamplerSettings Default(int steps) => new(RevealOrders.Confidence, steps, 0.8f);

    /// <summary>Slot by slot from left to right: the only way in which an autoregressive denoiser makes names.</summary>
    public static SamplerSettings LeftToRight(float temperature) => new(RevealOrders.LeftToRight, MaxSteps, temperature);

    /// <summary>How a game begins if nobody says otherwise: a comb in its usual steps, as warm as the seed's sampler; from left to right for an autoregressive denoiser.</summary>
    public static SamplerSettings DefaultFor(IDenoiser denoiser) => denoiser.IsCausal
        ? LeftToRight(Default(1).Temperature)
        : Default(denoiser.Timesteps).WithOrder(RevealOrders.Comb, denoiser.Timesteps);

    /// <summary>The same with another order; usual steps become those of the new order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="timesteps">Of the denoiser.</param>
    public SamplerSettings WithOrder(IRevealOrder order, int timesteps) => this with
    {
        Order = order,
        Steps = Steps == Order.UsualSteps(timesteps) ? order.UsualSteps(timesteps) : Steps,
    };

    /// <summary>What is wrong with the settings, in one line, or null.</summary>
    public string? Problem =>
        Order is null || Remasking is null ? "a reveal order and a remasking must be chosen"
        : Steps is < 1 or > MaxSteps ? $"steps must be 1 to {MaxSteps}, not {Steps}"
        : !(Temperature >= MinTemperature && Temperature <= MaxTemperature)
            ? $"temperature must be {MinTemperature} to {MaxTemperature}, not {Temperature}"
        : !(Strength >= 0 && Strength <= 1) ? $"strength must be 0 to 1, not {Strength}"
        : !(Gamma >= 0 && Gamma <= MaxGamma) ? $"gamma must be 0 to {MaxGamma}, not {Gamma}"
        : null;
}
