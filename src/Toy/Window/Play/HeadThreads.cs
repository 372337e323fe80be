using System.Numerics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>
/// Where one head of the last block looks: instead of <see cref="Threads"/>, a thread to the asked-for cell from every slot, thicker for a larger attention weight,
/// and each weight on its tile.
/// </summary>
internal sealed class HeadThreads(IDenoiser denoiser)
{
    /// <summary>A smaller weight has no thread and is not written; a larger one than the second is drawn no thicker.</summary>
    private const float Least = 0.005f, Most = 0.6f;

    private readonly Attention _attention = new(denoiser);
    private readonly string _none = denoiser.IsCausal ? $"The heads of {denoiser.Architecture} look back only. Those of the transformer can be shown." : $"{denoiser.Architecture} has no heads. The transformer has.";

    /// <summary>What the control says for every choice: the letters first, then each head.</summary>
    private string[] Labels => field ??= ["why: letters", .. Numbers.Select(number => $"why: head {number}")];

    private string[] Hints => field ??= ["Which letters speak for it", .. Numbers.Select(number => $"Last block: where head {number} looks")];

    /// <summary>The head that is shown, from 0; −1 while letters are.</summary>
    public int Head { get; private set; } = -1;

    /// <summary>The denoiser has heads.</summary>
    public bool HasHeads => _attention.Heads > 0;

    public string Label => Labels[Head + 1];

    public string Hint => Hints[Head + 1];

    /// <summary>A head is shown, and looks from a slot.</summary>
    public bool IsKnown => Head >= 0 && Slot >= 0 && _attention.IsKnown;

    private IEnumerable<int> Numbers => Enumerable.Range(1, _attention.Heads);

    /// <summary>The slot that looks; −1 if none is asked for.</summary>
    private int Slot { get; set; } = -1;

    /// <summary>Goes on to the next head; after the last one, to the letters.</summary>
    /// <returns>What to tell the player.</returns>
    public string Turn()
    {
        if (!HasHeads)
            return _none;
        Head = Head + 1 < _attention.Heads ? Head + 1 : -1;
        return Head < 0 ? "Threads come from the letters that speak for it." : $"Where head {Head + 1} looks. Point at a tile.";
    }

    /// <summary>Looks from the cell under the mouse, else from the picked slot.</summary>
    public void Update(PlayGame game, Pointer pointer)
    {
        Slot = Head < 0 ? -1 : pointer.OverCell ? pointer.CellSlot : pointer.Target;
        if (Slot >= 0)
            _attention.Update(game.Board, Slot);
    }

    /// <summary>Where it looks most, as in "Head 2 looks most at a in tile 2: 41%."</summary>
    public ReadOnlySpan<char> Line(scoped in Board board, Span<char> text)
    {
        ReadOnlySpan<float> weights = _attention.Weights(Head);
        int most = 0;
        for (int slot = 1; slot < weights.Length; slot++)
            most = weights[slot] > weights[most] ? slot : most;
        Span<char> place = stackalloc char[32];
        ReadOnlySpan<char> where = most == Slot ? "its own tile"
            : board.IsAfterEnd(most) ? place.Write($"tile {most + 1}, past the end")
            : board.IsMasked(most) ? place.Write($"tile {most + 1}, in fog")
            : board[most].Symbol == board.Alphabet.Pad ? place.Write($"the end in tile {most + 1}")
            : place.Write($"{board.Alphabet.CharacterOf(board[most].Symbol)} in tile {most + 1}");
        return text.Write($"For tile {Slot + 1}, head {Head + 1} looks most at {where}: {weights[most] * 100:0}%.");
    }

    public void Draw(PlayView view, byte symbol)
    {
        Board board = view.Game.Board;
        ReadOnlySpan<float> weights = _attention.Weights(Head);
        Box asked = view.Layout.Cell(Slot, symbol);
        Span<char> text = stackalloc char[8];
        for (int slot = 0; slot < weights.Length; slot++)
        {
            if (weights[slot] < Least)
                continue;
            DrawShare(view, view.Layout.Tiles[slot], text.Write($"{weights[slot] * 100:0}%"));
            float strength = Math.Min(weights[slot] / Most, 1);
            Color color = Theme.Fade(view.Theme.Denoiser, 0.35f + 0.65f * strength);
            if (slot != Slot)
                Threads.DrawThread(view, Place(view.Layout, board, slot), asked.Center, view.Pixels(1 + 5 * strength), isBroken: false, color);
        }
        view.Canvas.MarkStroke(asked, view.Pixels(3), view.Pixels(2), view.Theme.Text);
    }

    /// <summary>The cell of a known letter; of a slot in fog, where its row begins.</summary>
    private static Vector2 Place(PlayLayout layout, in Board board, int slot)
    {
        if (!board.IsMasked(slot) && !board.IsAfterEnd(slot))
            return layout.Cell(slot, board[slot].Symbol).Center;
        Box first = layout.Cell(slot, 0);
        return new Vector2(first.X, first.Center.Y);
    }

    /// <summary>A weight across the lower edge of its tile, where it covers neither letter nor what is allowed, nor the candidates.</summary>
    private static void DrawShare(PlayView view, in Box tile, ReadOnlySpan<char> share)
    {
        float width = Math.Min(view.Canvas.Measure(TextStyle.HintStrong, share) + view.Pixels(8), tile.Width);
        var tag = new Box(MathF.Round(tile.Center.X - width / 2), tile.Bottom - view.Pixels(6), width, view.Pixels(18));
        view.Canvas.MarkFill(tag, tag.Height / 2, view.Theme.Ground);
        view.Canvas.TextCentered(TextStyle.HintStrong, share, tag, view.Theme.Denoiser);
    }
}
