using System.Text.Json.Serialization;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>The same games at several temperatures, for <c>generate --temperatures</c>.</summary>
/// <param name="denoiser">The denoiser.</param>
/// <param name="newBoard">Returns a game's first board for a temperature and a seed.</param>
/// <param name="seed">The seed of every batch.</param>
internal sealed class TemperatureSweep(IDenoiser denoiser, Func<float, ulong, Board> newBoard, ulong seed)
{
    public void Write(TextWriter output, IReadOnlyList<float> temperatures, int count, bool asJson)
    {
        if (!asJson)
        {
            foreach (float temperature in temperatures)
                Tty.WriteFitted(output, $"{temperature,-4}  {string.Join(' ', Names(temperature, count))}");
            return;
        }
        IEnumerable<TemperaturesJson.Batch> batches = temperatures.Select(temperature => new TemperaturesJson.Batch(temperature, Names(temperature, count)));
        JsonOutput.Write(output, new TemperaturesJson(seed, CommandJson.TextOf(seed), batches), CommandJson.Line.TemperaturesJson);
    }

    private IEnumerable<string> Names(float temperature, int count) =>
        new NameBatch(denoiser, game => newBoard(temperature, game), seed, withLikelihood: false).Generate(count).Select(name => name.Name);
}

/// <summary>Names at several temperatures.</summary>
internal sealed record TemperaturesJson(
    ulong Seed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeedText,
    IEnumerable<TemperaturesJson.Batch> Temperatures)
{
    internal sealed record Batch(float Temperature, IEnumerable<string> Names);
}
