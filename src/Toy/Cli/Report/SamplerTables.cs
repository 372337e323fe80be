using System.Text;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;

namespace Unmask.Toy.Cli.Report;

/// <summary>The Markdown tables of <c>docs/samplers.md</c>: all samplers side by side, and completions of forced letters.</summary>
internal static class SamplerTables
{
    private const int CompletedNames = 1_000;

    private static readonly (string Kind, string Pattern)[] Patterns = [("prefix", "ma"), ("infix", "__nn"), ("suffix", "____ra$")];

    /// <summary>The numbers of steps that are compared where nobody says otherwise.</summary>
    public static int[] UsualSteps { get; } = [4, 8, 16, 32];

    /// <summary>Samplers that <see cref="Compare"/> measures.</summary>
    public static int Count(int[] steps) => steps.Sum(count => SamplerComparison.Samplers(count, 1).Count());

    /// <summary>Quality of names by reveal order, remasking and steps.</summary>
    /// <param name="comparison">Measures.</param>
    /// <param name="steps">Numbers of steps.</param>
    /// <param name="temperature">Of all names.</param>
    /// <param name="samples">Names per sampler.</param>
    /// <param name="progress">Told how many samplers are done.</param>
    public static string Compare(SamplerComparison comparison, int[] steps, float temperature, int samples, Action<int> progress)
    {
        var text = new StringBuilder();
        text.Append($"{samples:N0} names each at temperature {temperature}, strength {SamplerSettings.DefaultStrength}, γ {SamplerSettings.DefaultGamma}.\n\n");
        text.Append("| steps | order | remasking | nats per letter | length distance | unique | real | passes |\n|---|---|---|---|---|---|---|---|\n");
        int done = 0;
        foreach (SamplerSettings settings in steps.SelectMany(count => SamplerComparison.Samplers(count, temperature)))
        {
            (_, SampleQuality quality, double passes) = comparison.Measure(settings, samples);
            text.Append($"| {settings.Steps} | {settings.Order.Name} | {settings.Remasking.Name} | {quality.JudgeNatsPerLetter:F3} | {quality.LengthDistance:F3} | ");
            text.Append($"{quality.Unique:P1} | {1 - quality.New:P1} | {passes:F1} |\n");
            progress(++done);
        }
        return text.ToString();
    }

    /// <summary>How often completions of forced letters are real names.</summary>
    /// <param name="comparison">Measures.</param>
    /// <param name="denoiser">Completes the names.</param>
    /// <param name="settings">The sampler's settings.</param>
    /// <param name="baseline">An autoregressive denoiser to compare with; null if there is none.</param>
    public static string Force(SamplerComparison comparison, IDenoiser denoiser, SamplerSettings settings, IDenoiser? baseline)
    {
        SamplerSettings leftToRight = new(RevealOrders.LeftToRight, SamplerSettings.MaxSteps, settings.Temperature);
        var text = new StringBuilder();
        text.Append($"Real names among {CompletedNames:N0} completions at temperature {settings.Temperature}; ");
        text.Append($"{denoiser.Architecture}: {settings.Order.Name}, remasking {settings.Remasking.Name}, {settings.Steps} steps.\n\n");
        text.Append($"| forced | pattern | {denoiser.Architecture} |");
        if (baseline is not null)
            text.Append($" {baseline.Architecture}, left to right | {baseline.Architecture}, with rejection | names tried for each |");
        text.Append(baseline is null ? "\n|---|---|---|\n" : "\n|---|---|---|---|---|---|\n");
        // Only patterns in the denoiser's alphabet.
        IEnumerable<(string, string)> patterns = Patterns.Where(entry => entry.Pattern.All(character => !char.IsLetter(character) || denoiser.Alphabet.TrySymbolOf(character, out _)));
        foreach ((string kind, string pattern) in patterns.Prepend(("nothing", "")))
        {
            text.Append($"| {kind} | `{pattern.PadRight(1)}` | {comparison.Complete(denoiser, settings, pattern, CompletedNames).Real:P1} |");
            if (baseline is not null)
            {
                Completions rejected = comparison.Reject(baseline, leftToRight, pattern, CompletedNames);
                text.Append($" {comparison.Complete(baseline, leftToRight, pattern, CompletedNames).Real:P1} | {rejected.Real:P1}");
                text.Append($" of {rejected.Names:N0} | {(double)rejected.Tries / Math.Max(rejected.Names, 1):N0} |");
            }
            text.Append('\n');
        }
        return text.ToString();
    }
}
