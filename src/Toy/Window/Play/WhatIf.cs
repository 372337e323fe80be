using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>
/// Shows what forcing the picked candidate would do to the other slots. It is computed once for all candidates of a slot.
/// </summary>
internal sealed class WhatIf(IDenoiser denoiser)
{
    /// <summary>In nats. A smaller change counts as none.</summary>
    private const float Least = 0.05f;

    private readonly Counterfactuals _counterfactuals = new(denoiser);
    private int _candidate = -1;

    /// <summary>An allowed candidate is picked.</summary>
    public bool IsKnown => _candidate >= 0;

    public void Update(PlayGame game, Pointer pointer)
    {
        _candidate = -1;
        if (pointer.Chip < 0)
            return;
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        if (pointer.Chip >= CandidateFan.Candidates(game, pointer.Target, fan))
            return;
        _counterfactuals.Update(game.Board, pointer.Target, game.Prediction, PlayLayout.FanSize);
        _candidate = _counterfactuals.Candidates.IndexOf(fan[pointer.Chip]);
    }

    /// <summary>The effect in one line.</summary>
    /// <param name="board">The board.</param>
    /// <param name="byKeys">The keyboard has picked the candidate.</param>
    /// <param name="text">A buffer.</param>
    public ReadOnlySpan<char> Line(scoped in Board board, bool byKeys, Span<char> text)
    {
        byte symbol = _counterfactuals.Candidates[_candidate];
        float change = _counterfactuals.Changes[_candidate];
        bool ends = symbol == board.Alphabet.Pad;
        ReadOnlySpan<char> what = ends ? "Ending here" : [board.Alphabet.CharacterOf(symbol)], act = byKeys ? ends ? "Enter does it" : "Enter forces it" : ends ? "Click to do it" : "Click to force it";
        return change <= -Least ? text.Write($"{what} settles the others: {-change:0.0} nats less doubt. {act}.")
            : change >= Least ? text.Write($"{what} unsettles the others: {change:0.0} nats more doubt. {act}.")
            : text.Write($"{what} changes little for the others. {act}.");
    }

    /// <summary>Marks every slot with the change of its entropy.</summary>
    public void Draw(PlayView view)
    {
        if (!IsKnown)
            return;
        ReadOnlySpan<float> changes = _counterfactuals.SlotChanges(_candidate);
        Span<char> text = stackalloc char[8];
        for (int slot = 0; slot < view.Layout.Slots; slot++)
        {
            if (Math.Abs(changes[slot]) < Least)
                continue;
            ReadOnlySpan<char> change = text.Write($"{(changes[slot] < 0 ? '−' : '+')}{Math.Abs(changes[slot]):0.0}");
            Box tile = view.Layout.Tiles[slot];
            float width = view.Canvas.Measure(TextStyle.HintStrong, change) + view.Pixels(10), height = view.Pixels(18);
            var tag = new Box(MathF.Round(tile.Center.X - width / 2), tile.Y + view.Pixels(4), width, height);
            view.Canvas.MarkFill(tag, height / 2, Theme.Fade(view.Theme.Ground, 0.86f));
            view.Canvas.TextCentered(TextStyle.HintStrong, change, tag, view.Theme.Denoiser);
        }
    }
}
