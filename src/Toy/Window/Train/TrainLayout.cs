using Unmask.Toy.Play.Train;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Train;

/// <summary>The places of the Train scene.</summary>
internal sealed class TrainLayout
{
    public TrainLayout(ShellLayout shell)
    {
        Shell = shell;
        Box body = shell.Body;
        float gap = shell.Pixels(8), wide = shell.Pixels(16), bar = shell.Pixels(56);
        Denoiser = new Box(body.X, body.Y, shell.Pixels(160), bar);
        Recipe = new Box(Denoiser.Right + wide, body.Y, shell.Pixels(128), bar);
        Data = new Box(Recipe.Right + wide, body.Y, shell.Pixels(168), bar);
        float button = shell.Pixels(88), top = body.Y + shell.Pixels(16);
        SaveButton = new Box(body.Right - button, top, button, shell.Pixels(40));
        PlayButton = SaveButton.Offset(-button - gap, 0);
        ResetButton = PlayButton.Offset(-button - gap, 0);
        StartButton = ResetButton.Offset(-button - gap, 0);
        float y = body.Y + bar + shell.Pixels(12), height = body.Bottom - shell.Pixels(32) - y, half = MathF.Round((body.Width - wide) * 0.58f);
        Curves = new Box(body.X, y, half, height);
        Samples = new Box(Curves.Right + wide, y, body.Right - Curves.Right - wide, height);
        Plot = new Box(Curves.X + shell.Pixels(56), Curves.Y + shell.Pixels(72), Curves.Width - shell.Pixels(76), Curves.Height - shell.Pixels(112));
        Hint = body.BottomPart(shell.Pixels(24));
        Rows = new Box[LiveTraining.Samples];
        Box inner = Samples.Inset(shell.Pixels(20), shell.Pixels(16));
        float first = inner.Y + shell.Pixels(32), step = (inner.Bottom - first) / Rows.Length;
        for (int i = 0; i < Rows.Length; i++)
        {
            float tall = Math.Min(step - shell.Pixels(6), shell.Pixels(44));
            Rows[i] = new Box(inner.X, MathF.Round(first + i * step), inner.Width, MathF.Floor(tall));
        }
    }

    public ShellLayout Shell { get; }

    public Box Denoiser { get; }

    public Box Recipe { get; }

    public Box Data { get; }

    public Box StartButton { get; }

    public Box ResetButton { get; }

    public Box PlayButton { get; }

    public Box SaveButton { get; }

    /// <summary>The card of the curves.</summary>
    public Box Curves { get; }

    public Box Plot { get; }

    /// <summary>The card of the eight names.</summary>
    public Box Samples { get; }

    public Box[] Rows { get; }

    public Box Hint { get; }
}
