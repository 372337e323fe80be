using Spectre.Console;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>
/// Turns the game's state into lines of text; a pure function. A slot's origin shows in its colour (orange for the player, blue for the denoiser)
/// and in the sign below it: colour is never the only difference.
/// </summary>
/// <param name="unicode">Whether the terminal supports signs beyond ASCII.</param>
internal sealed class BoardPicture(bool unicode)
{
    private const int CandidatesShown = 7, WideCell = 5, NarrowCell = 3, BarWidth = 24;

    /// <summary>A smaller probability would be shown as 0.000.</summary>
    private const float LeastShown = 0.0005f;

    private static readonly Style
        Quiet = new(decoration: Decoration.Dim),
        Yours = new(new Color(0xf5, 0x79, 0x3a), decoration: Decoration.Bold),
        Denoisers = new(new Color(0x85, 0xc0, 0xf9)),
        Warning = new(Color.Yellow);

    private readonly XrayPicture _xray = new(unicode);

    private string ForcedSign => unicode ? "▲" : "^";

    private string RevealedSign => unicode ? "●" : "*";

    private string RestrictedSign => unicode ? "∴" : ":";

    private string AfterEnd => unicode ? "·" : "-";

    /// <summary>The whole picture.</summary>
    /// <param name="game">The game.</param>
    /// <param name="board">The board to show: the game's own, or an earlier one while a run is being watched.</param>
    /// <param name="facts">Lines about the name, if it is finished.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Its lines. The X-ray is shown where it has room.</param>
    public IReadOnlyList<TerminalLine> Lines(TerminalGame game, in Board board, IReadOnlyList<string> facts, int width, int height)
    {
        TerminalLine[] hints = [.. KeyHints.Lines(game.ShowsKeys, width)];
        List<TerminalLine> lines = [Title(board), Panel(game, board), Rules(board), .. Row(game, board, width), new()];
        lines.AddRange(Middle(game, board, facts));
        lines.Add(new());
        // The message, the X-ray and a line between them.
        if (XrayPicture.WidthFor(board) <= width && lines.Count + XrayPicture.HeightFor(board) + 2 + hints.Length <= height)
            lines.AddRange([.. _xray.Lines(board, game.PredictionOf(board), game.Selected), new()]);
        if (game.ShowsCode)
            lines.AddRange(game.Code!.Chunk(Math.Max(1, width - 1)).Select(part => new TerminalLine().Add(" ").Add(new string(part), Denoisers)));
        else
            lines.Add(new TerminalLine().Add(" ").Add(Ending(game.Message, width - 1), Warning));
        lines.AddRange(hints);
        return lines;
    }

    private TerminalLine Title(in Board board) =>
        new TerminalLine().Add(" Unmask", Yours).Add(
            $"   {ForcedSign} yours  {RevealedSign} the denoiser's  {RestrictedSign} restricted   t {board.Timestep} of {board.Settings.Steps}   seed {board.Seed}",
            Quiet);

    /// <summary>The denoiser and the sampler's settings.</summary>
    private static TerminalLine Panel(TerminalGame game, in Board board)
    {
        SamplerSettings settings = board.Settings;
        Scale pace = Knobs.Pace(settings);
        string strength = settings.Remasking == Remaskings.None ? "" : $" {Knobs.Strength.Text(settings)}";
        return new TerminalLine()
            .Add($" {game.DenoiserName}", Denoisers)
            .Add(
                $"   order {settings.Order.Name}   {pace.Label} {pace.Text(settings)}   temperature {Knobs.Temperature.Text(settings)}   remasking {settings.Remasking.Name}{strength}",
                Quiet);
    }

    /// <summary>The pattern that the player has set; an empty line without one.</summary>
    private static TerminalLine Rules(in Board board) => GapPattern.Of(board) is { Length: > 0 } pattern
        ? new TerminalLine().Add($" {string.Concat(pattern.Select(TerminalText.Of))}", Yours).Add(board.IsFloating ? "   floats: the next step draws its place" : "", Quiet)
        : new();

    /// <summary>A line of symbols and, below it, one of signs; the selected slot in brackets.</summary>
    private IEnumerable<TerminalLine> Row(TerminalGame game, in Board board, int width)
    {
        int cell = width > board.Slots * WideCell ? WideCell : NarrowCell;
        TerminalLine symbols = new(), signs = new();
        symbols.Add(" ");
        signs.Add(" ");
        for (int slot = 0; slot < board.Slots; slot++)
        {
            (string symbol, string sign, Style style) = Look(game, board, slot);
            bool selected = slot == game.Selected;
            symbols.Add(TerminalText.Centered(selected ? $"[{symbol}]" : symbol, cell), selected ? style.Decoration(style.Decoration | Decoration.Bold) : style);
            signs.Add(TerminalText.Centered(sign, cell), style);
        }
        return [symbols, signs];
    }

    private (string Symbol, string Sign, Style Style) Look(TerminalGame game, in Board board, int slot)
    {
        if (board.IsAfterEnd(slot))
            return (AfterEnd, "", Quiet);
        Slot content = board[slot];
        string symbol = TerminalText.Of(board.Alphabet.CharacterOf(content.Symbol));
        return content.Origin switch
        {
            Origin.Forced => (symbol, ForcedSign, Yours),
            Origin.Revealed => (symbol, RevealedSign, Denoisers),
            _ when board.IsRestricted(slot) => ("_", RestrictedSign, Yours),
            // The sign is the denoiser's best guess.
            _ => ("_", Guess(game, board, slot), Quiet),
        };
    }

    private static string Guess(TerminalGame game, in Board board, int slot) =>
        TerminalText.Of(board.Alphabet.CharacterOf(Letters.Likeliest(game.PredictionOf(board).Probabilities(slot))));

    /// <summary>The candidates of the selected slot, or the facts of a finished name; always the same number of lines.</summary>
    private TerminalLine[] Middle(TerminalGame game, in Board board, IReadOnlyList<string> facts)
    {
        IEnumerable<TerminalLine> lines = board.IsFinished ? facts.Select(fact => new TerminalLine().Add(" ").Add(fact))
            : board == game.Session.Board ? Candidates(game, board)
            : [];
        return [.. lines.Concat(Enumerable.Repeat(new TerminalLine(), CandidatesShown + 1)).Take(CandidatesShown + 1)];
    }

    /// <summary>A line per candidate, with a bar.</summary>
    private List<TerminalLine> Candidates(TerminalGame game, in Board board)
    {
        List<TerminalLine> lines = [new TerminalLine().Add($" slot {game.Selected + 1}", Quiet)];
        ReadOnlySpan<float> probabilities = game.Session.Prediction.Probabilities(game.Selected);
        int number = 0;
        foreach (byte symbol in game.Candidates.Take(CandidatesShown))
        {
            float p = probabilities[symbol];
            if (p < LeastShown)
                break;
            string name = symbol == board.Alphabet.Pad ? "end" : TerminalText.Of(board.Alphabet.CharacterOf(symbol));
            lines.Add(new TerminalLine()
                .Add($" {++number} ", Quiet)
                .Add($"{TerminalText.Right(name, 3)} ")
                .Add(Bar(p).PadRight(BarWidth), Denoisers)
                .Add($" {p:F3}"));
        }
        return lines;
    }

    private string Bar(float probability) => new(unicode ? '█' : '#', (int)MathF.Round(probability * BarWidth));

    /// <summary>The end of a text that is too long: there the player types.</summary>
    private static string Ending(string text, int width)
    {
        if (width < 1)
            return "";
        int start = 0;
        while (TerminalText.Width(text[start..]) > (start == 0 ? width : width - 1))
            start++;
        return start == 0 ? text : "~" + text[start..];
    }
}
