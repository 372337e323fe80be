using System.Text.Json.Nodes;
using Unmask.Model.Diffusion;

namespace Unmask.Toy.Storage;

/// <summary>The player's choices, kept between starts.</summary>
/// <param name="Theme">"dark" or "light".</param>
/// <param name="Sound">Effects are audible.</param>
/// <param name="ReducedMotion">No decorative motion.</param>
/// <param name="TourDone">The tour was finished or skipped; it returns only on request.</param>
/// <param name="Denoiser">The name of a built-in denoiser; null for the program's default.</param>
/// <param name="Order">The name of a reveal order; null for the program's default.</param>
/// <param name="Steps">Steps of a whole name; null for as many as the denoiser was trained with.</param>
/// <param name="Temperature">Null for the program's default.</param>
/// <param name="Remasking">The name of a remasking; null for the program's default.</param>
/// <param name="Strength">How much is remasked, 0 to 1; null for the program's default.</param>
/// <param name="Gamma">γ of the order <c>entropy</c>, in nats; null for the program's default.</param>
/// <param name="Level">The duel's level, 0 the easiest.</param>
internal sealed record Settings(
    string Theme = "dark",
    bool Sound = true,
    bool ReducedMotion = false,
    bool TourDone = false,
    string? Denoiser = null,
    string? Order = null,
    int? Steps = null,
    float? Temperature = null,
    string? Remasking = null,
    float? Strength = null,
    float? Gamma = null,
    int Level = 0)
{
    public const string File = "settings.json";

    /// <summary>The same, with the sampler that the player chose last.</summary>
    public Settings With(in SamplerSettings sampler) => this with
    {
        Order = sampler.Order.Name,
        Steps = sampler.Steps,
        Temperature = sampler.Temperature,
        Remasking = sampler.Remasking.Name,
        Strength = sampler.Strength,
        Gamma = sampler.Gamma,
    };

    /// <summary>Reads the settings from a file, value by value.</summary>
    public static Settings Read(JsonObject file, Action<string> refuse) =>
        Fields.Read(file, StorageJson.Default.Settings, new(), settings => settings.Sane(), refuse);

    /// <summary>The same, with senseless values (somebody edited the file) replaced by the defaults.</summary>
    public Settings Sane() => this with
    {
        Theme = Theme == "light" ? "light" : "dark",
        Order = RevealOrders.All.Any(order => order.Name == Order) ? Order : null,
        Steps = Steps is >= 1 and <= SamplerSettings.MaxSteps ? Steps : null,
        Temperature = Temperature is >= SamplerSettings.MinTemperature and <= SamplerSettings.MaxTemperature ? Temperature : null,
        Remasking = Remaskings.All.Any(remasking => remasking.Name == Remasking) ? Remasking : null,
        Strength = Strength is >= 0 and <= 1 ? Strength : null,
        Gamma = Gamma is >= 0 and <= SamplerSettings.MaxGamma ? Gamma : null,
        Level = Math.Clamp(Level, 0, 2),
    };
}
