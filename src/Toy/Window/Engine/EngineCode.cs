using Unmask.Bench.Layers;
using Unmask.Model.Kernels;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>A kernel's generated code under the plain loops that compute the same, with its fixed numbers lit.</summary>
internal sealed class EngineCode(Canvas canvas)
{
    public const string PlainTitle = "Plain loops ask for every length:", NoPlain = "No plain loop computes this here.";

    private const string Cut = "…", Length = ".Length";

    private const int LinesBefore = 3;

    private KernelCode _code = new("");
    private string[] _plain = [];

    /// <summary>The first visible line of code, and the first visible character of each.</summary>
    public int Scroll { get; private set; }

    public int Column { get; private set; }

    /// <summary>Shows a kernel's code from its innermost loop on.</summary>
    public void Show(KernelInfo kernel, bool manyRows, int bits)
    {
        _code = new KernelCode(kernel.Source);
        _plain = LoopSource.MethodOf(kernel.Operation) is { } method ? LoopSource.BodyOf(method) : [];
        // Some lines before the loop say where one is; their indentation is skipped.
        int loop = _code.InnerLoop(manyRows, bits);
        Scroll = Math.Max(0, loop - LinesBefore);
        Column = _code.Lines[Scroll..(loop + 1)].Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
    }

    public void Move(int by, int visible) => Scroll = Math.Clamp(Scroll + by, 0, Math.Max(0, _code.Lines.Length - visible));

    public void MoveSideways(int by) => Column = Math.Clamp(Column + by, 0, Math.Max(0, _code.Longest - 20));

    public void Draw(Theme theme, EngineLayout layout)
    {
        canvas.Text(TextStyle.HintStrong, _plain.Length > 0 ? PlainTitle : NoPlain, layout.PlainTitle.X, layout.PlainTitle.Center.Y, theme.Denoiser);
        float line = layout.LineHeight, y = layout.Plain.Y + line / 2;
        for (int i = 0; i < Math.Min(_plain.Length, EngineLayout.PlainLines); i++, y += line)
            DrawPlain(theme, layout, _plain[i], y);
        canvas.Text(TextStyle.HintStrong, _code.Sentence, layout.Sentence.X, layout.Sentence.Center.Y, theme.Player);
        y = layout.Text.Y + line / 2;
        for (int i = Scroll; i < Math.Min(_code.Lines.Length, Scroll + layout.VisibleLines); i++, y += line)
            DrawGenerated(theme, layout, _code.Lines[i], y);
    }

    /// <summary>What it has to ask for is lit.</summary>
    private void DrawPlain(Theme theme, EngineLayout layout, ReadOnlySpan<char> line, float y)
    {
        int end = Fitting(layout, line), at = 0;
        float x = layout.Plain.X;
        for (int found; at < end && (found = line[at..end].IndexOf(Length)) >= 0; at += found + Length.Length)
        {
            int word = at + found;
            while (word > at && char.IsAsciiLetter(line[word - 1]))
                word--;
            x = canvas.Text(TextStyle.Code, line[at..word], x, y, theme.Text);
            x = Lit(line[word..(at + found + Length.Length)], x, y, theme.Denoiser, layout);
        }
        x = canvas.Text(TextStyle.Code, line[at..end], x, y, theme.Text);
        if (end < line.Length)
            canvas.Text(TextStyle.Code, Cut, x, y, theme.Quiet);
    }

    private void DrawGenerated(Theme theme, EngineLayout layout, ReadOnlySpan<char> whole, float y)
    {
        if (whole.Length <= Column)
            return;
        int end = Column + Fitting(layout, whole[Column..]);
        bool isComment = whole.TrimStart(' ').StartsWith("//", StringComparison.Ordinal);
        float x = layout.Text.X;
        for (int start = 0; start < end;)
        {
            int next = _code.PartOf(whole, start, out bool isFixed), from = Math.Max(start, Column), to = Math.Min(next, end);
            if (to > from)
                x = isFixed ? Lit(whole[from..to], x, y, theme.Player, layout) : canvas.Text(TextStyle.Code, whole[from..to], x, y, isComment ? theme.Quiet : theme.Text);
            start = next;
        }
        if (end < whole.Length)
            canvas.Text(TextStyle.Code, Cut, x, y, theme.Quiet);
    }

    private float Lit(ReadOnlySpan<char> text, float x, float y, Raylib_cs.Color color, EngineLayout layout)
    {
        float width = canvas.Measure(TextStyle.Code, text);
        canvas.Fill(new Box(MathF.Round(x) - 1, MathF.Round(y - layout.LineHeight / 2) + 1, MathF.Round(width) + 2, layout.LineHeight - 2), layout.Shell.Pixels(3), Theme.Fade(color, 0.18f));
        return canvas.Text(TextStyle.Code, text, x, y, color);
    }

    /// <summary>The characters of a line that fit, with room for the mark of a cut.</summary>
    private int Fitting(EngineLayout layout, ReadOnlySpan<char> line)
    {
        int all = canvas.Fonts.Typography.Fitting(TextStyle.Code, line, layout.Text.Width);
        return all >= line.Length ? line.Length : Math.Max(0, all - 1);
    }
}
