using CsCheck;
using Unmask.Model;
using Unmask.Model.Text;
using Unmask.Toy.Play.Duel;

namespace Unmask.Toy.Tests;

public class DuelGameTests
{
    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);

    private static readonly Gen<DuelGame> Games =
        from seed in Gen.ULong
        from level in Gen.Enum<DuelLevel>()
        select new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), Names, seed, level);

    [Fact]
    public void Only_names_that_fit_the_row_are_hidden()
    {
        string list = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        try
        {
            File.WriteAllText(list, "bartholomewjames\nanna\n");
            NameSet names = NameSet.Load(list, Alphabet.English, slots: 24);
            Assert.True(DuelGame.CanHide(names, DenoiserCatalog.LoadBuiltIn("mlp")));
            Assert.Equal("anna", new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), names, 1, DuelLevel.Easy).HiddenName);
            File.WriteAllText(list, "bartholomewjames\n");
            Assert.False(DuelGame.CanHide(NameSet.Load(list, Alphabet.English, slots: 24), DenoiserCatalog.LoadBuiltIn("mlp")));
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Fact]
    public void Every_turn_uncovers_one_letter_and_every_duel_ends() => Games.Sample(game =>
    {
        var random = new Random((int)game.Seed);
        int turns = 0;
        while (true)
        {
            while (!game.IsRoundOver)
            {
                int masked = game.Board.Masked, points = game.PlayerPoints + game.DenoiserPoints;
                if (game.IsPlayersTurn)
                    Assert.True(game.TryPlace(Masked(game, random), (byte)random.Next(26)));
                else
                    game.Answer();
                Assert.Equal(masked - 1, game.Board.Masked);
                int won = game.PlayerPoints + game.DenoiserPoints - points;
                Assert.Equal(game.LastMove!.Value.Points, won);
                Assert.Equal(game.LastMove.Value.IsRight, won > 0);
                Assert.InRange(won, 0, 7);
                turns++;
            }
            Assert.Equal(game.HiddenName, game.Board.Name);
            Assert.True(Names.NoveltyOf(game.HiddenName).Kind == NoveltyKind.Real, game.HiddenName);
            if (game.IsOver)
                break;
            game.NextRound();
        }
        Assert.Equal(DuelGame.Rounds - 1, game.Round);
        Assert.True(turns <= DuelGame.Rounds * game.Board.Slots);
    }, iter: 100);

    [Fact]
    public void The_same_seed_is_the_same_duel_and_each_day_has_its_own()
    {
        DuelGame a = New(3), b = New(3);
        Assert.Equal(a.Board, b.Board);
        Assert.Equal(a.HiddenName, b.HiddenName);
        Assert.NotEqual(New(4).HiddenName, a.HiddenName);
        Assert.NotEqual(DuelGame.DailySeed(new DateOnly(2026, 1, 1)), DuelGame.DailySeed(new DateOnly(2026, 1, 2)));

        static DuelGame New(ulong seed) => new(DenoiserCatalog.LoadBuiltIn("mlp"), Names, seed, DuelLevel.Medium);
    }

    [Fact]
    public void A_surprising_letter_is_worth_more_and_a_wrong_turn_is_refused()
    {
        Assert.Equal(1, DuelGame.PointsFor(1));
        Assert.Equal(2, DuelGame.PointsFor(0.5f));
        Assert.Equal(7, DuelGame.PointsFor(0));
        var game = new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), Names, 9, DuelLevel.Easy);
        int known = game.Owners.IndexOf(Owner.Given);
        Assert.False(game.TryPlace(known, 0));
        Assert.False(game.TryPlace(Masked(game, new Random(1)), game.Board.Alphabet.Pad));
        Assert.Throws<InvalidOperationException>(game.Answer);
        Assert.Throws<InvalidOperationException>(game.NextRound);
        Assert.True(game.TryPlace(Masked(game, new Random(1)), 0));
        Assert.False(game.TryPlace(Masked(game, new Random(1)), 0));
    }

    private static int Masked(DuelGame game, Random random)
    {
        int[] open = [.. Enumerable.Range(0, game.Board.Slots).Where(slot => game.Board.IsMasked(slot))];
        return open[random.Next(open.Length)];
    }
}
