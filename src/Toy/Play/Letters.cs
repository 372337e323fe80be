using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

/// <summary>The two letters of a row that window and terminal point out.</summary>
internal static class Letters
{
    /// <summary>A slot's most probable symbol; the first of equals.</summary>
    public static byte Likeliest(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int symbol = 1; symbol < probabilities.Length; symbol++)
            best = probabilities[symbol] > probabilities[best] ? symbol : best;
        return (byte)best;
    }

    /// <summary>The slot of a finished name's weakest revealed letter; −1 if there is none, or if the name's end is weaker.</summary>
    public static int Weakest(Introspection introspection, in Board board) =>
        introspection.WeakestRevealed is >= 0 and int slot && board[slot].Symbol != board.Alphabet.Pad ? slot : -1;
}
