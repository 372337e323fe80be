using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

/// <summary>A knob that sets a number of the sampler's settings.</summary>
/// <param name="label">What is set.</param>
/// <param name="hint">What it does, in seven words or fewer.</param>
/// <param name="read">Gets its value from settings.</param>
/// <param name="write">Returns the settings with another value.</param>
internal sealed class Scale(string label, string hint, Func<SamplerSettings, float> read, Func<SamplerSettings, float, SamplerSettings> write)
{
    public string Label => label;

    public float Least { get; init; }

    /// <summary>The end of the scale.</summary>
    public Func<PlayTable, float> Most { get; init; } = _ => 1;

    /// <summary>The highest value, if it lies beyond the end of the scale.</summary>
    public float? Highest { get; init; }

    /// <summary>Steps per 1. Values are whole steps, so that a player can find the same value again.</summary>
    public int Parts { get; init; } = 20;

    public string Format { get; init; } = "0.00";

    /// <summary>What the player must do before this knob has an effect; null if it has one.</summary>
    public Func<SamplerSettings, string?> Missing { get; init; } = _ => null;

    public string Hint(in SamplerSettings settings) => Missing(settings) ?? hint;

    /// <summary>The position on the scale, 0 to 1.</summary>
    public float Share(PlayTable table) => Math.Clamp((read(table.Board.Settings) - Least) / Math.Max(1, Most(table) - Least), 0, 1);

    public void Turn(PlayTable table, int by) => Set(table, Math.Min(read(table.Board.Settings), Highest ?? Most(table)) + by / (float)Parts);

    public void Slide(PlayTable table, float share) => Set(table, Least + share * (Most(table) - Least));

    /// <summary>Formats the value into a buffer.</summary>
    public ReadOnlySpan<char> Write(scoped in SamplerSettings settings, Span<char> buffer) => read(settings).TryFormat(buffer, out int length, Format) ? buffer[..length] : [];

    public string Text(in SamplerSettings settings) => read(settings).ToString(Format);

    private void Set(PlayTable table, float value)
    {
        if (Missing(table.Board.Settings) is null)
            table.Configure(write(table.Board.Settings, Math.Clamp(MathF.Round(value * Parts) / Parts, Least, Highest ?? Most(table))));
    }
}
