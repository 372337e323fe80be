using System.Text.RegularExpressions;
using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Patterns with gaps: what they stand for, and that names follow the denoiser's law of names that fit.</summary>
public sealed class GapPatternTests
{
    private static readonly int Games = Rounds.Of(6_000, share: 10);

    private static readonly Board Empty = new(Alphabet.English, 6, SamplerSettings.Default(40), seed: 7);

    private static readonly JointDenoiser Denoiser = new(4, new Alphabet("ab"));

    private static readonly Board Row = new(Denoiser.Alphabet, 4, new SamplerSettings(RevealOrders.Random, SamplerSettings.MaxSteps, 1), seed: 0);

    [Theory]
    [InlineData("*beth", "beth$ _beth$ __beth$")]
    [InlineData("ma*", "ma")]
    [InlineData("ma**", "ma")]
    [InlineData("ma*.", "ma")]
    [InlineData("*", "")]
    [InlineData("ma_*", "ma[^.]")]
    [InlineData("_*", "[^.]")]
    [InlineData("*abcd*", "abcd _abcd __abcd")]
    [InlineData("ab*d_f$", "abd_f$ ab_d_f$")]
    [InlineData("abc*d_", "abcd[^.]$ abc_d[^.]$")]
    [InlineData("*[aeiou]nna", "[aeiou]nna$ _[aeiou]nna$ __[aeiou]nna$")]
    [InlineData("*[^x]abcd", "[^x.]abcd$ _[^x.]abcd$")]
    [InlineData("a*b*cdef", "abcdef$")]
    [InlineData("a*b*cde", "abcde$ ab_cde$ a_bcde$")]
    [InlineData("[^z]*", "[^z][^z][^z][^z][^z][^z]")]
    [InlineData("a[bc]*", "a[bc.][bc.][bc.][bc.][bc.]")]
    public void A_gap_stands_for_every_place_and_length(string pattern, string expected) =>
        Assert.Equal(expected.Split(' '), GapPattern.Expand(pattern, Empty));

    [Theory]
    [InlineData("*abcdefg", "bad pattern '*abcdefg', character 8: the pattern is longer than the row of 6 slots")]
    [InlineData("*b4", "bad pattern '*b4', character 3: '4' is no letter of the alphabet 'abcdefghijklmnopqrstuvwxyz'; use its letters, _ . [ ] [^ ] or a final $")]
    [InlineData("*[a4]", "bad pattern '*[a4]', character 4: '4' is no letter of the alphabet 'abcdefghijklmnopqrstuvwxyz'; use its letters, _ . [ ] [^ ] or a final $")]
    [InlineData("*[ab", "bad pattern '*[ab', character 2: '[' has no ']'")]
    [InlineData("*[]", "bad pattern '*[]', character 2: the set names no letter")]
    [InlineData("*[a.]", "bad pattern '*[a.]', character 2: in a pattern with '*' a set holds letters alone")]
    [InlineData("*a.b", "bad pattern '*a.b', character 3: '.' ends the name, so nothing can follow it")]
    [InlineData("[ab]*n", "bad pattern '[ab]*n', character 5: a set before '*' holds for all the rest, so nothing can follow it")]
    public void A_bad_pattern_says_which_character_and_why(string pattern, string message) =>
        Assert.Equal(message, Assert.Throws<PatternException>(() => GapPattern.Expand(pattern, Empty)).Message);

    [Theory]
    [InlineData("*beth", "*beth")]
    [InlineData("**BETH.", "*beth")]
    [InlineData("ma*", "ma")]
    [InlineData("*", "")]
    [InlineData("_*", "")]
    [InlineData("j__n", "j__n")]
    [InlineData("abcd.", "abcd.")]
    [InlineData("[^z]*", "[^z]*")]
    [InlineData("[aeiou]*", "[aeiou]*")]
    [InlineData("a[bc]*", "a[bc]*")]
    [InlineData("a[bc]b[^yz]*", "a[bc]b[^yz]*")]
    [InlineData("_[^z]*", "_[^z]*")]
    [InlineData("__[^z]", "__[^z]")]
    [InlineData("[^z][^z][^z][^z][^z]_", "[^z.][^z][^z][^z][^z]")]
    [InlineData("_____[^z]", "_____[^z]")]
    public void A_board_shows_its_pattern_and_the_pattern_gives_the_board_back(string pattern, string shown)
    {
        Board board = Placements.Begin(pattern, Empty, new ToyDenoiser(6, Alphabet.English));
        Assert.Equal(shown, GapPattern.Of(board));
        Assert.Equal(board, Placements.Begin(shown, Empty, new ToyDenoiser(6, Alphabet.English)));
    }

    [Fact]
    public void So_does_any_board() => GameGenerators.Game.Sample(game =>
    {
        var denoiser = new HashDenoiser(game.Start.Alphabet, game.Start.Slots);
        Assert.Equal(game.Start, Placements.Begin(GapPattern.Of(game.Start), game.Start, denoiser));
    }, iter: Rounds.Of(2000));

    [Fact]
    public void Too_many_ways_are_refused() => Assert.Contains(
        "more than 4,096 ways",
        Assert.Throws<PatternException>(() => GapPattern.Expand("*a*b*c*d*e*", new Board(Alphabet.English, 24, SamplerSettings.Default(40), 7))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("*ab", "^[ab]*ab$")]
    [InlineData("*b", "^[ab]*b$")]
    [InlineData("a*b", "^a[ab]*b$")]
    [InlineData("*_b", "^[ab]*[ab]b$")]
    [InlineData("*b*", "b")]
    [InlineData("*ab*", "ab")]
    [InlineData("*a*b", "a[ab]*b$")]
    public void Names_follow_the_law_of_names_that_fit(string pattern, string expression)
    {
        Dictionary<string, double> exact = Denoiser.LawOf(name => Regex.IsMatch(name, expression));
        var placements = new Placements(pattern, Row, Denoiser);
        AssertFollows(Count(placements.Start), exact);
        // Every place equally often is another law.
        AssertDiffers(Count(seed => placements[(int)(seed % (ulong)placements.Count)].WithSeed(seed)), exact);
    }

    [Theory]
    [InlineData("*b")]
    [InlineData("*ab*")]
    [InlineData("a*_b")]
    [InlineData("*a_")]
    [InlineData("*c_*")]
    [InlineData("*[ab]")]
    [InlineData("*[ab][bc]")]
    [InlineData("*[^a]b*[ac]")]
    public void A_placement_is_as_probable_as_a_free_game_that_satisfies_it(string pattern)
    {
        var three = new JointDenoiser(4, new Alphabet("abc"));
        var row = new Board(three.Alphabet, 4, Row.Settings, seed: 0);
        Dictionary<string, double> free = three.LawOf(_ => true);
        double[] mass = [.. GapPattern.Expand(pattern, row).Select(placed => free.Where(name => Regex.IsMatch(name.Key, Expression(placed))).Sum(name => name.Value))];
        var placements = new Placements(pattern, row, three);
        Assert.Equal(mass.Length, placements.Count);
        for (int i = 0; i < mass.Length; i++)
            Assert.Equal(mass[i] / mass.Sum(), placements.Probability(i), 1e-6);

        // An ordinary pattern for rows in which PAD is a dot.
        static string Expression(string placed) => "^" + Regex.Replace(placed.TrimEnd('$'), "_(?=.*[a-c])", "[abc]").Replace("_", "[abc.]", StringComparison.Ordinal)
            + (placed.EndsWith('$') ? "\\.*$" : "");
    }

    [Fact]
    public void A_set_holds_in_every_name()
    {
        var three = new JointDenoiser(4, new Alphabet("abc"));
        var placements = new Placements("*[ab][^b]", new Board(three.Alphabet, 4, Row.Settings, seed: 0), three);
        Assert.All(Count(placements.Start, three, 500).Keys, name => Assert.Matches("^[abc]*[ab][ac]\\.*$", name));
    }

    [Fact]
    public void A_seed_always_begins_the_same_game_and_probabilities_sum_to_1()
    {
        var placements = new Placements("*b*", Row, Denoiser);
        Assert.Equal(placements.Start(5), placements.Start(5));
        Assert.Equal(1, Enumerable.Range(0, placements.Count).Sum(placements.Probability), 1e-12);
    }

    [Fact]
    public void An_autoregressive_denoiser_takes_only_what_needs_no_look_ahead()
    {
        var causal = new TimelessDenoiser(new ToyDenoiser(4, Denoiser.Alphabet), isCausal: true);
        Assert.Equal("a___", new Placements("a*", Row, causal).Start(1).Row);
        Assert.Contains("character 1: 'causal toy' makes names from left to right", Assert.Throws<PatternException>(() => new Placements("*a", Row, causal)).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, int> Count(Func<ulong, Board> start) => Count(start, Denoiser, Games);

    private static Dictionary<string, int> Count(Func<ulong, Board> start, IDenoiser denoiser, int games)
    {
        var prediction = new Prediction(denoiser);
        Dictionary<string, int> counts = [];
        for (int game = 0; game < games; game++)
        {
            string row = ReverseProcess.Finish(start(CounterRandom.Fork(3, game)), prediction).Row;
            counts[row] = counts.GetValueOrDefault(row) + 1;
        }
        return counts;
    }

    private static void AssertFollows(Dictionary<string, int> counted, Dictionary<string, double> exact)
    {
        (double statistic, int freedom) = ExactGame.ChiSquare(counted, exact);
        Assert.True(statistic < Limit(freedom), $"χ² is {statistic:F1} with {freedom} degrees of freedom");
    }

    private static void AssertDiffers(Dictionary<string, int> counted, Dictionary<string, double> exact)
    {
        (double statistic, int freedom) = ExactGame.ChiSquare(counted, exact);
        Assert.True(statistic > Limit(freedom), $"χ² is only {statistic:F1} with {freedom} degrees of freedom");
    }

    /// <summary>Five standard deviations above the mean.</summary>
    private static double Limit(int freedom) => freedom + (5 * Math.Sqrt(2 * freedom));
}
