using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;

namespace Unmask.Toy.Window.Play;

/// <summary>What stands on the card of a name beside its tiles: the last picture of a film, and the only one of a PNG.</summary>
/// <param name="Denoiser">Who made it.</param>
/// <param name="Title">The name with a capital letter; empty while it is unfinished.</param>
/// <param name="Kind">Known, real or new.</param>
/// <param name="About">What that means, in a few words.</param>
/// <param name="Code">The code that plays the name again; empty if there is none.</param>
internal sealed record CardWords(string Denoiser, string Title, NoveltyKind Kind, string About, string Code)
{
    /// <param name="session">The game, at the moment that is shown.</param>
    /// <param name="denoiser">The denoiser's name on the screen.</param>
    /// <param name="names">The words that the denoiser learned; null if they are not at hand.</param>
    public static CardWords Of(Session session, string denoiser, NameSet? names)
    {
        Board board = session.Board;
        string code = ReplayCode.TryEncode(session, out string? text, out _) ? text : "";
        if (!board.IsFinished || board.Name.Length == 0)
            return new CardWords(denoiser, "", NoveltyKind.Unknown, "", code);
        Novelty novelty = names?.NoveltyOf(board.Name) ?? Novelty.Unknown;
        string about = novelty switch
        {
            { Births: > 0 } => $"{novelty.Births:N0} people bear it",
            { Rank: > 0 } => $"number {novelty.Rank:N0} of its list",
            { Kind: NoveltyKind.New } => "nobody in the data bears it",
            _ => "",
        };
        return new CardWords(denoiser, char.ToUpperInvariant(board.Name[0]) + board.Name[1..], novelty.Kind, about, code);
    }
}
