using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The facts of a finished name as lines of text. The last lines are kept, because a board is drawn many times.</summary>
internal sealed class FactLines(FactBook book)
{
    private (Board Board, IReadOnlyList<string> Lines) _last;
    private Introspection? _introspection;

    /// <summary>One line for novelty and likelihood, one for the sampler's likelihood, one for the nearest known names, and one for the letter that fits worst.</summary>
    public IReadOnlyList<string> Of(in Board board)
    {
        if (_last.Lines is null || _last.Board != board)
            _last = (board, board.Name.Length == 0 ? [] : [.. Write(board.Name, book.Of(board.Name, board.Settings)), .. Weakest(board)]);
        return _last.Lines;
    }

    private string[] Weakest(in Board board)
    {
        _introspection ??= new Introspection(book.Denoiser);
        _introspection.Update(board);
        return Letters.Weakest(_introspection, board) is >= 0 and int slot
            ? [$"weakest letter: {board.Alphabet.CharacterOf(board[slot].Symbol)} in slot {slot + 1} ({_introspection.Probability(slot):P1} given all others)"]
            : [];
    }

    private static string[] Write(string name, FactSheet facts)
    {
        string title = $"{char.ToUpperInvariant(name[0])}{name[1..]}";
        Novelty novelty = facts.Novelty;
        string line = novelty.Kind switch
        {
            NoveltyKind.Known when novelty.Births == 0 => $"{title} is known: number {novelty.Rank:N0} of its list",
            NoveltyKind.Unknown => $"{title}: known or new? Name the training data with --data",
            NoveltyKind.Known => $"{title} is known: number {novelty.Rank:N0}, {novelty.Births:N0} people",
            NoveltyKind.Real => $"{title} is real: never trained on, but {novelty.Births:N0} people bear it",
            _ => $"{title} is new: nobody in the data bears it",
        };
        if (facts.Likelihood is { } likelihood)
            line += $"; {likelihood}";
        return [.. new[] { line, facts.BySampler, facts.Neighbors }.OfType<string>()];
    }
}
