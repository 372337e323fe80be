using System.Collections.Immutable;
using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Names;
using Unmask.Model.Training;
using Unmask.Model.Weights;
using Unmask.Toy.Catalog;

namespace Unmask.Toy.Game.Train;

/// <summary>
/// Trains on a thread of its own, below the window's in priority. Twice a second it looks at itself, between two steps: makes the same eight names
/// again, asks a few held-out names, and publishes that as a snapshot. A pause is a checkpoint, so nothing is lost by closing the
/// window.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Its source holds no timer and no handle; the scene ends the thread.")]
internal sealed class TrainWorker
{
    public const int Samples = 8;

    /// <summary>Held-out names that are asked at each look; few, so that looking does not hold training up.</summary>
    private const int HeldOutNames = 64;

    /// <summary>Points of a curve; beyond that, every other one goes.</summary>
    private const int MostPoints = 512;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly string architecture, recipe, output;
    private readonly int steps;
    private volatile TrainSnapshot? latest;
    private volatile string? trouble;
    private volatile WeightSet? result;
    private CancellationTokenSource? stop;
    private Thread? thread;

    /// <param name="architecture">What to train.</param>
    /// <param name="recipe">How.</param>
    /// <param name="steps">How long; the recipe's own number if 0.</param>
    /// <param name="output">Where weights and checkpoints go.</param>
    public TrainWorker(string architecture, string recipe, int steps, string output) =>
        (this.architecture, this.recipe, this.steps, this.output) = (architecture, recipe, steps, output);

    /// <summary>The last look, null before the first.</summary>
    public TrainSnapshot? Latest => latest;

    /// <summary>Why training stopped, in one line, null if nothing went wrong.</summary>
    public string? Trouble => trouble;

    /// <summary>The weights, once training has paused or ended.</summary>
    public WeightSet? Result => result;

    public bool IsRunning => thread is { IsAlive: true };

    public string Output => output;

    /// <summary>Begins, or goes on from the last checkpoint.</summary>
    public void Start()
    {
        if (IsRunning)
            return;
        (trouble, result) = (null, null);
        stop = new CancellationTokenSource();
        CancellationToken cancellation = stop.Token;
        thread = new Thread(() => Train(cancellation)) { IsBackground = true, Name = "training", Priority = ThreadPriority.Lowest };
        thread.Start();
    }

    /// <summary>Stops after the step in hand and keeps a checkpoint; returns when that is written.</summary>
    public void Pause()
    {
        stop?.Cancel();
        thread?.Join();
    }

    /// <summary>Forgets what was learned.</summary>
    public void Reset()
    {
        Pause();
        (latest, result) = (null, null);
        File.Delete(output + ".checkpoint");
    }

    private void Train(CancellationToken cancellation)
    {
        try
        {
            Recipe how = Recipes.Find(recipe, architecture)!;
            // One core is left to the window.
            WeightSet start = DenoiserCatalog.Find(architecture).Untrained(7, how.UsesTime);
            ITrainableDenoiser learner = DenoiserCatalog.Find(architecture).CreateLearner(start, Math.Max(1, Environment.ProcessorCount - 1));
            using var threads = learner as IDisposable;
            NameSet names = NameSet.LoadBuiltIn(learner.Alphabet, learner.Slots);
            byte[] heldOut = names.TrainingRows(learner.Slots, Split.Validation);
            heldOut = heldOut[..Math.Min(heldOut.Length, HeldOutNames * learner.Slots)];
            var options = new TrainingOptions(how, steps > 0 ? steps : how.DefaultSteps, how.DefaultBatchSize, 7, output) { ReportInterval = Look };
            TrainingResult end = new TrainingRun(learner, names, options).Run(new Observer(moment => Publish(learner, heldOut, moment)), cancellation);
            result = end.Weights;
            if (end.Outcome == TrainingOutcome.Diverged)
                trouble = "Training came apart; these are the last good weights.";
        }
        catch (Exception e) when (e is WeightsException or NameFileException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            trouble = e.Message;
        }
    }

    private void Publish(ITrainableDenoiser learner, byte[] heldOut, TrainingProgress moment)
    {
        IDenoiser now = learner.Fork();
        var batch = new BoardBatch(now, Samples);
        for (int i = 0; i < Samples; i++)
            batch.Add(new Board(now.Alphabet, now.Slots, SamplerSettings.Default(now.Timesteps), CounterRandom.Fork(7, i)));
        batch.Finish();
        ImmutableArray<Board>.Builder samples = ImmutableArray.CreateBuilder<Board>(Samples);
        for (int i = 0; i < Samples; i++)
            samples.Add(batch[i]);
        ImmutableArray<float> losses = latest?.Losses ?? [], asked = latest?.HeldOut ?? [];
        if (heldOut.Length > 0)
            asked = Thin(asked).Add((float)HeldOut.Evaluate(now, heldOut, rounds: 1, threads: 1).Nelbo.Mean);
        latest = new TrainSnapshot(moment, Thin(losses).Add((float)moment.Loss), asked, samples.MoveToImmutable());
    }

    private static ImmutableArray<float> Thin(ImmutableArray<float> points) =>
        points.Length < MostPoints ? points : [.. points.Where((_, i) => i % 2 == 1)];

    /// <summary>Reports on the thread that trains, unlike <see cref="Progress{T}"/>: only there do the weights stand still.</summary>
    private sealed class Observer(Action<TrainingProgress> look) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => look(value);
    }
}
