using System.Globalization;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play.Duel;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>A duel as lines of text: it prints the row and a question per turn, and reads a move per line.</summary>
/// <param name="duel">The duel.</param>
/// <param name="output">Receives the lines.</param>
/// <param name="record">Receives every move.</param>
internal sealed class DuelLines(DuelGame duel, TextWriter output, DuelRecord record)
{
    /// <summary>Plays until the duel is over or the input ends.</summary>
    public void Play(TextReader input)
    {
        output.WriteLine($"A right letter scores 1 and a point for every bit of surprise, a wrong one is shown. The whole name scores {DuelGame.PointsPerLetter} for each hidden letter. q leaves.");
        while (true)
        {
            record.Note();
            if (duel.IsOver)
                break;
            if (duel.IsRoundOver)
            {
                TellName();
                duel.NextRound();
            }
            else if (!duel.IsPlayersTurn)
            {
                duel.Answer();
                Tell(duel.LastMove!.Value);
            }
            else if (!Ask(input))
            {
                return;
            }
        }
        TellName();
        string verdict = duel.PlayerPoints > duel.DenoiserPoints ? "You win" : duel.PlayerPoints < duel.DenoiserPoints ? "The denoiser wins" : "A draw";
        output.WriteLine($"{verdict}, {duel.PlayerPoints} to {duel.DenoiserPoints}; best streak {duel.BestStreak}.");
    }

    /// <summary>Asks until there is a move.</summary>
    /// <returns>False if the player leaves.</returns>
    private bool Ask(TextReader input)
    {
        output.WriteLine($"round {duel.Round + 1} of {DuelGame.Rounds}   {Row()}   you {duel.PlayerPoints}, denoiser {duel.DenoiserPoints}");
        while (true)
        {
            output.Write(duel.CanGuess ? $"slot and letter, or the whole name for {duel.GuessPoints}: " : "slot and letter: ");
            output.Flush();
            string? line = input.ReadLine() is { } typed ? Composition.Of(typed).Trim() : null;
            if (line is null or "q")
            {
                output.WriteLine(line is null ? "" : "Until next time.");
                return false;
            }
            if (TryRead(line, out int slot, out byte letter) && duel.TryPlace(slot, letter) || TryGuess(line))
            {
                Tell(duel.LastMove!.Value);
                return true;
            }
            output.WriteLine("Say a hidden slot's number and a letter, like 3 r.");
        }
    }

    private bool TryRead(string line, out int slot, out byte letter)
    {
        letter = 0;
        bool read = int.TryParse(line.AsSpan(0, Math.Max(0, line.Length - 1)).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out slot);
        return read && --slot >= 0 && slot < duel.Board.Slots
            && duel.Board.Alphabet.TryRead(line[^1], out letter);
    }

    private bool TryGuess(string line)
    {
        byte[] row = new byte[duel.Board.Slots];
        return line.Length == duel.Board.End && duel.Board.Alphabet.TryEncode(line, row) && duel.TryGuess(row.AsSpan(0, line.Length));
    }

    private void TellName() => output.WriteLine($"It was {duel.Finished[^1].Story}.");

    private void Tell(in DuelMove move)
    {
        if (move.IsWholeName)
        {
            output.WriteLine(move.IsRight ? $"You say the name: right, {move.Points} points." : $"You say a name: wrong, slot {move.Slot + 1} is {duel.Board.Alphabet.CharacterOf(move.Truth)}.");
            return;
        }
        char guess = duel.Board.Alphabet.CharacterOf(move.Guess), truth = duel.Board.Alphabet.CharacterOf(move.Truth);
        string who = move.IsPlayers ? "You place" : "The denoiser places";
        string outcome = move.IsRight ? $"right, {move.Points} points" : $"wrong, it is {truth}";
        output.WriteLine($"{who} {guess} in slot {move.Slot + 1}: {outcome} (the denoiser held it {move.Probability:P0}).");
    }

    private string Row()
    {
        Board board = duel.Board;
        return string.Join(' ', Enumerable.Range(0, board.End).Select(slot => board.Alphabet.CharacterOf(board[slot].Symbol)));
    }
}
