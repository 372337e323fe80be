using Unmask.Model.Files;
using Unmask.Model.Learning;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class CheckpointTests : IDisposable
{
    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoints").FullName;

    private string Output => Path.Combine(_folder, "mlp.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TrainingOptions Options(Recipe recipe, string? output, int steps = 60) =>
        new(recipe, steps, BatchSize: 16, Seed: 3, output) { KeepInterval = 10, CheckpointInterval = TimeSpan.Zero };

    /// <summary>Crashes the run after a step: an exception at which nothing is tidied up.</summary>
    private sealed class CrashAt(int step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                throw new TimeoutException();
        }
    }

    private static MlpTraining NewMlp(Recipe recipe) => new(Mlp.RandomWeights(3, recipe.UsesTime), Alphabet.English, threads: 2);

    [Theory]
    [InlineData("nelbo", new[] { 10 })]
    [InlineData("nelbo", new[] { 9 })]
    [InlineData("nelbo", new[] { 25, 31, 59 })]
    [InlineData("seed", new[] { 37 })]
    public void A_run_that_dies_gives_the_same_file_in_the_end(string name, int[] crashes)
    {
        Recipe recipe = DenoiserCatalog.Find("mlp").Recipe(name)!;
        string whole = Path.Combine(_folder, "whole.safetensors");
        using (MlpTraining mlp = NewMlp(recipe))
            new TrainingRun(mlp, Names, Options(recipe, whole)).Run();

        foreach (int crash in crashes)
        {
            using MlpTraining mlp = NewMlp(recipe);
            TrainingRun run = new(mlp, Names, Options(recipe, Output) with { ReportInterval = TimeSpan.Zero });
            Assert.Throws<TimeoutException>(() => run.Run(new CrashAt(crash)));
        }
        using (MlpTraining mlp = NewMlp(recipe))
        {
            TrainingRun run = new(mlp, Names, Options(recipe, Output));
            Assert.Equal(crashes[^1] / 10 * 10, run.Step);
            Assert.Equal(TrainingOutcome.Completed, run.Run().Outcome);
        }
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(Output));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_run_that_was_cancelled_goes_on_at_its_very_step()
    {
        NelboRecipe recipe = new();
        string whole = Path.Combine(_folder, "whole.safetensors");
        using (MlpTraining mlp = NewMlp(recipe))
            new TrainingRun(mlp, Names, Options(recipe, whole)).Run();
        using (CancellationTokenSource stop = new())
        using (MlpTraining mlp = NewMlp(recipe))
        {
            TrainingRun run = new(mlp, Names, Options(recipe, Output) with { ReportInterval = TimeSpan.Zero });
            TrainingResult stopped = run.Run(new StopAt(23, stop), stop.Token);
            Assert.Equal((TrainingOutcome.Cancelled, 23), (stopped.Outcome, stopped.Step));
        }
        using (MlpTraining mlp = NewMlp(recipe))
        {
            TrainingRun run = new(mlp, Names, Options(recipe, Output));
            Assert.Equal(23, run.Step);
            run.Run();
        }
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(Output));
    }

    [Fact]
    public void Another_run_starts_afresh()
    {
        NelboRecipe recipe = new();
        using MlpTraining mlp = NewMlp(recipe);
        TrainingOptions options = Options(recipe, Output) with { ReportInterval = TimeSpan.Zero };
        Assert.Throws<TimeoutException>(() => new TrainingRun(mlp, Names, options).Run(new CrashAt(40)));

        using MlpTraining again = NewMlp(recipe);
        Assert.Equal(40, new TrainingRun(again, Names, options).Step);
        foreach (TrainingOptions other in new[] { options with { Seed = 4 }, options with { Steps = 61 }, options with { BatchSize = 8 }, options with { Split = null }, options with { Recipe = new SeedRecipe() } })
        {
            using MlpTraining fresh = NewMlp(recipe);
            Assert.Equal(0, new TrainingRun(fresh, Names, other).Step);
        }
        using MlpTraining initial = new(Mlp.RandomWeights(9, takesTime: false), Alphabet.English);
        Assert.Equal(0, new TrainingRun(initial, Names, options).Step);
    }

    /// <summary>It may be hours of work.</summary>
    [Fact]
    public void Another_runs_checkpoint_is_kept()
    {
        NelboRecipe recipe = new();
        string checkpoint = $"{Output}.checkpoint";
        TrainingOptions options = Options(recipe, Output) with { ReportInterval = TimeSpan.Zero };
        using MlpTraining mlp = NewMlp(recipe);
        Assert.Throws<TimeoutException>(() => new TrainingRun(mlp, Names, options).Run(new CrashAt(40)));
        byte[] others = File.ReadAllBytes(checkpoint);

        using MlpTraining shorter = NewMlp(recipe);
        TrainingRun run = new(shorter, Names, options with { Steps = 5 });
        Assert.Contains("mlp.safetensors.checkpoint.old", run.Notice, StringComparison.Ordinal);
        run.Run();
        // It needed no checkpoint of its own.
        Assert.Equal(others, File.ReadAllBytes(checkpoint));
        using MlpTraining other = NewMlp(recipe);
        new TrainingRun(other, Names, options with { Seed = 4, Former = FormerWeights.Replace }).Run();
        Assert.Equal(others, File.ReadAllBytes($"{checkpoint}.old"));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public void Of_many_different_runs_to_one_output_that_are_all_stopped_none_is_lost()
    {
        HashSet<string> checkpoints = [];
        for (ulong seed = 1; seed <= 4; seed++)
        {
            using CancellationTokenSource stop = new();
            using MlpTraining mlp = NewMlp(new NelboRecipe());
            TrainingOptions options = Options(new NelboRecipe(), Output) with { Seed = seed, ReportInterval = TimeSpan.Zero, Former = FormerWeights.KeepBeside };
            new TrainingRun(mlp, Names, options).Run(new StopAt(10 + (int)seed, stop), stop.Token);
            checkpoints.Add(Convert.ToHexString(File.ReadAllBytes($"{Output}.checkpoint")));
        }
        // The first part of the first run is at the output; all four can be gone on with.
        Assert.Equal("11", WeightsFile.Load(Output).Metadata[WeightsMetadata.Steps]);
        Assert.Subset(Directory.GetFiles(_folder, "*.checkpoint*").Select(path => Convert.ToHexString(File.ReadAllBytes(path))).ToHashSet(), checkpoints);
        Assert.Equal(4, checkpoints.Count);
    }

    [Fact]
    public void A_run_goes_on_although_another_took_its_place_meanwhile()
    {
        TrainingRun Of(ulong seed, MlpTraining mlp) =>
            new(mlp, Names, Options(new NelboRecipe(), Output) with { Seed = seed, ReportInterval = TimeSpan.Zero, Former = FormerWeights.Replace });
        void Stop(ulong seed, int step)
        {
            using CancellationTokenSource stop = new();
            using MlpTraining mlp = NewMlp(new NelboRecipe());
            Of(seed, mlp).Run(new StopAt(step, stop), stop.Token);
        }
        Stop(1, 11);
        Stop(2, 12);
        Stop(3, 13);
        // None of them can stand in a run's way, damaged or not.
        File.WriteAllText($"{Output}.checkpoint.old7", "nonsense");
        foreach ((ulong seed, int left, int next) in new[] { (2ul, 12, 15), (1ul, 11, 14), (3ul, 13, 16), (1ul, 14, 17) })
        {
            using MlpTraining mlp = NewMlp(new NelboRecipe());
            Assert.Equal(left, Of(seed, mlp).Step);
            Stop(seed, next);
        }
        using (MlpTraining mlp = NewMlp(new NelboRecipe()))
            Assert.Equal(TrainingOutcome.Completed, Of(2, mlp).Run().Outcome);
        Assert.Equal(3, Directory.GetFiles(_folder, "*.checkpoint*").Length);
    }

    [Fact]
    public void Completed_runs_keep_all_their_predecessors_beside_them()
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            using MlpTraining mlp = NewMlp(new NelboRecipe());
            TrainingRun run = new(mlp, Names, Options(new NelboRecipe(), Output, steps: 5) with { Seed = seed, Former = FormerWeights.KeepBeside });
            Assert.True(run.Run().IsSaved);
            Assert.Equal(seed == 1, run.Notice is null);
        }
        string[] seeds = [.. new[] { ".old", ".old2", ".old3", "" }.Select(end => WeightsFile.Load(Output + end).Metadata[WeightsMetadata.Seed])];
        Assert.Equal(["1", "2", "3", "4"], seeds);
    }

    [Fact]
    public void A_run_that_begins_anew_and_is_stopped_leaves_its_own_longer_part_alone()
    {
        void RunTo(int step)
        {
            using CancellationTokenSource stop = new();
            using MlpTraining mlp = NewMlp(new NelboRecipe());
            new TrainingRun(mlp, Names, Options(new NelboRecipe(), Output) with { ReportInterval = TimeSpan.Zero }).Run(new StopAt(step, stop), stop.Token);
        }
        RunTo(40);
        byte[] longer = File.ReadAllBytes(Output);
        File.Delete($"{Output}.checkpoint");
        RunTo(12);
        Assert.Equal(longer, File.ReadAllBytes(Output));
    }

    [Fact]
    public void Two_runs_of_one_program_never_write_one_file()
    {
        using MlpTraining mlp = NewMlp(new NelboRecipe()), other = NewMlp(new NelboRecipe());
        TrainingRun second = new(other, Names, Options(new NelboRecipe(), Output));
        string? said = null;
        TrainingRun first = new(mlp, Names, Options(new NelboRecipe(), Output) with { ReportInterval = TimeSpan.Zero });
        first.Run(new At(5, () => said = Assert.Throws<WeightsException>(() => second.Run()).Message));
        Assert.Contains("another run is writing it", said, StringComparison.Ordinal);
        // It was made before the first had an output, and looks again.
        Assert.Contains("just these weights", Assert.Throws<WeightsException>(() => second.Run()).Message, StringComparison.Ordinal);
    }

    /// <summary>Does something after a step.</summary>
    private sealed class At(int step, Action act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                act();
        }
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_does_not_end_the_run()
    {
        Directory.CreateDirectory($"{Output}.checkpoint");
        using MlpTraining mlp = NewMlp(new NelboRecipe());
        TrainingRun run = new(mlp, Names, Options(new NelboRecipe(), Output));
        Assert.Equal(TrainingOutcome.Completed, run.Run().Outcome);
        Assert.Contains("mlp.safetensors.checkpoint: the file cannot be written", run.Notice, StringComparison.Ordinal);
        Assert.Equal(60, int.Parse(WeightsFile.Load(Output).Metadata[WeightsMetadata.Steps]));
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_by_name()
    {
        File.WriteAllText($"{Output}.checkpoint", "this is no checkpoint, and long enough to look like one");
        using MlpTraining mlp = NewMlp(new NelboRecipe());
        WeightsException refusal = Assert.Throws<WeightsException>(() => new TrainingRun(mlp, Names, Options(new NelboRecipe(), Output)));
        Assert.Contains("mlp.safetensors.checkpoint", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class StopAt(int step, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                stop.Cancel();
        }
    }
}
