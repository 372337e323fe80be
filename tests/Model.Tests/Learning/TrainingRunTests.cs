using Unmask.Model.Files;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class TrainingRunTests : IDisposable
{
    private const int Slots = 12;

    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);
    private readonly string _folder = Directory.CreateTempSubdirectory("training").FullName;

    private string Output => Path.Combine(_folder, "toy.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ToyTraining Toy() => new(Slots, Alphabet.English);

    private static TrainingOptions Options(int steps) => new(new SeedRecipe(), steps, 8, Seed: 5);

    private static TrainingResult Run(ToyTraining denoiser, TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken stop = default) =>
        new TrainingRun(denoiser, Names, options).Run(progress, stop);

    private sealed class Recorder : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Moments { get; } = [];

        public void Report(TrainingProgress value) => Moments.Add(value);
    }

    [Fact]
    public void A_run_learns_and_says_how_it_was_made()
    {
        TrainingResult result = Run(Toy(), Options(400) with { Output = Output });
        Assert.Equal((TrainingOutcome.Completed, 400), (result.Outcome, result.Step));
        Assert.InRange(result.Progress.Loss, 0.5, 2.5); // guessing costs ln 28 = 3.33

        WeightSet saved = WeightsFile.Load(Output);
        Assert.Equal(result.Weights.Fingerprint, saved.Fingerprint);
        Dictionary<string, string> expected = new()
        {
            ["architecture"] = "toy", ["alphabet"] = "abcdefghijklmnopqrstuvwxyz", ["slots"] = "12", ["timesteps"] = "40", ["recipe"] = "seed",
            ["steps"] = "400", ["planned_steps"] = "400", ["batch_size"] = "8", ["seed"] = "5", ["data_sha256"] = Names.Hash, ["data"] = "ssa-names.csv", ["split"] = "train",
            ["loss"] = saved.Metadata["loss"], ["note"] = "kept",
        };
        Assert.Equal(expected.OrderBy(e => e.Key), saved.Metadata.OrderBy(e => e.Key));
        Assert.Equal(result.Progress.Loss, double.Parse(saved.Metadata["loss"]), 1e-4);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_one_others()
    {
        string fingerprint = Run(Toy(), Options(50)).Weights.Fingerprint;
        Assert.Equal(fingerprint, Run(Toy(), Options(50)).Weights.Fingerprint);
        Assert.NotEqual(fingerprint, Run(Toy(), Options(50) with { Seed = 6 }).Weights.Fingerprint);
    }

    [Fact]
    public void Cancelling_stops_between_steps_and_keeps_what_was_learned()
    {
        using CancellationTokenSource stop = new();
        ToyTraining denoiser = new(Slots, Alphabet.English) { AfterStep = step => { if (step == 7) stop.Cancel(); } };
        TrainingResult result = Run(denoiser, Options(400) with { Output = Output }, stop: stop.Token);
        Assert.Equal((TrainingOutcome.Cancelled, 7, 7), (result.Outcome, result.Step, denoiser.StepsTaken));
        Assert.Equal(denoiser.Snapshot().Fingerprint, WeightsFile.Load(Output).Fingerprint);
        Assert.Equal(("7", "400"), (result.Weights.Metadata["steps"], result.Weights.Metadata["planned_steps"]));
    }

    [Fact]
    public void Cancelled_before_its_first_step_a_run_writes_nothing()
    {
        TrainingResult result = Run(Toy(), Options(400) with { Output = Output }, stop: new CancellationToken(canceled: true));
        Assert.Equal((TrainingOutcome.Cancelled, 0), (result.Outcome, result.Step));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e6f)]
    public void A_diverging_run_stops_and_keeps_the_last_good_weights(float damage)
    {
        string? kept = null;
        ToyTraining denoiser = null!;
        denoiser = new(Slots, Alphabet.English) { DamageAt = 150, Damage = damage, AfterStep = step => { if (step == 120) kept = denoiser.Snapshot().Fingerprint; } };
        TrainingResult result = Run(denoiser, Options(400) with { KeepInterval = 60, Output = Output });
        Assert.Equal((TrainingOutcome.Diverged, 120), (result.Outcome, result.Step));
        Assert.InRange(denoiser.StepsTaken, 150, 160);
        Assert.Equal(kept, WeightsFile.Load(Output).Fingerprint);
        Assert.Equal("120", result.Weights.Metadata["steps"]);
    }

    [Fact]
    public void A_value_that_broke_in_the_last_step_is_noticed_before_it_is_kept()
    {
        // MASK is never a target: with an infinite negative bias of MASK the loss stays finite.
        ToyTraining denoiser = new(Slots, Alphabet.English) { DamageAt = 50, Damage = float.NegativeInfinity, DamagedSymbol = Alphabet.English.Mask };
        TrainingResult result = Run(denoiser, Options(50) with { KeepInterval = 40 });
        Assert.True(double.IsFinite(result.Progress.Loss));
        Assert.Equal((TrainingOutcome.Diverged, 40), (result.Outcome, result.Step));
    }

    [Fact]
    public void Progress_comes_at_a_bounded_rate_and_once_at_the_end()
    {
        Recorder rare = new(), often = new();
        Run(Toy(), Options(20) with { ReportInterval = TimeSpan.FromHours(1) }, rare);
        Run(Toy(), Options(20) with { ReportInterval = TimeSpan.Zero }, often);
        TrainingProgress last = Assert.Single(rare.Moments);
        Assert.Equal((20, 20, TimeSpan.Zero), (last.Step, last.Steps, last.Left));
        Assert.Equal([.. Enumerable.Range(1, 20), 20], often.Moments.Select(moment => moment.Step));
        Assert.All(often.Moments, moment => Assert.True(moment.NamesPerSecond > 0 && moment.Left >= TimeSpan.Zero && moment.Loss > 0));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        // Numbers in the metadata take more or less text; a thousand steps would take at least 24,000 bytes.
        Assert.InRange(Allocated(1_100) - Allocated(100), -200, 200);

        static long Allocated(int steps)
        {
            TrainingRun run = new(Toy(), Names, Options(steps) with { KeepInterval = int.MaxValue });
            return Allocation.Of(() => run.Run());
        }
    }

    [Fact]
    public void What_cannot_work_is_refused_before_it_starts()
    {
        Assert.Throws<WeightsException>(() => new TrainingRun(Toy(), Names, Options(1) with { Output = Path.Combine(_folder, "no", "x") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingRun(Toy(), Names, Options(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingRun(Toy(), Names, Options(1) with { BatchSize = 0 }));
        Assert.Throws<ArgumentException>(() => new TrainingRun(new ToyTraining(Slots, new Alphabet("abc")), Names, Options(1)));
        Assert.Throws<ArgumentException>(() => new TrainingRun(new ToyTraining(1, Alphabet.English), Names, Options(1)));
    }
}
