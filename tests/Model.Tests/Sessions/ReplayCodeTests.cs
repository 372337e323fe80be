using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Sessions;

public sealed class ReplayCodeTests
{
    private static readonly HashDenoiser Denoiser = new(Alphabet.English, 12);

    [Fact]
    public void A_code_rebuilds_the_whole_way_to_the_moment_that_is_shown() =>
        Gen.Select(GameGenerators.Game, Gen.Int[0, 1000], GameGenerators.Game).Sample((game, back, more) =>
        {
            Session session = GameGenerators.Play(game);
            // Into the past, and from there another branch.
            session.Seek(back % session.History.Count);
            foreach (BoardAction action in more.Actions.Where(action => action.Slot < game.Start.Slots && action.Symbols.Bits <= game.Start.Alphabet.Outputs.Bits))
                session.TryApply(action, out _);

            Session again = Replay(Encode(session));
            List<Board> expected = Way(session.History), actual = Way(again.History);
            Assert.Equal(expected, actual);
        }, iter: Rounds.Of(2000));

    [Fact]
    public void Undoing_first_gives_the_code_of_the_shorter_game() => GameGenerators.Game.Sample(game =>
    {
        Session session = GameGenerators.Play(game);
        if (!session.Undo())
            return;
        Assert.Equal(session.Board, Replay(Encode(session)).Board);
    }, iter: Rounds.Of(500));

    [Fact]
    public void An_ordinary_game_has_a_short_code()
    {
        Session session = Ordinary();
        string text = Encode(session);
        Assert.StartsWith("unmask1-", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 20, 100);
        Assert.Equal(session.Board, Replay($"  {text}\n").Board);
    }

    /// <summary>
    /// Codes are out in the world. If this fails, the format or the moves have changed: old codes then need their own reader, and new ones another version.
    /// Run again without the wider instruction sets by <see cref="InstructionSetTests"/>.
    /// </summary>
    [Fact]
    public void A_code_of_version_1_plays_the_same_game_on_every_vector_width()
    {
        const string Text = "unmask1-782riWdFIwErkyqBVPoAngCTADEwAVg5ZwUEJYYoGPeBigCGUFmR";
        Assert.Equal(Text, Encode(Ordinary()));
        string[] names =
        [
            "____________", "m___________", "ma__________", "ma_b________", "ma_b_y______", "m__b_y______", "m__b_yi_____", "m__b_yi_____",
            "m__b_yi_____", "m__b_yi_", "m_yb_yi_", "__yb_yi_", "__yb_yi_", "x_yb_yi_", "x_yb_yig", "xqyb_yig", "xqybfyig", "________", "______a_",
            "_____ya_", "__v__ya_", "__v__yau", "w_v__yau", "w_vw_yau", "wzvw_yau", "wzvwtyau",
        ];
        Assert.Equal(names, Way(Replay(Text).History).Select(board => board.Name));
    }

    [Fact]
    public void Every_order_and_remasking_has_its_place_in_codes()
    {
        foreach (IRevealOrder order in RevealOrders.All)
            Assert.True(ReplayFormat.CanWrite(SamplerSettings.Default(40) with { Order = order }), order.Name);
        foreach (IRemasking remasking in Remaskings.All)
            Assert.True(ReplayFormat.CanWrite(SamplerSettings.Default(40) with { Remasking = remasking }), remasking.Name);
    }

    [Fact]
    public void Sliding_the_steps_back_and_forth_is_as_if_nothing_was_done()
    {
        var session = new Session(Denoiser, Start(7));
        session.TryApply(BoardAction.Step, out _);
        Board before = session.Board;
        session.TryApply(BoardAction.Configure(before.Settings with { Steps = 3 }), out _);
        session.TryApply(BoardAction.Configure(before.Settings), out _);
        Assert.Equal(before, session.Board);
        Assert.False(session.TryApply(BoardAction.Configure(before.Settings), out _));
        Assert.Equal(before, Replay(Encode(session)).Board);
    }

    [Fact]
    public void A_code_for_other_weights_is_refused_with_their_fingerprint()
    {
        Assert.True(ReplayCode.TryDecode(Encode(Ordinary()), out ReplayCode? code, out _));
        Assert.Equal("0123456789abcdef", code.Fingerprint);
        Assert.False(code.TryReplay(new ToyDenoiser(12, Alphabet.English), out _, out string? reason));
        Assert.Contains("0123456789abcdef", reason, StringComparison.Ordinal);
        Assert.False(code.TryReplay(new HashDenoiser(new Alphabet("abc"), 12), out _, out _));
    }

    [Fact]
    public void What_cannot_be_replayed_gets_no_code()
    {
        Assert.False(ReplayCode.TryEncode(new Session(new ToyDenoiser(12, Alphabet.English), Start(7)), out _, out string? reason));
        Assert.Contains("fingerprint", reason, StringComparison.Ordinal);
        Board middle = Ordinary().Board;
        Assert.False(ReplayCode.TryEncode(new Session(Denoiser, middle), out _, out reason));
        Assert.Contains("began in the middle", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "this is no replay code: one begins with unmask1-")]
    [InlineData("marian", "this is no replay code: one begins with unmask1-")]
    [InlineData("unmask27-AAAA", "this replay code is of version 27, and this program reads version 1; use the program that made it")]
    [InlineData("unmask1-", "this replay code is damaged: of the 8 characters up to “unmask1-” one is missing, added or changed, or the rest is missing; copy it again")]
    [InlineData("unmask1-AAAA AAAA", "this replay code is damaged: of the 16 characters up to “sk1-AAAAAAAA” one is missing, added or changed, or the rest is missing; copy it again")]
    [InlineData("unmask1-ÄÖÜ", "this replay code is damaged: of the 8 characters up to “unmask1-” one is missing, added or changed, or the rest is missing; copy it again")]
    public void A_bad_code_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(ReplayCode.TryDecode(text, out _, out string? actual));
        Assert.Equal(reason, actual);
    }

    [Fact]
    public void Any_single_change_to_a_code_is_noticed()
    {
        string text = Encode(Ordinary());
        for (int i = 0; i < text.Length; i++)
        {
            Assert.False(ReplayCode.TryDecode(text.Remove(i, 1), out _, out _));
            foreach (char c in "AZaz09-_=x")
            {
                if (c != text[i])
                    Assert.False(ReplayCode.TryDecode($"{text[..i]}{c}{text[(i + 1)..]}", out _, out _));
                Assert.False(ReplayCode.TryDecode(text.Insert(i, c.ToString()), out ReplayCode? code, out _) && code.Fingerprint != "0123456789abcdef");
            }
        }
    }

    [Fact]
    public void Any_text_is_a_code_or_is_refused() => Gen.String.Sample(text =>
        Assert.False(ReplayCode.TryDecode($"unmask1-{text}", out _, out string? reason) || reason is null), iter: Rounds.Of(2000));

    /// <summary>A checksum keeps accidents out, not strangers: whatever bytes stand in a code, reading and playing it stay bounded.</summary>
    [Fact]
    public void Hostile_bytes_are_refused_or_play_a_bounded_game() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 26], Gen.Bool).Sample((noise, kept, isPlausible) =>
        {
            Assert.True(ReplayText.TryDecode(Encode(Ordinary()), out byte[]? honest, out _));
            byte[] bytes = isPlausible ? [.. honest.Take(kept), .. noise] : noise;
            if (!ReplayCode.TryDecode(ReplayText.Encode(bytes), out ReplayCode? code, out string? reason))
            {
                Assert.NotNull(reason);
                return;
            }
            if (code.TryReplay(Denoiser, out Session? session, out _))
                Assert.InRange(session.History.Count, 1, ReplayCode.MaxMoments + 1);
        }, iter: Rounds.Of(5000));

    /// <summary>Whoever pastes the code has no such sampler.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sampler_of_ones_own_has_no_code(bool fromTheStart)
    {
        SamplerSettings own = SamplerSettings.Default(40) with { Order = new VowelsFirst() };
        var session = new Session(Denoiser, fromTheStart ? new Board(Alphabet.English, 12, own, seed: 7) : Start(7));
        if (!fromTheStart)
            Assert.True(session.TryApply(BoardAction.Configure(own), out _));
        Assert.False(ReplayCode.TryEncode(session, out string? text, out string? reason));
        Assert.Equal((null, "a sampler that is not the program's own was used, so this game has no replay code"), (text, reason));
    }

    [Fact]
    public void A_text_beyond_all_codes_is_refused()
    {
        Assert.False(ReplayCode.TryDecode($"unmask1-{new string('A', ReplayText.MaxLength)}", out _, out string? reason));
        Assert.Equal($"this replay code is longer than the {ReplayText.MaxLength} characters that one can have", reason);
    }

    [Fact]
    public void A_game_of_endless_runs_is_refused()
    {
        Assert.SkipWhen(Rounds.IsMutating, "it takes seconds with mutants");
        // As little work as a moment can be: one slot of one letter.
        var alphabet = new Alphabet("x");
        var session = new Session(new HashDenoiser(alphabet, 1), new Board(alphabet, 1, SamplerSettings.Default(1), seed: 7));
        while (session.History.Count <= ReplayCode.MaxMoments + 1)
        {
            session.TryApply(BoardAction.Finish, out _);
            session.TryApply(BoardAction.Restart, out _);
        }
        Assert.False(ReplayCode.TryEncode(session, out _, out string? reason));
        Assert.Contains("too long", reason, StringComparison.Ordinal);
    }

    /// <summary>Twelve slots and fifteen actions of every kind.</summary>
    private static Session Ordinary()
    {
        var session = new Session(Denoiser, Start(123456));
        BoardAction[] actions =
        [
            BoardAction.Force(0, 12), BoardAction.Force(1, 0), BoardAction.Reveal(3), BoardAction.Step, BoardAction.Remask(1), BoardAction.Step,
            BoardAction.Forbid(5, SymbolSet.Of(7)), BoardAction.Restrict(6, new SymbolSet(0b100010001)), BoardAction.End(8), BoardAction.Reveal(2),
            BoardAction.Lift(0), BoardAction.Configure(SamplerSettings.Default(40) with { Temperature = 1.25f }), BoardAction.Finish, BoardAction.Restart, BoardAction.Finish,
        ];
        foreach (BoardAction action in actions)
            session.TryApply(action, out _);
        return session;
    }

    /// <summary>One action and one moment, however many slots it is about.</summary>
    [Fact]
    public void A_ban_of_the_whole_row_is_one_move_of_a_code()
    {
        var session = new Session(Denoiser, Start(7));
        Assert.True(session.TryApply(BoardAction.ForbidEverywhere(SymbolSet.Of(25).With(3)), out _));
        Assert.True(session.TryApply(BoardAction.Finish, out _));
        Session again = Replay(Encode(session));
        Assert.Equal(session.Board, again.Board);
        Assert.Equal(ActionKind.ForbidEverywhere, again.History[1].Action.Kind);
        Assert.True(again.Undo());
    }

    private static Board Start(ulong seed) => new(Alphabet.English, 12, SamplerSettings.Default(40), seed);

    private static string Encode(Session session)
    {
        Assert.True(ReplayCode.TryEncode(session, out string? text, out string? reason), reason);
        return text;
    }

    private static Session Replay(string text)
    {
        Assert.True(ReplayCode.TryDecode(text, out ReplayCode? code, out string? reason), reason);
        var denoiser = new HashDenoiser(code.Letters == 26 ? Alphabet.English : new Alphabet(code.Letters == 3 ? "abc" : "x"), code.Slots);
        Assert.True(code.TryReplay(denoiser, out Session? session, out reason), reason);
        return session;
    }

    /// <summary>The boards from the first to the one that is shown, without those that repeat the one before.</summary>
    private static List<Board> Way(History history)
    {
        List<Board> way = [];
        for (int m = history.Current; m >= 0; m = history[m].Parent)
        {
            if (history[m].Parent < 0 || history[m].Board != history[history[m].Parent].Board)
                way.Insert(0, history[m].Board);
        }
        return way;
    }
}
