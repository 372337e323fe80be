using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;

namespace Unmask.Toy.Pages;

/// <summary>One moment of a game as a page shows it.</summary>
/// <param name="Board">The board.</param>
/// <param name="Action">The move that led there.</param>
/// <param name="Words">The move in one sentence.</param>
/// <param name="Thousandths">The distribution of every slot <c>[Slots, Symbols − 1]</c>, in thousandths; 0 where a slot is not masked.</param>
internal sealed record PageMoment(Board Board, BoardAction Action, string Words, ushort[] Thousandths)
{
    /// <summary>Predicts every moment of a game, as the game itself did.</summary>
    /// <param name="denoiser">Used by this call alone.</param>
    /// <param name="game">Oldest first.</param>
    public static PageMoment[] AllOf(IDenoiser denoiser, IReadOnlyList<Moment> game)
    {
        var prediction = new Prediction(denoiser);
        return [.. game.Select((moment, i) => new PageMoment(moment.Board, moment.Action, MoveWords.Of(moment, game[Math.Max(i - 1, 0)].Board), Predict(prediction, moment.Board)))];
    }

    private static ushort[] Predict(Prediction prediction, in Board board)
    {
        prediction.Update(board);
        int outputs = board.Alphabet.Symbols - 1;
        var all = new ushort[board.Slots * outputs];
        for (int slot = 0; slot < board.Slots; slot++)
        {
            if (!board.IsMasked(slot))
                continue;
            ReadOnlySpan<float> probabilities = prediction.Probabilities(slot);
            for (int symbol = 0; symbol < outputs; symbol++)
                all[slot * outputs + symbol] = (ushort)MathF.Round(probabilities[symbol] * 1000);
        }
        return all;
    }
}
