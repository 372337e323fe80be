using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
using Unmask.Toy.Pages;
using Unmask.Toy.Play;

namespace Unmask.Toy.Tests.Pages;

/// <summary>A game as a page, in a real browser: everything that somebody gets who was sent one.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Every move there is; the page shows each board and each distribution as the toy did.</summary>
    [Theory]
    [InlineData("mlp")]
    [InlineData("transformer")]
    public void Every_moment_shows_what_the_toy_showed(string name)
    {
        Session session = Played(DenoiserCatalog.LoadBuiltIn(name));
        using Tab tab = Opened(session);
        var prediction = new Prediction(session.Prediction.Denoiser.Fork());
        tab.Evaluate("document.querySelector('#time').focus()");
        tab.Press("Home");
        for (int moment = 0; moment < session.History.Count; moment++)
        {
            if (moment > 0)
                tab.Press("ArrowRight");
            prediction.Update(session.History[moment].Board);
            Assert.Equal(Expected(session.History[moment].Board, prediction), Shown(tab));
        }
        Assert.Equal(session.Board.Name, tab.Text("document.querySelector('h2 + .known, h2 + .real, h2 + .new').previousElementSibling.textContent").ToLowerInvariant());
        Assert.Empty(tab.Complaints);
        Assert.All(tab.Requests, request => Assert.StartsWith(request.StartsWith("data:", StringComparison.Ordinal) ? "data:" : "file:", request, StringComparison.Ordinal));
    }

    /// <summary>Letters that mean something in HTML, in scripts and in patterns of this program.</summary>
    [Fact]
    public void No_letter_is_taken_for_markup()
    {
        const string Letters = "<>&\"'/\\{}!-`aא";
        var denoiser = new StandInDenoiser(new Alphabet(Letters), slots: 8);
        var session = new Session(denoiser, new Board(denoiser.Alphabet, 8, SamplerSettings.Default(8), seed: 3));
        for (byte slot = 0; slot < 4; slot++)
            Assert.True(session.TryApply(BoardAction.Force(slot, (byte)(3 * slot)), out _));
        Assert.True(session.TryApply(BoardAction.Finish, out _));
        using Tab tab = Opened(session);
        var prediction = new Prediction(denoiser);
        prediction.Update(session.Board);
        Assert.Equal(Expected(session.Board, prediction), Shown(tab));
        Assert.Contains($"The player set {Letters[9]} in slot 4.", tab.Text("document.querySelector('#moves').textContent"));
        Assert.Empty(tab.Complaints);
    }

    public static TheoryData<bool, bool> Looks => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    /// <summary>axe-core looks at the first moment, one in the middle, and the last, with everything unfolded.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public void Axe_finds_nothing_to_complain_about(bool dark, bool phone)
    {
        Session session = Played(DenoiserCatalog.LoadBuiltIn("mlp"));
        using Tab tab = Opened(session, dark, phone);
        tab.Evaluate(Axe());
        tab.Evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
        foreach (int moment in new[] { 0, session.History.Count / 2, session.History.Count - 1 })
        {
            tab.Evaluate($"(t => {{ t.value = {moment}; t.dispatchEvent(new Event('input')); }})(document.querySelector('#time'))");
            tab.Photograph($"page-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}-{moment}");
            JsonArray violations = tab.Evaluate("axe.run().then(found => found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | ')}`))")!.AsArray();
            Assert.Empty(violations.Select(violation => (string)violation!));
        }
        Assert.Equal(0, tab.Number("document.documentElement.scrollWidth - innerWidth > 0"));
    }

    [Fact]
    public void A_finger_scrubs_picks_and_plays()
    {
        Session session = Played(DenoiserCatalog.LoadBuiltIn("mlp"));
        using Tab tab = Opened(session, phone: true);
        int last = session.History.Count - 1;
        Assert.Equal(last, tab.Number("document.querySelector('#time').value"));
        tab.Evaluate("(t => { t.value = 0; t.dispatchEvent(new Event('input')); })(document.querySelector('#time'))");
        // A touch becomes a click in the browser's own time.
        tab.Touch("#on");
        IsAt(1);
        tab.Touch("#tile6");
        Shows("#slotTitle", "Slot 7: masked");
        tab.Touch("#xray i[data-slot='2']");
        Shows("#slotTitle", "Slot 3");
        tab.Touch("#play");
        IsAt(last);
        Shows("#play", "Play");
        // Last, because a busy browser can swallow the touch that follows a drag.
        tab.Drag("#time", 0.98, 0.03);
        IsAt(0);
        // A finger needs 24 pixels, and a button 44.
        Assert.Equal(0, tab.Number("[...document.querySelectorAll('.tile')].filter(t => t.offsetWidth < 24 || t.offsetHeight < 24).length"));
        Assert.Equal(0, tab.Number("[...document.querySelectorAll('button:not(.tile):not([hidden]), summary, #time')].filter(b => b.offsetHeight < 44).length"));

        void IsAt(int moment) => Await.Until(() => tab.Number("document.querySelector('#time').value") == moment);

        void Shows(string selector, string beginning) =>
            Await.Until(() => tab.Text($"document.querySelector('{selector}').textContent").StartsWith(beginning, StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_reach_everything()
    {
        using Tab tab = Opened(Played(DenoiserCatalog.LoadBuiltIn("mlp")));
        List<string> reached = [];
        for (int i = 0; i < 20; i++)
        {
            tab.Press("Tab");
            reached.Add(tab.Text("document.activeElement.id || document.activeElement.localName"));
        }
        Assert.Contains(reached, id => id.StartsWith("tile", StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "time", "back", "play", "slot", "code", "copy", "summary" }, new HashSet<string>(reached));

        tab.Evaluate("document.querySelector('[aria-selected=true]').focus()");
        tab.Press("Home");
        Assert.StartsWith("Slot 1", tab.Text("document.querySelector('#slotTitle').textContent"));
        tab.Press("ArrowRight");
        Assert.StartsWith("Slot 2", tab.Text("document.activeElement.getAttribute('aria-label')"));
        tab.Press("End");
        tab.Press("ArrowRight");
        Assert.Equal("tile0", tab.Text("document.activeElement.id"));

        tab.Evaluate("document.activeElement.blur()");
        tab.Press("Home");
        Assert.Equal(0, tab.Number("document.querySelector('#time').value"));
        tab.Press("ArrowRight");
        Assert.Equal(1, tab.Number("document.querySelector('#time').value"));
        Assert.Contains("Moment 1", tab.Text("document.querySelector('#time').getAttribute('aria-valuetext')"));
        tab.Press(" ");
        Assert.Equal("Pause", tab.Text("document.querySelector('#play').textContent"));
        tab.Press(" ");
        Assert.Equal("Play", tab.Text("document.querySelector('#play').textContent"));
    }

    [Fact]
    public void It_plays_once_by_itself_and_stands_still_for_those_who_want_that()
    {
        Session session = Played(DenoiserCatalog.LoadBuiltIn("mlp"));
        using Tab moving = Opened(session, stillness: false);
        Await.Until(() => moving.Number("document.querySelector('#play').textContent == 'Play' && document.querySelector('#on').disabled") == 1);
        using Tab still = Opened(session, stillness: true);
        Assert.Equal(session.History.Count - 1, still.Number("document.querySelector('#time').value"));
        Assert.Equal(0, still.Number("document.getAnimations().length"));
    }

    [Fact]
    public void The_code_on_the_page_plays_this_very_game()
    {
        Session session = Played(DenoiserCatalog.LoadBuiltIn("mlp"));
        using Tab tab = Opened(session);
        Assert.True(ReplayCode.TryDecode(tab.Text("document.querySelector('#code').value"), out ReplayCode? code, out string? reason), reason);
        Assert.True(code.TryReplay(session.Prediction.Denoiser.Fork(), out Session? again, out reason), reason);
        Assert.Equal(session.Board, again.Board);
        tab.Touch("#copy");
        Await.Until(() => tab.Text("document.querySelector('#copied').textContent") == "Copied.");
    }

    /// <summary>The longest game in the widest row over the largest alphabet.</summary>
    [Fact]
    public void The_longest_game_fits_a_page_too()
    {
        var denoiser = new StandInDenoiser(new Alphabet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), slots: 24);
        var session = new Session(denoiser, new Board(denoiser.Alphabet, 24, SamplerSettings.Default(24), seed: 9));
        Assert.True(session.TryApply(BoardAction.Force(23, 61), out _));
        while (session.History.Count < ReplayCode.MaxMoments - 30)
        {
            Assert.True(session.TryApply(BoardAction.Finish, out _));
            Assert.True(session.TryApply(BoardAction.Restart, out _));
        }
        Assert.True(session.TryApply(BoardAction.Finish, out _));
        using Tab tab = Opened(session);
        var prediction = new Prediction(denoiser);
        prediction.Update(session.Board);
        Assert.Equal(Expected(session.Board, prediction), Shown(tab));
        Assert.Matches(@"^[\d,]+ of [\d,]+ moments", tab.Text("document.querySelector('.lead').textContent"));
        tab.Press("Home");
        Assert.Equal(0, tab.Number("document.querySelector('#time').value"));
    }

    [Fact]
    public void Without_scripts_the_name_the_code_and_every_move_can_be_read()
    {
        Session session = Played(DenoiserCatalog.LoadBuiltIn("mlp"));
        string page = Encoding.UTF8.GetString(Page(session));
        Assert.StartsWith("<!doctype html><!--unmask-->", page);
        Assert.Contains(Code(session), page);
        Assert.Contains("<li>The player set m in slot 1.</li>", page);
        Assert.DoesNotMatch("""(?:src|href)="(?!data:)|@import|url\(|https?:|\{\{""", page);
    }

    private Tab Opened(Session session, bool dark = true, bool phone = false, bool stillness = true)
    {
        string file = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        File.WriteAllBytes(file, Page(session));
        Tab tab = browser.NewTab();
        tab.Prefer(dark, stillness, phone);
        tab.Open(file);
        return tab;
    }

    private static byte[] Page(Session session)
    {
        byte[] page = GamePage.Make(session.Prediction.Denoiser.Fork(), [.. Enumerable.Range(0, session.History.Count).Select(moment => session.History[moment])], Code(session));
        Assert.InRange(page.Length, 1, GamePage.MaxBytes);
        return page;
    }

    private static string Code(Session session)
    {
        Assert.True(ReplayCode.TryEncode(session, out string? code, out string? reason), reason);
        return code;
    }

    private static Session Played(IDenoiser denoiser)
    {
        var session = new Session(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(40), seed: 42));
        SymbolSet vowels = SymbolSet.Of(0).With(4).With(8);
        BoardAction[] moves =
        [
            BoardAction.Force(0, 12), BoardAction.Restrict(1, vowels), BoardAction.Forbid(2, SymbolSet.Of(25)), BoardAction.ForbidEverywhere(SymbolSet.Of(16)), BoardAction.Reveal(3), BoardAction.Step,
            BoardAction.Configure(session.Board.Settings with { Temperature = 1.5f }), BoardAction.Remask(3), BoardAction.Restart, BoardAction.End(7), BoardAction.Finish,
        ];
        Assert.All(moves, move => Assert.True(session.TryApply(move, out string? refusal), refusal));
        return session;
    }

    /// <summary>One line a slot: what it is, its symbol, and its distribution in percent.</summary>
    private static string Expected(Board board, Prediction prediction)
    {
        var lines = new StringBuilder();
        for (int slot = 0; slot < board.Slots; slot++)
        {
            TileFace face = TileFace.Of(board, slot);
            string kind = face.Kind == FaceKind.AfterEnd ? "after" : face.Kind.ToString().ToLowerInvariant();
            lines.Append(CultureInfo.InvariantCulture, $"{slot + 1} {kind}{(face.Kind == FaceKind.Masked && face.Restricted ? " restricted" : "")}");
            if (face.Kind is FaceKind.Revealed or FaceKind.Forced)
                lines.Append(CultureInfo.InvariantCulture, $" {Name(face.Letter)}");
            if (face.Kind == FaceKind.Masked)
            {
                float[] chances = prediction.Probabilities(slot).ToArray();
                foreach (int symbol in Enumerable.Range(0, chances.Length).Where(symbol => Mille(symbol) >= 1).OrderByDescending(Mille))
                    lines.Append(CultureInfo.InvariantCulture, $" {Name(board.Alphabet.CharacterOf((byte)symbol))}={Mille(symbol)}");

                int Mille(int symbol) => (int)MathF.Round(chances[symbol] * 1000);
            }
            lines.Append('\n');
        }
        return lines.ToString();

        static string Name(char letter) => letter == Alphabet.PadCharacter ? "end" : letter.ToString();
    }

    /// <summary>The same, as the page draws it: tiles, list and X-ray.</summary>
    private static string Shown(Tab tab) => tab.Text("""
        (() => {
          const symbols = [...JSON.parse(document.querySelector('#game').textContent).letters, 'end'];
          const were = document.querySelector('[aria-selected=true]');
          let lines = '';
          document.querySelectorAll('.tile').forEach((tile, slot) => {
            tile.click();
            const known = tile.textContent;
            lines += `${slot + 1} ${tile.className.replace('tile ', '').replace(' turned', '')}${known ? ' ' + known : ''}`;
            if (tile.classList.contains('masked')) {
              const heats = [...document.querySelectorAll(`#xray i[data-slot='${slot}']`)].map(cell => parseFloat(cell.style.getPropertyValue('--heat')));
              for (const line of document.querySelectorAll('#allChances li')) {
                const letter = line.querySelector('.letter').textContent, percent = parseFloat(line.querySelector('.percent').textContent);
                const mille = Math.round(10 * parseFloat(line.querySelector('.bar').style.getPropertyValue('--share')));
                if (Math.abs(percent - mille / 10) > 0.5) lines += ` ${letter} is labelled ${percent}`;
                if (Math.abs(heats[symbols.indexOf(letter)] - 100 * Math.sqrt(mille / 1000)) > 1) lines += ` ${letter} has the heat ${heats[symbols.indexOf(letter)]}`;
                heats[symbols.indexOf(letter)] = 0;
                lines += ` ${letter}=${mille}`;
              }
              if (heats.some(heat => heat > 0)) lines += ' more in the X-ray';
            }
            lines += '\n';
          });
          were.click();
          document.querySelector('#time').focus();
          return lines;
        })()
        """);

    private static string Axe()
    {
        using Stream stream = Assembly.Load("Deque.AxeCore.Commons").GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
