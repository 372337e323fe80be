using System.Globalization;
using Unmask.Model.Diffusion;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>The reverse process that made a name, at five moments: what <c>generate --show-steps</c> shows.</summary>
internal static class ReverseSteps
{
    private const int Moments = 5;

    /// <summary>Plays a game to its end.</summary>
    /// <returns>Its boards, evenly spread from the first to the last.</returns>
    public static Board[] Play(in Board start, Prediction prediction)
    {
        List<Board> boards = [start];
        while (!boards[^1].IsFinished)
            boards.Add(ReverseProcess.Step(boards[^1], prediction));
        return [.. Enumerable.Range(0, Moments).Select(moment => boards[moment * (boards.Count - 1) / (Moments - 1)])];
    }

    /// <summary>Games one after another, each as one line per moment and an empty line, or as JSON.</summary>
    public static void Write(TextWriter output, IEnumerable<Board> starts, Prediction prediction, bool asJson)
    {
        if (!asJson)
        {
            foreach (Board start in starts)
            {
                foreach (Board board in Play(start, prediction))
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"t {board.Timestep,4}  {board.Row}  {board.Masked,2} masked"));
                output.WriteLine();
            }
            return;
        }
        JsonOutput.Write(output, writer =>
        {
            writer.WriteStartArray("names"u8);
            foreach (Board start in starts)
            {
                Board[] boards = Play(start, prediction);
                writer.WriteStartObject();
                writer.WriteString("name"u8, boards[^1].Name);
                writer.WriteStartArray("steps"u8);
                foreach (Board board in boards)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("t"u8, board.Timestep);
                    writer.WriteNumber("masked"u8, board.Masked);
                    writer.WriteString("row"u8, board.Row);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }
}
