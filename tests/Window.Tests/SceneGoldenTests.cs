using Raylib_cs;
using Unmask.Bench.Measuring;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Text;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Play.Train;
using Unmask.Toy.Window.Engine;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Train;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The scenes beside Play and Race as they were last found good. What is measured, or learned, is made up.</summary>
[Collection("off-screen")]
public class SceneGoldenTests
{
    private static readonly (int Width, int Height)[] Sizes = [(960, 600), (1280, 720), (2560, 1440)];

    public static TheoryData<string, string, int, int> Views
    {
        get
        {
            var views = new TheoryData<string, string, int, int>();
            foreach (string scene in (string[])["Crowd", "Train", "Duel", "Engine"])
            {
                foreach ((int width, int height) in Sizes)
                {
                    views.Add(scene, "dark", width, height);
                    views.Add(scene, "light", width, height);
                }
            }
            return views;
        }
    }

    [Theory, MemberData(nameof(Views))]
    public void It_looks_as_it_did(string scene, string theme, int width, int height)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        var denoiser = new NeighborDenoiser(names);
        using var stage = new OffscreenStage(denoiser, width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        stage.Type("ma");
        stage.Go(Enum.Parse<SceneKind>(scene));
        if (stage.Scene is TrainScene train)
            train.Shown = Learned(denoiser);
        if (stage.Scene is EngineScene engine)
            (engine.Figures, engine.Race) = (Measured, Raced(denoiser));
        var idle = new Input();
        for (int frame = 0; frame < 8; frame++)
            stage.Frame(idle, 0.1);
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, $"{scene.ToLowerInvariant()}-{theme}-{width}x{height}.png");
        Raylib.UnloadImage(image);
        Assert.Null(difference);
    }

    private static EngineFigures Measured { get; } = new(
        184e9,
        [Line("mlp", "1 row", 41.2, 12.9, 4.1, 21.7, 3.1), Line("residual", "1 row", 74.8, 20.3, 7.3, 29.4, 5.2), Line("transformer", "1 row", 2480, 712, 98.4, 240, 41)],
        [Line("mlp", "64 rows", 3920, 790, 121, 98.6, 84), Line("residual", "64 rows", 6650, 1320, 196, 171, 131), Line("transformer", "64 rows", 158_300, 45_600, 5_920, 9_870, 2_610)],
        Line("NamesPerceptron.Project", "1 row", 38.4, 9.8, 3.2, 11.4, 2.4));

    private static EngineLine Line(string what, string on, double loops, double tensorPrimitives, double generated, double onnxRuntime, double roofline) =>
        new(what, on, new ComparedTimes(loops * 1e-6, tensorPrimitives * 1e-6, generated * 1e-6, onnxRuntime * 1e-6, roofline * 1e-6));

    private static NameRaceState Raced(NeighborDenoiser denoiser)
    {
        var race = new NameRace(64, 7);
        race.Enter(denoiser.Fork(), denoiser.Fork());
        for (int turn = 0; turn < 8; turn++)
            race.Turn();
        race.Publish();
        return new NameRaceState(race.State.Plain with { Names = 128, Steps = 200, Seconds = 14 }, race.State.Plain with { Names = 4_480, Steps = 7_000, Seconds = 14 });
    }

    private static TrainSnapshot Learned(NeighborDenoiser denoiser)
    {
        var prediction = new Prediction(denoiser);
        return new TrainSnapshot(
            new TrainingProgress(4210, 20_000, 20.3, 61_300, TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(64)),
            [.. Enumerable.Range(1, 60).Select(look => new CurvePoint(look * 70, (float)(19 + 11 / Math.Sqrt(look) + 0.4 * Math.Sin(look * 1.7)), (float)(20 + 12 / Math.Sqrt(look))))],
            [.. Enumerable.Range(0, LiveTraining.Samples).Select(i => ReverseProcess.Finish(
                new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), CounterRandom.Fork(7, i)), prediction))]);
    }
}
