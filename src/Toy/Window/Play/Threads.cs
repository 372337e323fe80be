using System.Numerics;
using Raylib_cs;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>
/// Why this letter: threads in the X-ray from the known letters to the one that is looked at, thicker where a letter counts for more. A whole
/// thread speaks for the letter, a broken one against it.
/// </summary>
internal sealed class Threads(IDenoiser denoiser)
{
    /// <summary>In nats. A weaker influence is not drawn; a stronger one than the second is drawn no thicker.</summary>
    private const float Least = 0.05f, Most = 2;

    /// <summary>Parts of a thread, and how far it bends, as a share of its length.</summary>
    private const int Parts = 24;

    private const float Bend = 0.16f;

    /// <summary>The largest factor that is written out.</summary>
    private const float Countless = 1000;

    private readonly Influences _influences = new(denoiser);
    private readonly string[] _names = [.. denoiser.Alphabet.Letters.Select(letter => letter.ToString()), "the end"];
    private int _slot = -1;
    private byte _symbol;

    /// <summary>The symbol that is looked at.</summary>
    public byte Symbol => _symbol;

    /// <summary>Something speaks for or against the letter that is looked at.</summary>
    public bool IsKnown => _slot >= 0 && _influences.Strongest >= 0 && Math.Abs(_influences.Changes[_influences.Strongest]) >= Least;

    /// <summary>Looks at the cell under the mouse, else at the picked slot: its letter, its picked candidate, or its likeliest one.</summary>
    public void Update(PlayGame game, Pointer pointer)
    {
        Board board = game.Board;
        _slot = pointer.OverCell ? pointer.CellSlot : pointer.Target;
        if (_slot < 0 || board.IsAfterEnd(_slot))
        {
            _slot = -1;
            return;
        }
        _symbol = pointer.OverCell ? (byte)pointer.CellSymbol : SymbolOf(game, pointer);
        _influences.Update(board, _slot, _symbol);
    }

    /// <summary>The strongest reason in one line, as in "r in tile 3 is 3.7 times likelier with a in tile 2."</summary>
    public ReadOnlySpan<char> Line(scoped in Board board, Span<char> text)
    {
        int source = _influences.Sources[_influences.Strongest];
        float change = _influences.Changes[_influences.Strongest], factor = (float)Exponential.Of(Math.Abs(change));
        string what = _names[_symbol], why = _names[board[source].Symbol], more = change > 0 ? "likelier" : "less likely";
        return factor >= Countless ? text.Write($"{what} in tile {_slot + 1} is over {Countless:0} times {more} with {why} in tile {source + 1}.")
            : text.Write($"{what} in tile {_slot + 1} is {factor:0.#} times {more} with {why} in tile {source + 1}.");
    }

    public void Draw(PlayView view)
    {
        if (!IsKnown)
            return;
        Board board = view.Game.Board;
        Vector2 to = view.Layout.Cell(_slot, _symbol).Center;
        for (int i = 0; i < _influences.Sources.Length; i++)
        {
            float change = _influences.Changes[i];
            if (Math.Abs(change) < Least)
                continue;
            int source = _influences.Sources[i];
            Color voice = board[source].Origin == Origin.Forced ? view.Theme.Player : view.Theme.Denoiser;
            float strength = Math.Min(Math.Abs(change) / Most, 1);
            DrawThread(view, view.Layout.Cell(source, board[source].Symbol).Center, to, view.Pixels(1.5f + 4 * strength), change < 0, Theme.Fade(voice, 0.6f + 0.4f * strength));
        }
        view.Canvas.MarkStroke(view.Layout.Cell(_slot, _symbol), view.Pixels(3), view.Pixels(2), view.Theme.Text);
    }

    public static void DrawThread(PlayView view, Vector2 from, Vector2 to, float thickness, bool isBroken, Color color)
    {
        Vector2 way = to - from, control = (from + to) / 2 + new Vector2(way.Y, -way.X) * Bend, last = from;
        for (int part = 1; part <= Parts; part++)
        {
            float share = part / (float)Parts;
            Vector2 next = Vector2.Lerp(Vector2.Lerp(from, control, share), Vector2.Lerp(control, to, share), share);
            if (!isBroken || part % 3 != 0)
                view.Canvas.Line(last, next, thickness, color);
            last = next;
        }
    }

    private static byte SymbolOf(PlayGame game, Pointer pointer)
    {
        if (!game.Board.IsMasked(pointer.Target))
            return game.Board[pointer.Target].Symbol;
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        int count = CandidateFan.Candidates(game, pointer.Target, fan);
        return pointer.Chip >= 0 && pointer.Chip < count ? fan[pointer.Chip] : Letters.Likeliest(game.Prediction.Probabilities(pointer.Target));
    }
}
