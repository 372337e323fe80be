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
            Assert.True(IsFair(game), game.HiddenName);
            if (game.IsOver)
                break;
            game.NextRound();
        }
        Assert.Equal(DuelGame.Rounds - 1, game.Round);
        Assert.Equal(DuelGame.Rounds, game.Finished.Select(round => round.Name).Distinct().Count());
        Assert.Equal((game.PlayerPoints, game.DenoiserPoints), (game.Finished.Sum(round => round.Player), game.Finished.Sum(round => round.Denoiser)));
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

    [Fact]
    public void Easy_names_are_those_that_most_people_bear_and_the_others_were_never_taught()
    {
        int[] easy = HiddenNames.Of(Names, DuelLevel.Easy, 12), medium = HiddenNames.Of(Names, DuelLevel.Medium, 12), hard = HiddenNames.Of(Names, DuelLevel.Hard, 12);
        Assert.Equal(HiddenNames.Familiar, easy.Length);
        Assert.Contains(easy, name => Names[name] == "roberta");
        Assert.All(easy, name => Assert.True(Names.BirthsOf(name) > 100_000, Names[name]));
        Assert.InRange(medium.Length, 300, 700);
        Assert.All(medium, name => Assert.NotEqual(Split.Train, Splits.Of(Names[name])));
        Assert.All(hard, name => Assert.True(name >= Names.TrainingCount));
        int roberta = easy.First(name => Names[name] == "roberta");
        Assert.Equal("172,267 people since 1880, rank 440", HiddenNames.FactOf(Names, roberta));
        Assert.True(HiddenNames.WasTaught(Names, roberta));
        Assert.Equal("roberta: 172,267 people since 1880, rank 440; the denoiser learned it", new DuelRound("roberta", [], 0, 0, HiddenNames.FactOf(Names, roberta), true).Story);
    }

    [Fact]
    public void The_whole_name_pays_for_every_hidden_letter_and_a_wrong_one_shows_a_letter()
    {
        var game = new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), Names, 9, DuelLevel.Hard);
        byte[] name = Symbols(game);
        int hidden = game.Board.Masked;
        Assert.Equal(DuelGame.PointsPerLetter * hidden, game.GuessPoints);
        byte[] wrong = [.. name];
        int last = LastMasked(game);
        wrong[last] = (byte)((wrong[last] + 1) % 26);
        Assert.False(game.TryGuess(name.AsSpan(1)));
        Assert.False(game.TryGuess([.. name.Select((letter, slot) => game.Board.IsMasked(slot) ? letter : (byte)((letter + 1) % 26))]));
        Assert.True(game.TryGuess(wrong));
        Assert.Equal((hidden - 1, 0, Owner.Missed), (game.Board.Masked, game.PlayerPoints, game.Owners[last]));
        Assert.False(game.IsPlayersTurn);
        Assert.False(game.TryGuess(name));
        game.Answer();
        int pays = game.GuessPoints;
        Assert.True(game.TryGuess(name));
        Assert.True(game.IsRoundOver);
        Assert.Equal(pays, game.PlayerPoints);
        Assert.True(game.LastMove!.Value.IsWholeName);
        Assert.Equal(pays, game.Finished.Single().Player);
    }

    [Fact]
    public void A_guess_is_typed_into_the_hidden_slots_and_taken_back()
    {
        var game = new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), Names, 9, DuelLevel.Easy);
        var guess = new NameGuess();
        Assert.True(guess.TryBegin(game));
        int first = game.Board.FirstMasked;
        Assert.Equal(first, guess.Next);
        guess.Type(3);
        Assert.Equal((byte)3, guess.At(first));
        Assert.NotEqual(first, guess.Next);
        Assert.False(guess.TrySay());
        guess.Back();
        foreach (byte letter in Symbols(game).Where((_, slot) => game.Board.IsMasked(slot)).ToArray())
            guess.Type(letter);
        Assert.True(guess.IsComplete);
        Assert.True(guess.TrySay());
        Assert.False(guess.IsOpen);
        Assert.True(game.IsRoundOver && game.PlayerPoints > 0);
        Assert.True(guess.TryBegin(game) is false, "no guess after the round");
    }

    [Fact]
    public void A_guess_is_typed_as_the_whole_name_or_as_its_missing_letters()
    {
        int apart = 0;
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var names = new[] { new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), Names, seed, DuelLevel.Easy), new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), Names, seed, DuelLevel.Easy) };
            byte[] whole = Symbols(names[0]), missing = [.. whole.Where((_, slot) => names[0].Board.IsMasked(slot))];
            apart += names[0].Board.FirstMasked + missing.Length < whole.Length ? 1 : 0;
            foreach ((DuelGame game, byte[] typed) in names.Zip([whole, missing]))
            {
                var guess = new NameGuess();
                Assert.True(guess.TryBegin(game));
                foreach (byte letter in typed)
                    guess.Type(letter);
                Assert.All(Enumerable.Range(0, whole.Length).Where(game.Board.IsMasked), slot => Assert.Equal(whole[slot], typed == whole ? guess.At(slot) : whole[slot]));
                Assert.True(guess.TrySay());
                Assert.True(game.IsRoundOver && game.PlayerPoints > 0, game.HiddenName);
            }
        }
        Assert.True(apart > 0, "some names have shown letters between hidden ones");
    }

    [Fact]
    public void A_result_tells_no_letter_and_how_to_play_the_same()
    {
        var game = new DuelGame(DenoiserCatalog.LoadBuiltIn("mlp"), Names, 5, DuelGame.DailyLevel);
        while (true)
        {
            while (!game.IsRoundOver)
            {
                if (!game.IsPlayersTurn)
                    game.Answer();
                else if (!game.TryGuess(Symbols(game)))
                    game.TryPlace(game.Board.FirstMasked, (byte)(game.Round % 2 == 0 ? Symbols(game)[game.Board.FirstMasked] : 25));
            }
            if (game.IsOver)
                break;
            game.NextRound();
        }
        string[] lines = DuelResult.Of(game, null).Split(Environment.NewLine), daily = DuelResult.Of(game, new DateOnly(2026, 11, 29)).Split(Environment.NewLine);
        Assert.Equal("Unmask duel, easy", lines[0]);
        Assert.Equal("Unmask duel of 29 November 2026", daily[0]);
        Assert.Equal($"me {game.PlayerPoints}, denoiser {game.DenoiserPoints}, best streak {game.BestStreak}", lines[1]);
        Assert.Equal("./unmask duel --seed 5 --level easy", lines[^1]);
        Assert.Equal("./unmask duel --daily", daily[^1]);
        Assert.Equal(DuelGame.Rounds, lines.Length - 3);
        for (int round = 0; round < DuelGame.Rounds; round++)
        {
            string[] squares = [.. lines[2 + round].EnumerateRunes().Select(rune => rune.ToString())];
            Assert.Equal(game.Finished[round].Owners.Select(owner => owner switch { Owner.Player => "🟧", Owner.Denoiser => "🟦", Owner.Given => "⬜", _ => "⬛" }), squares);
        }
    }

    [Fact]
    public void What_a_letter_pays_at_least_is_known_before_it_is_placed() => Games.Sample(game =>
    {
        int slot = game.Board.FirstMasked, least = game.LeastPoints(slot);
        game.TryPlace(slot, Symbols(game)[slot]);
        Assert.InRange(game.LastMove!.Value.Points, least, DuelGame.MostPoints);
    }, iter: 30);

    /// <summary>Easy names are in the training list; the others were held out, or never in it.</summary>
    private static bool IsFair(DuelGame game) => game.Level switch
    {
        DuelLevel.Easy => Names.NoveltyOf(game.HiddenName).Kind == NoveltyKind.Known,
        DuelLevel.Medium => Splits.Of(game.HiddenName) != Split.Train,
        _ => Names.NoveltyOf(game.HiddenName).Kind == NoveltyKind.Real,
    };

    private static byte[] Symbols(DuelGame game)
    {
        byte[] row = new byte[game.Board.Slots];
        Assert.True(game.Board.Alphabet.TryEncode(game.HiddenName, row));
        return row[..game.HiddenName.Length];
    }

    private static int LastMasked(DuelGame game) => Enumerable.Range(0, game.Board.Slots).Last(slot => game.Board.IsMasked(slot));

    private static int Masked(DuelGame game, Random random)
    {
        int[] open = [.. Enumerable.Range(0, game.Board.Slots).Where(slot => game.Board.IsMasked(slot))];
        return open[random.Next(open.Length)];
    }
}
