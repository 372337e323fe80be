using System.Collections.Immutable;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Train;

/// <summary>
/// Training for the Train scene. Twice a second, between two steps, it generates names from the same eight seeds, evaluates a few held-out
/// names, and publishes a snapshot. When told to end it leaves a checkpoint, from which the next run of an equal plan continues. Its methods
/// are jobs for a <see cref="Worker"/>; any thread can read its properties.
/// </summary>
/// <param name="plan">What to learn, and how.</param>
/// <param name="folder">Where weights and checkpoints go.</param>
internal sealed class LiveTraining(TrainPlan plan, string folder)
{
    public const int Samples = 8;

    /// <summary>Held-out names evaluated for each snapshot; few, so that this hardly slows training.</summary>
    private const int HeldOutNames = 64;

    /// <summary>The most points of a curve; beyond it, every other point is dropped.</summary>
    private const int MostPoints = 512;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private volatile TrainSnapshot? _latest;
    private volatile string? _trouble, _notice, _about, _leftOut;
    private volatile TrainSnapshot? _untrained;
    private volatile WeightSet? _result;
    private volatile int _kept;
    private volatile bool _finished;

    public TrainPlan Plan => plan;

    /// <summary>The name of the data on the screen.</summary>
    public string Data { get; } = TrainPlan.NameOf(plan.Data);

    public string Output { get; } = Path.Combine(folder, plan.FileName);

    /// <summary>There is a file to continue from; <see cref="Prepare"/> reads it.</summary>
    public bool HasCheckpoint => File.Exists(Output + ".checkpoint");

    /// <summary>The latest snapshot; null before the first.</summary>
    public TrainSnapshot? Latest => _latest;

    /// <summary>Why training failed, in one line; null if nothing went wrong.</summary>
    public string? Trouble => _trouble;

    /// <summary>What happened to other weights and checkpoints in their place, in one line; null if there were none.</summary>
    public string? Notice => _notice;

    /// <summary>A description of the data, in one line; null before they have been read.</summary>
    public string? About => _about;

    /// <summary>What the data have that cannot be used, in one line; null if that is nothing.</summary>
    public string? LeftOut => _leftOut;

    /// <summary>What the eight seeds give before anything is learned; null before <see cref="Prepare"/>.</summary>
    public TrainSnapshot? Untrained => _untrained;

    /// <summary>The weights, once training has paused or ended.</summary>
    public WeightSet? Result => _result;

    /// <summary>The step of an earlier run's checkpoint; 0 if there is none.</summary>
    public int Kept => _kept;

    /// <summary>All steps have been done.</summary>
    public bool IsFinished => _finished;

    /// <summary>Reads the data, samples from random weights, and finds the step of a checkpoint to continue from.</summary>
    public void Prepare(CancellationToken cancellation) => Attempt(() =>
    {
        (ITrainableDenoiser learner, NameSet names) = Learner();
        using var threads = learner as IDisposable;
        var nothing = new TrainingProgress(0, Steps, double.NaN, 0, TimeSpan.Zero, TimeSpan.Zero);
        _untrained = new TrainSnapshot(nothing, [], SamplesOf(learner.Fork()));
        if (HasCheckpoint)
            _kept = Run(learner, names).Step;
    });

    /// <summary>Begins training, or continues from the checkpoint.</summary>
    public void Train(CancellationToken cancellation) => Attempt(() =>
    {
        (_trouble, _result, _finished) = (null, null, false);
        Directory.CreateDirectory(folder);
        (ITrainableDenoiser learner, NameSet names) = Learner();
        using var threads = learner as IDisposable;
        byte[] heldOut = names.HoldsOut ? names.TrainingRows(learner.Slots, Split.Validation) : [];
        heldOut = heldOut[..Math.Min(heldOut.Length, HeldOutNames * learner.Slots)];
        TrainingRun run = Run(learner, names);
        TrainingResult end = run.Run(new Observer(moment => Publish(learner, names, heldOut, moment)), cancellation);
        _notice = run.Notice;
        _result = end.Weights;
        _finished = end.Outcome == TrainingOutcome.Completed;
        if (end.Outcome == TrainingOutcome.Diverged)
            _trouble = "Training came apart; these are the last good weights.";
    });

    /// <summary>Deletes the checkpoint.</summary>
    public void Forget(CancellationToken cancellation) => Attempt(() =>
    {
        (_latest, _result, _kept, _finished) = (null, null, 0, false);
        File.Delete(Output + ".checkpoint");
    });

    private void Attempt(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is WeightsException or NameFileException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            _trouble = e.Message.ReplaceLineEndings(" ");
        }
    }

    private Recipe How => DenoiserCatalog.Find(plan.Architecture).Recipe(plan.Recipe)!;

    private int Steps => plan.Steps > 0 ? plan.Steps : How.DefaultSteps;

    private TrainingRun Run(ITrainableDenoiser learner, NameSet names)
    {
        Recipe how = How;
        return new TrainingRun(learner, names, new TrainingOptions(how, Steps, how.DefaultBatchSize, (ulong)plan.Seed, Output)
        {
            Split = names.HoldsOut ? Split.Train : null,
            Former = FormerWeights.KeepBeside,
            ReportInterval = Look,
        });
    }

    /// <summary>Reads the data, and creates a denoiser of the profile that they need.</summary>
    private (ITrainableDenoiser, NameSet) Learner()
    {
        Architecture architecture = DenoiserCatalog.Find(plan.Architecture);
        bool takesTime = architecture.Recipe(plan.Recipe)!.UsesTime;
        NameList list = Presets.OpenAny(plan.Data);
        LetterSurvey survey = list.Survey();
        ShapeProfile profile = ShapeProfiles.For(survey, architecture.NameSlots);
        ITrainableDenoiser learner = architecture.CreateUntrained(plan.Seed, takesTime, profile, survey.Alphabet);
        NameSet names = list.Read(learner.Alphabet, learner.Slots);
        _about = $"{names.TrainingCount:N0} words, {learner.Alphabet.Letters.Length} letters, {learner.Slots} slots";
        _leftOut = names.Skipped.Total > 0 ? names.Skipped.ToString() : survey.RareLetters.Length > 0 ? $"Letters left out, with their words: {survey.RareLetters}" : null;
        return (learner, names);
    }

    /// <summary>The names of the eight seeds.</summary>
    private ImmutableArray<Board> SamplesOf(IDenoiser now)
    {
        var batch = new BoardBatch(now, Samples);
        for (int i = 0; i < Samples; i++)
            batch.Add(new Board(now.Alphabet, now.Slots, SamplerSettings.DefaultFor(now), CounterRandom.Fork((ulong)plan.Seed, i)));
        batch.Finish();
        ImmutableArray<Board>.Builder samples = ImmutableArray.CreateBuilder<Board>(Samples);
        for (int i = 0; i < Samples; i++)
            samples.Add(batch[i]);
        return samples.MoveToImmutable();
    }

    private void Publish(ITrainableDenoiser learner, NameSet names, byte[] heldOut, TrainingProgress moment)
    {
        IDenoiser now = learner.Fork();
        ImmutableArray<Board> samples = SamplesOf(now);
        // An autoregressive denoiser has an exact likelihood, so it needs no bound.
        double nats = heldOut.Length == 0 ? double.NaN
            : now.IsCausal ? ExactLikelihood.Mean(now, heldOut).Mean
            : HeldOut.Evaluate(now, heldOut, rounds: 1, threads: 1).Nelbo.Mean;
        ImmutableArray<CurvePoint> curve = _latest?.Curve ?? [];
        if (curve.Length >= MostPoints)
            curve = [.. curve.Where((_, i) => i % 2 == 1)];
        _latest = new TrainSnapshot(moment, curve.Add(new CurvePoint(moment.Step, (float)moment.Loss, (float)nats)), samples)
        {
            Kinds = [.. samples.Select(board => names.NoveltyOf(board.Name).Kind)],
        };
    }

    /// <summary>Reports on the training thread, unlike <see cref="Progress{T}"/>: only there the weights do not change meanwhile.</summary>
    private sealed class Observer(Action<TrainingProgress> look) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => look(value);
    }
}
