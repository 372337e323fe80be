using System.Text.RegularExpressions;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Games that hold a pattern with gaps, whose place the denoiser's first move draws.</summary>
public sealed class FloatingTests
{
    private static readonly int Games = Rounds.Of(6_000, share: 10);

    private static readonly JointDenoiser Denoiser = new(4, new Alphabet("ab"));

    private static readonly Board Row = new(Denoiser.Alphabet, 4, new SamplerSettings(RevealOrders.Random, SamplerSettings.MaxSteps, 1), seed: 7);

    private static readonly HashDenoiser Hash = new(Alphabet.English, 12);

    [Theory]
    [InlineData("*b", "^[ab]*b$")]
    [InlineData("*ab*", "ab")]
    public void Games_follow_the_law_of_names_that_fit(string pattern, string expression)
    {
        Dictionary<string, double> exact = Denoiser.LawOf(name => Regex.IsMatch(name, expression));
        AssertLaw(true, exact, session => session.TryApply(BoardAction.SetPattern(pattern), out _));
        // Every place equally often is another law: as if somebody else chose it.
        IReadOnlyList<string> places = GapPattern.Expand(pattern, Row);
        AssertLaw(false, exact, session => session.TryApply(BoardAction.SetPattern(places[(int)(session.Board.Seed % (ulong)places.Count)]), out _));
    }

    [Fact]
    public void So_does_the_next_game_of_each()
    {
        Dictionary<string, double> exact = Denoiser.LawOf(name => name.EndsWith('b'));
        AssertLaw(true, exact, session =>
        {
            session.TryApply(BoardAction.SetPattern("*b"), out _);
            session.TryApply(BoardAction.Finish, out _);
            session.TryApply(BoardAction.Restart, out _);
        });
    }

    [Fact]
    public void Boards_that_move_together_draw_each_its_own_place()
    {
        var batch = new BoardBatch(Denoiser, 8);
        Board floating = Placements.Begin("*b*", Row, Denoiser);
        for (int game = 0; game < batch.Capacity; game++)
            batch.Add(floating.WithSeed(CounterRandom.Fork(7, game)));
        batch.Finish();
        for (int game = 0; game < batch.Capacity; game++)
            Assert.Equal(ReverseProcess.Finish(floating.WithSeed(CounterRandom.Fork(7, game)), new Prediction(Denoiser)), batch[game]);
    }

    [Fact]
    public void The_first_step_draws_the_place_and_reveals_nothing()
    {
        Session session = Begun("*beth");
        Assert.True(session.Board.IsFloating);
        Assert.Equal(12, session.Board.Masked);
        session.TryApply(BoardAction.Step, out _);
        Assert.Equal(new Placements("*beth", session.History[0].Board, Hash).Start(7), session.Board);
        Assert.False(session.Board.IsFloating);
        Assert.Matches("beth\\.?$", Pattern.Of(session.Board));
        session.Undo();
        Assert.True(session.Board.IsFloating);
    }

    [Fact]
    public void Its_names_are_those_of_the_command_line()
    {
        Session session = Begun("*a*");
        session.TryApply(BoardAction.Finish, out _);
        Assert.Equal(ReverseProcess.Finish(new Placements("*a*", session.History[0].Board, Hash).Start(7), new Prediction(Hash)), session.Board);
    }

    [Fact]
    public void Revealing_a_slot_draws_the_place_first()
    {
        Session session = Begun("*beth");
        session.TryApply(BoardAction.Reveal(0), out _);
        Assert.False(session.Board.IsFloating);
        Assert.False(session.Board.IsMasked(0));
    }

    [Fact]
    public void A_letter_by_hand_keeps_the_place_and_ends_the_floating()
    {
        Session session = Begun("*beth");
        session.TryApply(BoardAction.Force(0, 12), out _);
        Assert.Null(session.Board.Gaps);
        Assert.Matches("^m_*beth\\.?$", Pattern.Of(session.Board));
        session.TryApply(BoardAction.Restart, out _);
        Assert.Matches("^m_*beth\\.?$", Pattern.Of(session.Board));
    }

    [Fact]
    public void Taking_a_revealed_letter_back_leaves_the_pattern()
    {
        Session session = Begun("*beth");
        session.TryApply(BoardAction.Reveal(0), out _);
        int beth = Pattern.Of(session.Board).IndexOf('b', StringComparison.Ordinal);
        if (beth > 0)
            session.TryApply(BoardAction.Remask(0), out _);
        Assert.Equal("*beth", session.Board.Gaps);
        session.TryApply(BoardAction.Remask(beth), out _);
        Assert.Null(session.Board.Gaps);
    }

    [Fact]
    public void Beginning_again_floats_again_under_the_next_seed()
    {
        Session session = Begun("*beth");
        session.TryApply(BoardAction.Finish, out _);
        session.TryApply(BoardAction.Restart, out _);
        Assert.True(session.Board.IsFloating);
        Assert.Equal(CounterRandom.Next(7), session.Board.Seed);
    }

    [Fact]
    public void It_floats_again_on_another_row_where_that_can_hold_it()
    {
        Board placed = ReverseProcess.Step(Begun("*beth").Board, new Prediction(Hash));
        var shorter = new HashDenoiser(Alphabet.English, 6);
        Board row = new(Alphabet.English, 6, SamplerSettings.Default(40), seed: 5);
        Assert.Equal(Placements.Begin("*beth", row, shorter), Placements.ConstraintsOnto(placed, row, shorter));
        // One that cannot look ahead gets the place as it is.
        Assert.Equal(placed.ConstraintsOnto(row), Placements.ConstraintsOnto(placed, row, new TimelessDenoiser(shorter, isCausal: true)));
    }

    [Fact]
    public void A_pattern_masks_the_row_and_replaces_what_was_set()
    {
        var session = new Session(Hash, new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7));
        session.TryApply(BoardAction.Force(0, 3), out _);
        session.TryApply(BoardAction.Finish, out _);
        session.TryApply(BoardAction.SetPattern("_[ab]"), out _);
        Assert.Equal("_[ab]", Pattern.Of(session.Board));
        Assert.Equal(12, session.Board.Masked);
        Assert.False(session.TryApply(BoardAction.SetPattern("_[ab]"), out string? refusal));
        Assert.Null(refusal);
        session.TryApply(BoardAction.SetPattern(""), out _);
        Assert.Equal("", Pattern.Of(session.Board));
    }

    [Fact]
    public void A_pattern_that_does_not_fit_is_refused_and_nothing_changes()
    {
        Session session = Begun("*beth");
        Assert.False(session.TryApply(BoardAction.SetPattern("*b4"), out string? refusal));
        Assert.Contains("'4' is no letter", refusal, StringComparison.Ordinal);
        Assert.Equal("*beth", session.Board.Gaps);
        var causal = new TimelessDenoiser(Hash, isCausal: true);
        Assert.False(new Session(causal, session.History[0].Board.Restart()).TryApply(BoardAction.SetPattern("*beth"), out refusal));
        Assert.Contains("from left to right", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_code_knows_it(bool isSetFirst)
    {
        Session session = isSetFirst ? Begun("*beth") : new Session(Hash, new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7));
        BoardAction[] actions =
        [
            BoardAction.Step, BoardAction.Step, BoardAction.Restart, BoardAction.SetPattern("*[ab]n*"), BoardAction.Finish,
            BoardAction.SetPattern("m*"), BoardAction.SetPattern("*t"), BoardAction.Force(1, 4), BoardAction.Finish,
        ];
        foreach (BoardAction action in actions)
            Assert.True(session.TryApply(action, out _), action.ToString());
        Assert.True(ReplayCode.TryEncode(session, out string? text, out string? reason), reason);
        Assert.True(ReplayCode.TryDecode(text, out ReplayCode? code, out reason), reason);
        Assert.True(code.TryReplay(Hash, out Session? again, out reason), reason);
        Assert.Equal(session.Board, again.Board);
        Assert.True(ReplayCode.TryEncode(again, out string? same, out _));
        Assert.Equal(text, same);
    }

    [Fact]
    public void A_game_that_began_at_a_place_has_no_code()
    {
        var session = new Session(Hash, new Placements("*beth", Begun("").Board, Hash).Start(7));
        Assert.False(ReplayCode.TryEncode(session, out _, out string? reason));
        Assert.Contains("began in the middle", reason, StringComparison.Ordinal);
    }

    private static Session Begun(string pattern) =>
        new(Hash, Placements.Begin(pattern, new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7), Hash));

    private static void AssertLaw(bool follows, Dictionary<string, double> exact, Action<Session> begin)
    {
        Dictionary<string, int> counts = [];
        for (int game = 0; game < Games; game++)
        {
            var session = new Session(Denoiser, Row.WithSeed(CounterRandom.Fork(3, game)));
            begin(session);
            session.TryApply(BoardAction.Finish, out _);
            counts[session.Board.Row] = counts.GetValueOrDefault(session.Board.Row) + 1;
        }
        (double statistic, int freedom) = ExactGame.ChiSquare(counts, exact);
        // Five standard deviations above the mean.
        double limit = freedom + (5 * Math.Sqrt(2 * freedom));
        Assert.True(statistic < limit == follows, $"χ² is {statistic:F1} with {freedom} degrees of freedom");
    }
}
