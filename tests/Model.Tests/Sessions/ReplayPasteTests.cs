using CsCheck;
using Unmask.Model.Sessions;
using Unmask.Model.Tests.Diffusion;
using Xunit;

namespace Unmask.Model.Tests.Sessions;

/// <summary>A code is found in whatever mails, chats and people make of it; one that was cut or changed is called damaged.</summary>
public sealed class ReplayPasteTests
{
    private static readonly (string Name, Func<string, string> Change)[] Ways =
    [
        ("alone", code => code),
        ("folded at 20", code => Folded(code, 20, "\n")),
        ("folded at 31 with CRLF", code => Folded(code, 31, "\r\n")),
        ("folded at 60 and indented", code => Folded(code, 60, "\n    ")),
        ("folded at 1", code => Folded(code, 1, " ")),
        ("quoted", code => "> " + Folded(code, 24, "\n> ")),
        ("quoted twice", code => "> > " + Folded(code, 50, "\r\n> > ")),
        ("soft line breaks of a mail", code => Folded(code, 40, "=\r\n")),
        ("in quotation marks", code => $"“{code}”"),
        ("in ASCII quotation marks", code => $"\"{code}\""),
        ("in backticks", code => $"```\n{code}\n```"),
        ("emphasised", code => $"_{code}_"),
        ("bold", code => $"**{code}**"),
        ("in a link's brackets", code => $"<{code}>"),
        ("with a full stop", code => $"{code}."),
        ("in a sentence", code => $"my game: {code}, have fun!"),
        ("before a signature", code => $"{code}\n\nSent from my telephone"),
        ("folded before a signature", code => $"{Folded(code, 20, "\n")}\n-- \nMia"),
        ("with zero-width spaces", code => string.Join('\u200B', code.ToCharArray())),
        ("with soft hyphens", code => Folded(code, 7, "\u00AD")),
        ("with a byte-order mark", code => $"\uFEFF{code}\uFEFF"),
        ("between directions", code => $"\u202A{code}\u202C"),
        ("with blanks that do not break", code => $"\u00A0{Folded(code, 30, "\u00A0")}\u00A0"),
        ("behind a cut one", code => $"{code[..^5]}! again: {code}"),
        ("with other dashes", code => code.Replace('-', '\u2013')),
    ];

    private static readonly Gen<string> Codes = GameGenerators.Game.Select(game =>
        ReplayCode.TryEncode(GameGenerators.Play(game), out string? text, out _) ? text : "").Where(text => text.Length > 0);

    [Fact]
    public void A_code_is_found_in_everything_that_becomes_of_it() => Gen.Select(Codes, Gen.OneOfConst(Ways), Gen.OneOfConst(Ways)).Sample((code, inner, outer) =>
    {
        // A mail breaks lines last, and a cut code makes sense once.
        bool isLast = inner.Name is "behind a cut one" or "soft line breaks of a mail" || outer.Name == "behind a cut one";
        string text = isLast ? outer.Change(code) : outer.Change(inner.Change(code));
        return ReplayCode.TryDecode(text, out ReplayCode? found, out string? reason) && reason is null && found.Seed == Decode(code).Seed
            && found.Actions.SequenceEqual(Decode(code).Actions);
    }, iter: Rounds.Of(3000));

    [Fact]
    public void A_cut_or_changed_code_is_damaged_and_says_up_to_where() => Gen.Select(Codes, Gen.OneOfConst(Ways), Gen.Int, Gen.Int[1, 10]).Sample((code, way, at, cut) =>
    {
        if (way.Name == "behind a cut one")
            return true;
        const int Prefix = 8;
        int place = Prefix + (int)((uint)at % (uint)(code.Length - Prefix));
        string damaged = (at & 1) == 0 ? code[..^Math.Min(cut, code.Length - Prefix)] : $"{code[..place]}{(code[place] == 'A' ? 'B' : 'A')}{code[(place + 1)..]}";
        string text = way.Change(damaged);
        // The mark of an emphasis or a signature can be the very character that was cut off: then the code is whole.
        if (string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Contains(code, StringComparison.Ordinal))
            return true;
        return !ReplayCode.TryDecode(text, out _, out string? reason) && reason.Contains("is damaged: of the", StringComparison.Ordinal) && ReplayCode.IsMeant(text);
    }, iter: Rounds.Of(3000));

    [Fact]
    public void Text_of_any_kind_is_survived() => Gen.String.Sample(text => ReplayCode.TryDecode(text, out _, out string? reason) || reason is not null, iter: Rounds.Of(2000));

    /// <summary>Whatever follows a beginning may be its rest, but the next beginning ends it. Such a text took minutes; it is given one on a busy machine.</summary>
    [Fact]
    public async Task A_long_text_full_of_cut_codes_is_no_trap()
    {
        string cut = "unmask1-" + string.Concat(Enumerable.Repeat(" a", 200)) + " ", text = string.Concat(Enumerable.Repeat(cut, 2_000));
        string? reason = null;
        await Task.Run(() => ReplayCode.TryDecode(text, out _, out reason), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.StartsWith("this replay code is damaged: of the 208 characters up to “aaaaaaaaaaaa”", reason, StringComparison.Ordinal);
    }

    private static ReplayCode Decode(string text) => ReplayCode.TryDecode(text, out ReplayCode? code, out string? reason) ? code : throw new InvalidOperationException(reason);

    private static string Folded(string text, int width, string fold) => string.Join(fold, text.Chunk(width).Select(part => new string(part)));
}
