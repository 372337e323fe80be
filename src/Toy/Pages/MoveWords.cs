using System.Globalization;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;

namespace Unmask.Toy.Pages;

/// <summary>What happened in one move, in plain words.</summary>
internal static class MoveWords
{
    /// <param name="moment">The move, and the board after it.</param>
    /// <param name="before">The board before it.</param>
    public static string Of(in Moment moment, in Board before)
    {
        (BoardAction action, Board board) = (moment.Action, moment.Board);
        int slot = action.Slot + 1;
        string said = action.Kind switch
        {
            ActionKind.Start => GapPattern.Of(board) is { Length: > 0 } pattern ? $"The game begins with {pattern}." : "Every tile is in fog.",
            ActionKind.Force => $"The player set {Letters(action.Symbols, board.Alphabet)} in slot {slot}.",
            ActionKind.End => $"The player ended the name at slot {slot}.",
            ActionKind.Restrict => $"The player allowed only {Letters(action.Symbols, board.Alphabet)} in slot {slot}.",
            ActionKind.Forbid => $"The player forbade {Letters(action.Symbols, board.Alphabet)} in slot {slot}.",
            ActionKind.ForbidEverywhere => $"The player forbade {Letters(action.Symbols, board.Alphabet)} everywhere.",
            ActionKind.Lift => $"The player lifted what was set in slot {slot}.",
            ActionKind.Remask => $"The player took slot {slot} back.",
            ActionKind.Restart => "The player began again, with other luck.",
            ActionKind.Configure => "The player changed how the denoiser draws.",
            ActionKind.SetPattern => action.Pattern is { Length: > 0 } pattern ? $"The player set the pattern {pattern}." : "The player lifted everything.",
            _ when before.IsFloating => $"The denoiser drew the place of {before.Gaps}.",
            _ => Drawn(board, before),
        };
        return action.Kind is ActionKind.Restart or ActionKind.Start or ActionKind.SetPattern ? said : said + TakenBack(board, before, action);
    }

    private static string Drawn(in Board board, in Board before)
    {
        List<string> drawn = [];
        for (int slot = 0; slot < board.Slots; slot++)
        {
            Slot now = board[slot];
            if (now.Origin != Origin.Revealed || before[slot] == now || board.IsAfterEnd(slot))
                continue;
            string what = now.Symbol == board.Alphabet.Pad ? "the end" : board.Alphabet.CharacterOf(now.Symbol).ToString();
            drawn.Add(string.Create(CultureInfo.InvariantCulture, $"{what} in slot {slot + 1} ({now.Probability * 100:0}%)"));
        }
        return drawn.Count == 0 ? "The denoiser drew nothing." : $"The denoiser drew {And(drawn)}.";
    }

    /// <summary>Slots that are masked now and were not before, but for the one that the player took back.</summary>
    private static string TakenBack(in Board board, in Board before, in BoardAction action)
    {
        List<string> slots = [];
        for (int slot = 0; slot < board.Slots; slot++)
        {
            if (board[slot].Origin == Origin.Masked && before[slot].Origin == Origin.Revealed && !(action.Kind == ActionKind.Remask && slot == action.Slot))
                slots.Add($"{slot + 1}");
        }
        return slots.Count == 0 ? "" : $" {(action.IsDenoisers ? "It took back" : "That masked")} slot{(slots.Count > 1 ? "s" : "")} {And(slots)}.";
    }

    private static string Letters(SymbolSet symbols, Alphabet alphabet) => And([.. Enumerable.Range(0, alphabet.Mask)
        .Where(symbol => symbols.Contains((byte)symbol))
        .Select(symbol => symbol == alphabet.Pad ? "the end" : alphabet.CharacterOf((byte)symbol).ToString())]);

    private static string And(List<string> parts) => parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
