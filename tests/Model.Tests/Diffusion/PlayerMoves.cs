using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>A player's moves that are not refused.</summary>
internal static class PlayerMoves
{
    public static Board Forced(this Board board, int slot, byte symbol)
    {
        Assert.True(board.TryForce(slot, symbol, out Board next, out string? refusal), refusal);
        return next;
    }

    public static Board Restricted(this Board board, int slot, SymbolSet allowed)
    {
        Assert.True(board.TryRestrict(slot, allowed, out Board next, out string? refusal), refusal);
        return next;
    }

    public static Board Forbidden(this Board board, int slot, SymbolSet symbols)
    {
        Assert.True(board.TryForbid(slot, symbols, out Board next, out string? refusal), refusal);
        return next;
    }

    public static Board Ended(this Board board, int slot)
    {
        Assert.True(board.TryEnd(slot, out Board next, out string? refusal), refusal);
        return next;
    }
}
