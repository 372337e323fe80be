using System.Numerics;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play.Race;
using Unmask.Toy.Window.Race;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

public class RaceTests
{
    private static readonly StandInDenoiser Denoiser = new();

    private static readonly RaceField Field = RaceField.Load(Denoiser, [Denoiser, new StandInDenoiser(), new StandInDenoiser()])!;

    private static RaceGame NewGame() => new(Field, new Board(Denoiser.Alphabet, Denoiser.Slots, SamplerSettings.Default(Denoiser.Timesteps), seed: 3));

    [Fact]
    public void Everyone_finishes_a_name_that_keeps_the_letters_and_the_same_seed_gives_the_same_race()
    {
        string[] names = Race(), again = Race();
        Assert.Equal(names, again);
        Assert.All(names, name => Assert.StartsWith("zo", name));

        static string[] Race()
        {
            RaceGame game = NewGame();
            game.Type('Z');
            game.Type('o');
            game.Start(0, reducedMotion: false);
            return [.. game.Lanes.Select(lane => lane.Run!.Name)];
        }
    }

    [Fact]
    public void The_least_nats_win_and_wins_are_counted_until_the_rules_change()
    {
        RaceGame game = NewGame();
        for (int race = 1; race <= 5; race++)
        {
            ulong seed = game.Seed;
            game.Start(race * 100, reducedMotion: true);
            Assert.Equal(race == 1, seed == game.Seed);
            Assert.Equal(game.Lanes.Min(lane => lane.Run!.Nats), game.BestNats);
            Assert.Equal(game.Lanes.Min(lane => lane.Run!.Steps), game.FewestSteps);
        }
        Assert.InRange(game.Lanes.Sum(lane => lane.Wins), 5, 20);
        Assert.Equal(5 * game.Lanes.Count(lane => !lane.IsEmpty), game.Kinds.Known + game.Kinds.Real + game.Kinds.New);
        game.ChangeOrder(1, 1);
        Assert.Equal((0, default), (game.Races, game.Kinds));
        Assert.All(game.Lanes, lane => Assert.Equal(0, lane.Wins));
        Assert.All(game.Lanes, lane => Assert.Null(lane.Run));
    }

    [Fact]
    public void A_race_shows_a_step_after_another_and_comes_to_rest()
    {
        RaceGame game = NewGame();
        game.Start(10, reducedMotion: false);
        Assert.Equal(0, game.WavesAt(10));
        Assert.True(game.IsRunning(10.1));
        Assert.False(game.IsRunning(20));
        Assert.Equal(game.Lanes.Max(lane => lane.Run!.Steps), game.WavesAt(20));
        RaceRun run = game.Lanes[0].Run!;
        for (int step = 1; step < run.Boards.Count; step++)
            Assert.True(run.Boards[step].Masked < run.Boards[step - 1].Masked);
    }

    [Fact]
    public void Temperature_and_passes_are_taken_from_Play_and_each_lane_keeps_its_order()
    {
        RaceGame game = NewGame();
        game.Start(0, reducedMotion: true);
        game.TakeSettings(SamplerSettings.Default(Denoiser.Timesteps));
        Assert.Equal(1, game.Races);
        IRevealOrder[] orders = [.. game.Lanes.Select(lane => lane.Order)];
        game.TakeSettings(SamplerSettings.Default(Denoiser.Timesteps) with { Steps = 2, Temperature = 0.1f });
        Assert.Equal(0, game.Races);
        Assert.Equal(orders, game.Lanes.Select(lane => lane.Order));
        game.Start(0, reducedMotion: true);
        Assert.All(game.Lanes.Where(lane => !lane.IsEmpty), lane => Assert.InRange(lane.Run!.Steps, 1, 2));
        Assert.All(game.Lanes.Where(lane => !lane.IsEmpty), lane => Assert.Equal(0.1f, lane.Start.Settings.Temperature));
    }

    [Fact]
    public void Lanes_can_be_emptied_but_two_stay()
    {
        RaceGame game = NewGame();
        for (int lane = 0; lane < RaceGame.MostLanes; lane++)
        {
            for (int press = 0; press < 6 && !game.Lanes[lane].IsEmpty; press++)
                game.ChangeRival(lane, -1);
        }
        Assert.Equal(2, game.Lanes.Count(lane => !lane.IsEmpty));
        game.Start(0, reducedMotion: true);
        Assert.Equal(2, game.Lanes.Count(lane => lane.Run is not null));
    }

    [Fact]
    public void A_forced_ending_is_kept_and_clearing_takes_it_back()
    {
        RaceGame game = NewGame();
        for (int press = 0; press < 8; press++)
        {
            game.ForceEnding();
            Assert.True(game.Wanted.IsFloating);
            game.Start(0, reducedMotion: true);
            string ending = game.Wanted.Gaps!.TrimStart('*');
            Assert.All(game.Lanes, lane => Assert.EndsWith(ending, lane.Run!.Name));
        }
        game.Type('m');
        Assert.Equal("m", GapPattern.Of(game.Wanted));
        Assert.StartsWith("Your letter takes the place of *", game.Message);
        game.ForceEnding();
        game.Clear();
        Assert.Equal("", GapPattern.Of(game.Wanted));
    }

    [Fact]
    public void Each_lane_draws_its_own_place_and_drawing_it_is_no_step()
    {
        RaceGame game = NewGame();
        game.ForceEnding();
        game.Start(0, reducedMotion: true);
        foreach (RaceLane lane in game.Lanes)
        {
            Board placed = ReverseProcess.Step(lane.Start, new Prediction(game.Rivals[lane.Rival]));
            Assert.Equal(placed, lane.Run!.Boards[0]);
            Assert.Equal(ReverseProcess.Finish(placed, new Prediction(game.Rivals[lane.Rival])), lane.Run.Boards[^1]);
        }
    }

    [Fact]
    public void Who_cannot_look_ahead_is_told_a_place()
    {
        var denoisers = new[] { "transformer", "gpt" }.Select(DenoiserCatalog.LoadBuiltIn).ToList();
        var game = new RaceGame(RaceField.Load(denoisers[0], denoisers)!, new Board(denoisers[0].Alphabet, denoisers[0].Slots, SamplerSettings.Default(40), seed: 3));
        game.ForceEnding();
        RaceLane told = game.Lanes.First(lane => game.Rivals[lane.Rival].IsCausal);
        Assert.False(told.Start.IsFloating);
        Assert.Matches("^_*ella\\.?$", Pattern.Of(told.Start));
        game.Start(0, reducedMotion: true);
        Assert.All(game.Lanes.Where(lane => lane.Run is not null), lane => Assert.EndsWith("ella", lane.Run!.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_pattern_of_Play_comes_along()
    {
        RaceGame game = NewGame();
        game.TakeConstraints(Placements.Begin("*na", new Board(Denoiser.Alphabet, Denoiser.Slots, SamplerSettings.Default(40), seed: 3), Denoiser));
        Assert.Equal("*na", game.Wanted.Gaps);
        game.Start(0, reducedMotion: true);
        Assert.All(game.Lanes, lane => Assert.EndsWith("na", lane.Run!.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_typed_is_refused_in_one_line()
    {
        RaceGame game = NewGame();
        game.Type('7');
        Assert.Equal("'7' is no letter of this alphabet.", game.Message);
        game.MoveTo(0);
        game.Type('.');
        Assert.Equal("A name needs at least one letter.", game.Message);
        Assert.Equal("", Pattern.Of(game.Wanted));
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_window_and_every_text_fits()
    {
        Faces faces = FontSearch.Find("abcdefghijklmnopqrstuvwxyz")!;
        foreach (float scale in (float[])[1, 1.5f, 2])
        {
            foreach ((int width, int height) in ((int, int)[])[(960, 600), (1280, 720), (1000, 2000), (1920, 1080), (3840, 2160)])
            {
                var shell = ShellLayout.For((int)Math.Max(width, 960 * scale), (int)Math.Max(height, 600 * scale), scale);
                foreach (int columns in (int[])[12, 16, 24])
                    Check(new RaceLayout(shell, 12, columns), new Typography(faces, shell.Unit, 20));
            }
        }

        static void Check(RaceLayout layout, Typography text)
        {
            List<Box> boxes = [layout.Hint, layout.RowLabel, layout.RowNote, .. layout.Row, .. layout.Steppers, .. layout.Results, .. layout.Buttons, .. layout.Knobs, layout.Tally];
            foreach (Box[] tiles in layout.Tiles)
                boxes.AddRange(tiles);
            for (int i = 0; i < boxes.Count; i++)
            {
                Assert.True(layout.Shell.Body.Contains(boxes[i]) && boxes[i].Width > 0 && boxes[i].Height > 0, $"{boxes[i]} at {layout.Shell.Width}×{layout.Shell.Height}");
                for (int j = 0; j < i; j++)
                    Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} overlaps {boxes[j]} at {layout.Shell.Width}×{layout.Shell.Height}");
            }
            for (int lane = 0; lane < RaceGame.MostLanes; lane++)
            {
                Assert.True(layout.Cards[lane].Contains(layout.Tiles[lane][0]) && layout.Cards[lane].Contains(layout.Steppers[2 * lane + 1]), "a lane leaves its card");
                Assert.True(layout.Cards[lane].Height >= layout.Shell.Pixels(72), "a result has no room for its three lines");
            }
            Assert.Equal(3, layout.SlotAt(layout.Row[3].Center));
            Assert.Equal(-1, layout.SlotAt(new Vector2(1, 1)));
            Fits(TextStyle.HintStrong, "temperature 0.50", layout.Knobs[0].Width - 2 * layout.Shell.Pixels(24));
            Fits(TextStyle.HintStrong, "right-to-left", layout.Steppers[0].Width - 2 * layout.Shell.Pixels(24));
            Fits(TextStyle.Hint, RacePicture.Floats, layout.RowNote.Width);
            Fits(TextStyle.BodyStrong, "Your row *isha", layout.RowLabel.Width);
            Fits(TextStyle.BodyStrong, "Force an ending", layout.Buttons[1].Width);
            Fits(TextStyle.BodyStrong, "Race again", layout.Buttons[0].Width);
            Fits(TextStyle.Hint, "known · won 99 of 99", layout.Results[0].Width);
            Fits(TextStyle.Fact, "1 in 990 trillion", layout.Results[0].Width);
            Fits(TextStyle.Body, "99 races 99 known 99 real 99 new", layout.Tally.Width - layout.Shell.Pixels(48));
            Fits(TextStyle.Body, "The judge gives christopherm 99.9 nats. Letter by letter, transformer gave its choices 99.9.", layout.Hint.Width);
            Fits(TextStyle.Body, "The likeliest name wins, says a judge who took no part. Click a name to take it home.", layout.Hint.Width);
            float above = layout.Tiles[0][0].Y - layout.Cards[0].Y;
            Assert.True(above >= text.Size(TextStyle.HintStrong), $"a verdict above the tiles has {above}");
            Fits(TextStyle.Body, "transformer writes from the left and does not see your letters coming.", layout.Hint.Width);

            void Fits(TextStyle style, string line, float width) =>
                Assert.True(text.Measure(style, line) <= width, $"'{line}': {text.Measure(style, line)} in {width}");
        }
    }
}
