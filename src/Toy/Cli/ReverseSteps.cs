using Unmask.Model.Diffusion;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>The reverse process at five moments, for <c>generate --show-steps</c>.</summary>
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

    /// <summary>Writes games, each as one line per moment and an empty line, or all as JSON.</summary>
    public static void Write(TextWriter output, IEnumerable<Board> starts, Prediction prediction, bool asJson)
    {
        if (!asJson)
        {
            foreach (Board start in starts)
            {
                foreach (Board board in Play(start, prediction))
                    output.WriteLine($"t {board.Timestep,4}  {board.Row}  {board.Masked,2} masked");
                output.WriteLine();
            }
            return;
        }
        JsonOutput.Write(output, new ReverseStepsJson(starts.Select(start => ToJson(Play(start, prediction)))), CommandJson.Line.ReverseStepsJson);
    }

    private static ReverseStepsJson.Game ToJson(Board[] boards) =>
        new(boards[^1].Name, boards.Select(board => new ReverseStepsJson.Moment(board.Timestep, board.Masked, board.Row)));
}

/// <summary>Games, each at five moments.</summary>
internal sealed record ReverseStepsJson(IEnumerable<ReverseStepsJson.Game> Names)
{
    internal sealed record Game(string Name, IEnumerable<Moment> Steps);

    internal sealed record Moment(int T, int Masked, string Row);
}
