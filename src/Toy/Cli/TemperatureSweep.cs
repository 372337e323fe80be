using System.Globalization;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Cli;

/// <summary>The same games at several temperatures: what <c>generate --temperatures</c> shows.</summary>
/// <param name="denoiser">Makes the names.</param>
/// <param name="newBoard">From a temperature and a seed to the board on which a game begins.</param>
/// <param name="seed">The seed of every batch.</param>
internal sealed class TemperatureSweep(IDenoiser denoiser, Func<float, ulong, Board> newBoard, ulong seed)
{
    public void Write(TextWriter output, IReadOnlyList<float> temperatures, int count, bool asJson)
    {
        if (!asJson)
        {
            foreach (float temperature in temperatures)
                Tty.WriteFitted(output, string.Create(CultureInfo.InvariantCulture, $"{temperature,-4}  {string.Join(' ', Names(temperature, count))}"));
            return;
        }
        JsonOutput.Write(output, writer =>
        {
            writer.WriteSeed(seed);
            writer.WriteStartArray("temperatures"u8);
            foreach (float temperature in temperatures)
            {
                writer.WriteStartObject();
                writer.WriteNumber("temperature"u8, temperature);
                writer.WriteStartArray("names"u8);
                foreach (string name in Names(temperature, count))
                    writer.WriteStringValue(name);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    private IEnumerable<string> Names(float temperature, int count) =>
        new NameBatch(denoiser, game => newBoard(temperature, game), seed, withLikelihood: false).Generate(count).Select(name => name.Name);
}
