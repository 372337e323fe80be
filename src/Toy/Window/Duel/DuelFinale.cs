using Raylib_cs;
using Unmask.Toy.Play.Duel;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Duel;

/// <summary>Draws the end of a duel: who has won, and all ten names with who found which letter, the points, and a fact.</summary>
internal readonly ref struct DuelFinale(Canvas canvas, Theme theme, DuelLayout layout, DuelGame game)
{
    public void Draw()
    {
        Span<char> text = stackalloc char[64];
        int ahead = game.PlayerPoints - game.DenoiserPoints;
        ReadOnlySpan<char> verdict = ahead > 0 ? text.Write($"You win by {ahead}!") : ahead < 0 ? text.Write($"The denoiser wins by {-ahead}.") : "A draw.";
        canvas.TextCentered(TextStyle.Title, verdict, layout.FinaleTitle, ahead > 0 ? theme.Player : ahead < 0 ? theme.Denoiser : theme.Text);
        for (int row = 0; row < game.Finished.Count; row++)
            DrawRound(row, game.Finished[row]);
    }

    private void DrawRound(int row, DuelRound round)
    {
        for (int slot = 0; slot < round.Owners.Count; slot++)
            DrawTile(layout.FinaleTile(row, slot), round.Name[slot], round.Owners[slot]);
        (Box points, Box fact) = layout.FinaleWords(row);
        Span<char> text = stackalloc char[16];
        float middle = points.Center.X, gap = layout.Shell.Pixels(8);
        canvas.TextRight(TextStyle.HintStrong, text.Write($"{round.Player}"), middle - gap, points.Center.Y, theme.Player);
        canvas.TextCentered(TextStyle.Hint, ":", points, theme.Quiet);
        canvas.Text(TextStyle.HintStrong, text.Write($"{round.Denoiser}"), middle + gap, points.Center.Y, theme.Denoiser);
        int fitting = canvas.Fonts.Typography.Fitting(TextStyle.Hint, round.Fact, fact.Width);
        canvas.Text(TextStyle.Hint, round.Fact.AsSpan(0, fitting), fact.X, fact.Center.Y, theme.Quiet);
    }

    /// <summary>As in the duel: yours has a thick edge, the denoiser's a ring, a missed one a bar below.</summary>
    private void DrawTile(in Box box, char letter, Owner owner)
    {
        float radius = MathF.Round(box.Width / 5), thin = MathF.Max(1, layout.Shell.Pixels(1));
        Color edge = owner switch { Owner.Player => theme.Player, Owner.Denoiser => theme.Denoiser, _ => theme.Line };
        canvas.Fill(box, radius, Theme.Mix(theme.Raised, edge, owner is Owner.Player or Owner.Denoiser ? 0.18f : 0));
        if (owner == Owner.Player)
            canvas.MarkStroke(box, radius, 2 * thin, edge);
        else if (owner == Owner.Denoiser)
            canvas.MarkArc(box, radius, 2 * thin, 1, edge);
        ReadOnlySpan<char> text = [letter];
        canvas.TextCentered(TextStyle.HintStrong, text, box, owner == Owner.Missed ? theme.Quiet : theme.Text);
        if (owner == Owner.Missed)
            canvas.MarkFill(new Box(box.X + box.Width / 4, box.Bottom - 3 * thin, box.Width / 2, 2 * thin), thin, theme.Quiet);
    }
}
