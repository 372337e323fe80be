using Unmask.Model;
using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

/// <summary>The settings of denoiser and sampler that a player can turn: the same in the window and in the terminal.</summary>
internal static class Knobs
{
    public static Choice Denoiser { get; } = new(
        "denoiser", table => table.DenoiserName, table => DenoiserCatalog.SummaryOf(table.Denoiser.Architecture) ?? "Who guesses the letters", (table, by) => table.ChangeDenoiser(by));

    public static Choice Order { get; } = new(
        "order",
        table => table.Board.Settings.Order.Name,
        table => table.Board.Settings.Order.Summary,
        (table, by) => table.Configure(table.Board.Settings.WithOrder(Next(RevealOrders.All, table.Board.Settings.Order, by), table.Denoiser.Timesteps)));

    public static Choice Remasking { get; } = new(
        "remasking",
        table => table.Board.Settings.Remasking.Name,
        table => table.RemaskingChangesOrder ? "What is revealed stays; others leave comb" : table.Board.Settings.Remasking.Summary,
        (table, by) => table.Remask(Next(Remaskings.All, table.Board.Settings.Remasking, by)));

    public static Scale Steps { get; } = new("passes", "How many passes a whole name takes", settings => settings.Steps, (settings, steps) => settings with { Steps = (int)steps })
    {
        Least = 1, Most = table => table.MostSteps, Parts = 1, Format = "0",
    };

    /// <summary>γ, in nats. At the end of the scale, two or three steps reveal the whole row.</summary>
    public static Scale Doubt { get; } = new("doubt", "How unsure letters revealed together may be", settings => settings.Gamma, (settings, gamma) => settings with { Gamma = gamma })
    {
        Most = _ => 5, Parts = 10, Format = "0.0",
    };

    public static Scale Temperature { get; } = new(
        "temperature", "Low plays safe, high takes risks", settings => settings.Temperature, (settings, temperature) => settings with { Temperature = Math.Max(temperature, SamplerSettings.MinTemperature) })
    {
        Most = _ => 2, Highest = SamplerSettings.MaxTemperature,
    };

    /// <summary>Has no effect without remasking.</summary>
    public static Scale Strength { get; } = new("strength", "How much goes back into the fog", settings => settings.Strength, (settings, strength) => settings with { Strength = strength })
    {
        Missing = settings => settings.Remasking == Remaskings.None ? "Choose a remasking first" : null,
    };

    /// <summary>The knob for how many slots a step reveals: γ under <see cref="RevealOrders.Entropy"/>, the number of steps under all other orders.</summary>
    public static Scale Pace(in SamplerSettings settings) => settings.Order == RevealOrders.Entropy ? Doubt : Steps;

    /// <summary>Turns the pace: up is faster, which is fewer steps or more doubt.</summary>
    public static void Hurry(PlayTable table, int by)
    {
        Scale pace = Pace(table.Board.Settings);
        pace.Turn(table, pace == Doubt ? by : -by);
    }

    /// <summary>Turns the knob that a sign stands for: &lt; and &gt; the pace, − and + the temperature, ( and ) the strength.</summary>
    /// <returns>False if it stands for none.</returns>
    public static bool Turn(PlayTable table, char sign)
    {
        switch (sign)
        {
            case '<' or '>':
                Hurry(table, sign == '>' ? 1 : -1);
                return true;
            case '-' or '+':
                Temperature.Turn(table, sign == '+' ? 1 : -1);
                return true;
            case '(' or ')':
                Strength.Turn(table, sign == ')' ? 1 : -1);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The item <paramref name="by"/> places after the current one, cyclically.</summary>
    public static T Next<T>(IReadOnlyList<T> all, T current, int by)
        where T : class
    {
        int index = 0;
        while (index < all.Count - 1 && all[index] != current)
            index++;
        return all[(index + by + all.Count) % all.Count];
    }
}

/// <summary>A knob that chooses one of several.</summary>
/// <param name="Label">What is chosen.</param>
/// <param name="Value">The current value, in words.</param>
/// <param name="Hint">What the value does, in seven words or fewer.</param>
/// <param name="Turn">Moves by a number of places.</param>
internal sealed record Choice(string Label, Func<PlayTable, string> Value, Func<PlayTable, string> Hint, Action<PlayTable, int> Turn);
