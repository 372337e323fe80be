using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

internal enum FaceKind
{
    Masked,
    Revealed,
    Forced,

    /// <summary>The name ends before this slot.</summary>
    AfterEnd,
}

/// <summary>What a tile shows.</summary>
/// <param name="Kind">The origin of its content.</param>
/// <param name="Letter">Its letter; <c>.</c> for the end of the name, <c>_</c> while masked.</param>
/// <param name="Probability">The probability that a revealed letter had.</param>
/// <param name="Restricted">The player allows only some symbols here.</param>
internal readonly record struct TileFace(FaceKind Kind, char Letter, float Probability, bool Restricted)
{
    public static TileFace Of(in Board board, int slot)
    {
        Slot content = board[slot];
        FaceKind kind = board.IsAfterEnd(slot) ? FaceKind.AfterEnd : content.Origin switch
        {
            Origin.Forced => FaceKind.Forced,
            Origin.Revealed => FaceKind.Revealed,
            _ => FaceKind.Masked,
        };
        return new TileFace(kind, board.Alphabet.CharacterOf(content.Symbol), content.Probability, board.IsRestricted(slot));
    }
}
