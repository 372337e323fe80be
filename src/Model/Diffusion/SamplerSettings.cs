namespace Unmask.Model.Diffusion;

/// <summary>How the reverse process goes: reveal order, number of steps and temperature.</summary>
/// <param name="Order">Which masked slots are revealed next; one of <see cref="RevealOrders.All"/>.</param>
/// <param name="Steps">Steps from all masked to none, 1 to <see cref="MaxSteps"/>.</param>
/// <param name="Temperature">Divides the logits: below 1 sharpens, above 1 flattens; <see cref="MinTemperature"/> to <see cref="MaxTemperature"/>.</param>
public readonly record struct SamplerSettings(IRevealOrder Order, int Steps, float Temperature)
{
    public const int MaxSteps = 1000;

    public const float MinTemperature = 0.05f, MaxTemperature = 5f;

    /// <summary>The seed's sampler: most confident slots first, temperature 0.8.</summary>
    public static SamplerSettings Default(int steps) => new(RevealOrders.Confidence, steps, 0.8f);

    /// <summary>What is wrong with the settings, in one line, or null.</summary>
    public string? Problem =>
        Steps is < 1 or > MaxSteps ? $"steps must be 1 to {MaxSteps}, not {Steps}"
        : !(Temperature >= MinTemperature && Temperature <= MaxTemperature)
            ? $"temperature must be {MinTemperature} to {MaxTemperature}, not {Temperature}"
        : null;
}
