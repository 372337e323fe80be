using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

/// <summary>What a turn at each of the panel's knobs does to the sampler's settings: the same in the window and in the terminal.</summary>
internal static class SamplerKnobs
{
    /// <summary>The largest γ that the panel offers, in nats: the row then comes in two or three steps.</summary>
    public const float MostDoubt = 5;

    /// <summary>Temperatures and strengths come in twentieths, γ in tenths, so that the same one can be found again.</summary>
    private const int Twentieths = 20, Tenths = 10;

    public static SamplerSettings Order(in SamplerSettings settings, int by) => settings with { Order = Next(settings.Order, by) };

    /// <summary>The order so many places on, round and round.</summary>
    public static IRevealOrder Next(IRevealOrder order, int by) => Next(RevealOrders.All, order, by);

    public static SamplerSettings Remasking(in SamplerSettings settings, int by) =>
        settings with { Remasking = Next(Remaskings.All, settings.Remasking, by) };

    /// <summary>How much is revealed at once is γ's to say under <see cref="RevealOrders.Entropy"/>, and under all other orders that of the steps.</summary>
    public static bool PaceIsDoubt(in SamplerSettings settings) => settings.Order == RevealOrders.Entropy;

    /// <summary>A step more or fewer, or a tenth of a nat.</summary>
    public static SamplerSettings Pace(in SamplerSettings settings, int by, int mostSteps) => PaceIsDoubt(settings)
        ? WithGamma(settings, settings.Gamma + by / (float)Tenths)
        : settings with { Steps = Math.Clamp(settings.Steps + by, 1, mostSteps) };

    /// <param name="settings">As they are.</param>
    /// <param name="share">Of the way from slowest to fastest that γ has, or of that from fewest to most steps.</param>
    /// <param name="mostSteps">The most steps that are offered.</param>
    public static SamplerSettings WithPace(in SamplerSettings settings, float share, int mostSteps) => PaceIsDoubt(settings)
        ? WithGamma(settings, share * MostDoubt)
        : settings with { Steps = 1 + (int)MathF.Round(share * (mostSteps - 1)) };

    public static SamplerSettings Temperature(in SamplerSettings settings, int by) =>
        WithTemperature(settings, settings.Temperature + by / (float)Twentieths);

    public static SamplerSettings WithTemperature(in SamplerSettings settings, float temperature) =>
        settings with { Temperature = Math.Clamp(Rounded(temperature, Twentieths), SamplerSettings.MinTemperature, SamplerSettings.MaxTemperature) };

    /// <summary>Without remasking there is nothing that could be stronger: then nothing changes.</summary>
    public static SamplerSettings Strength(in SamplerSettings settings, int by) =>
        WithStrength(settings, settings.Strength + by / (float)Twentieths);

    /// <inheritdoc cref="Strength"/>
    public static SamplerSettings WithStrength(in SamplerSettings settings, float strength) => settings.Remasking == Remaskings.None
        ? settings
        : settings with { Strength = Math.Clamp(Rounded(strength, Twentieths), 0, 1) };

    private static SamplerSettings WithGamma(in SamplerSettings settings, float gamma) =>
        settings with { Gamma = Math.Clamp(Rounded(gamma, Tenths), 0, MostDoubt) };

    private static float Rounded(float value, int parts) => MathF.Round(value * parts) / parts;

    private static T Next<T>(IReadOnlyList<T> all, T current, int by)
        where T : class
    {
        int index = 0;
        while (index < all.Count - 1 && all[index] != current)
            index++;
        return all[(index + by + all.Count) % all.Count];
    }
}
