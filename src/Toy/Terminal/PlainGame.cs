using System.Globalization;
using Unmask.Model.Diffusion;
using Unmask.Toy.Facts;

namespace Unmask.Toy.Terminal;

/// <summary>One generation as plain lines, a row per step: the board for pipes and files.</summary>
internal static class PlainGame
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <summary>Plays <paramref name="start"/> to its end.</summary>
    /// <param name="output">Gets every row as soon as it is there.</param>
    /// <param name="start">The first board.</param>
    /// <param name="prediction">The denoiser's.</param>
    public static void Play(TextWriter output, in Board start, Prediction prediction)
    {
        Board board = start;
        WriteRow(output, board);
        while (!board.IsFinished)
        {
            Thread.Sleep(Pause);
            board = ReverseProcess.Step(board, prediction);
            WriteRow(output, board);
        }
        foreach (string fact in new FactLines(new FactBook(prediction.Denoiser)).Of(board.Name))
            output.WriteLine(fact);
    }

    private static void WriteRow(TextWriter output, in Board board)
    {
        Span<byte> row = stackalloc byte[board.Slots];
        board.CopyRow(row);
        Span<char> text = stackalloc char[board.Slots];
        for (int slot = 0; slot < row.Length; slot++)
            text[slot] = board.Alphabet.CharacterOf(row[slot]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"t {board.Timestep,4}  {text}"));
        output.Flush();
    }
}
