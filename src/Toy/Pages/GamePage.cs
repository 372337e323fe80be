using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;

namespace Unmask.Toy.Pages;

/// <summary>
/// A game as one web page to send to somebody: it plays in any browser, asks nothing of a network, and carries the game's replay code. Meant for
/// a worker: the facts of a long name may take seconds.
/// </summary>
internal static class GamePage
{
    /// <summary>The most bytes of a page. The data of a long game are made less fine until the page is small enough.</summary>
    public const int MaxBytes = 200_000;

    /// <summary>The smallest probabilities that a page shows, in thousandths; the next one is tried if a page is too large.</summary>
    private static readonly int[] Faintest = [1, 4];

    /// <summary>Makes the page.</summary>
    /// <param name="denoiser">Used by this page alone.</param>
    /// <param name="game">Every moment, oldest first; at least one.</param>
    /// <param name="code">The game's replay code.</param>
    /// <returns>UTF-8, at most <see cref="MaxBytes"/>.</returns>
    public static byte[] Make(IDenoiser denoiser, IReadOnlyList<Moment> game, string code)
    {
        PageMoment[] moments = PageMoment.AllOf(denoiser, game);
        Dictionary<string, string> parts = Describe(denoiser, game[^1].Board, code);
        foreach (int faintest in Faintest)
        {
            if (TryCompose(moments, faintest, out byte[] page))
                return page;
        }
        PageMoment[] fewer = moments;
        byte[] thinned;
        do
            fewer = Thinned(moments, fewer.Length / 2);
        while (!TryCompose(fewer, Faintest[^1], out thinned) && fewer.Length > 1);
        return thinned;

        bool TryCompose(PageMoment[] shown, int faintest, out byte[] page)
        {
            parts["lead"] = Text($"{(shown.Length < moments.Length ? $"{shown.Length:N0} of {moments.Length:N0} moments" : $"{moments.Length:N0} moments")} · {denoiser.Architecture} · seed {game[0].Board.Seed}");
            parts["moves"] = string.Concat(shown.Select(moment => $"<li>{Text(moment.Words)}</li>"));
            parts["game"] = PageData.Write(denoiser.Alphabet, shown, faintest);
            page = Encoding.UTF8.GetBytes(Filled(Resource("page.html"), parts));
            return page.Length <= MaxBytes;
        }
    }

    private static Dictionary<string, string> Describe(IDenoiser denoiser, in Board board, string code)
    {
        (string style, string script) = (Resource("page.css"), Resource("page.js"));
        string name = board.IsFinished ? board.Name : "", title = name.Length > 0 ? $"{char.ToUpperInvariant(name[0])}{name[1..]}" : "";
        string heading = title.Length > 0 ? $"{title}, out of the fog" : "A game of Unmask";
        return new()
        {
            ["style"] = style,
            ["styleHash"] = Hash(style),
            ["script"] = script,
            ["scriptHash"] = Hash(script),
            ["title"] = Text(heading),
            ["heading"] = Text(heading),
            ["description"] = "Letter by letter, with everything else that it could have been.",
            ["name"] = Text(title.Length > 0 ? title : "Not finished"),
            ["facts"] = title.Length > 0 ? FactsOf(denoiser, board) : $"<p>{board.Masked} of {board.Slots} slots are still masked. You can go on from here.</p>",
            ["weights"] = DenoiserCatalog.FindBuiltIn(denoiser.Fingerprint ?? "") is null ? $"It needs the weights <code>{Text(denoiser.Fingerprint ?? "")}</code> of the one who played. " : "",
            ["code"] = Text(code),
            ["foot"] = "Made with Unmask. This page holds all it needs and asks nothing of a network.",
        };
    }

    private static string FactsOf(IDenoiser denoiser, in Board board)
    {
        var book = new FactBook(denoiser);
        FactSheet facts = book.Of(board.Name, board.Settings);
        if (!facts.IsExact && book.CanBeExact)
            facts = book.MakeExact(facts, board.Name, default);
        (string word, string meaning) = facts.Verdict;
        return $"<p class=\"{word}\"><span class=\"badge\">{word}</span>{Text(meaning)}</p>" + string.Concat(facts.Lines.Select(line => $"<p class=\"quiet\">{Text(line)}</p>"));
    }

    /// <summary>At most <paramref name="most"/> moments at equal distances, the first and the last included.</summary>
    private static PageMoment[] Thinned(PageMoment[] moments, int most) =>
        most < 2 ? [moments[^1]] : [.. Enumerable.Range(0, most).Select(i => moments[(int)((long)i * (moments.Length - 1) / (most - 1))])];

    /// <summary>Fills the template in one pass, so that no text is taken for a part of it.</summary>
    private static string Filled(string template, Dictionary<string, string> parts)
    {
        var page = new StringBuilder();
        int place = 0;
        for (int hole; (hole = template.IndexOf("{{", place, StringComparison.Ordinal)) >= 0;)
        {
            int end = template.IndexOf("}}", hole, StringComparison.Ordinal);
            page.Append(template, place, hole - place).Append(parts[template[(hole + 2)..end]]);
            place = end + 2;
        }
        return page.Append(template, place, template.Length - place).ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The part of a page that a browser may run, by its content.</summary>
    private static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
