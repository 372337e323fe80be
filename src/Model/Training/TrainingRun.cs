using System.Diagnostics;
using System.Globalization;
using Unmask.Model.Names;
using Unmask.Model.Weights;

namespace Unmask.Model.Training;

/// <summary>
/// Trains a denoiser from its current weights on. Batches depend on the seed and the step's number only, so a run gives the same weights
/// on every machine and under any number of threads.
/// </summary>
public sealed class TrainingRun
{
    private readonly ITrainableDenoiser _denoiser;
    private readonly TrainingOptions _options;
    private readonly TrainingData _data;
    private readonly string _dataHash;

    /// <param name="denoiser">Takes the steps; this run's own until it ends.</param>
    /// <param name="names">Their training set is the data.</param>
    /// <param name="options">What to do.</param>
    /// <exception cref="ArgumentException">Steps or batch size are not positive, or no name fits the denoiser.</exception>
    /// <exception cref="WeightsException">The output cannot be written.</exception>
    public TrainingRun(ITrainableDenoiser denoiser, NameSet names, TrainingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.KeepInterval);
        if (!names.Alphabet.Equals(denoiser.Alphabet))
            throw new ArgumentException($"The names have the alphabet {names.Alphabet}, the denoiser {denoiser.Alphabet}.", nameof(names));
        _denoiser = denoiser;
        _options = options;
        _data = new TrainingData(names.TrainingRows(denoiser.Slots), denoiser.Slots, denoiser.Alphabet);
        _dataHash = names.Hash;
        if (_data.Count == 0)
            throw new ArgumentException($"{names.Source}: no name fits {denoiser.Slots} slots.", nameof(names));
        if (options.Output is not null)
            WeightsFile.CheckWritable(options.Output);
    }

    /// <summary>Runs to the end and writes the output, also after cancellation or divergence, unless no step was good.</summary>
    /// <param name="progress">Told at most once per <see cref="TrainingOptions.ReportInterval"/>, on this thread, and once at the
    ///   end.</param>
    /// <param name="cancellation">Stops between two steps; the result says so, nothing is thrown.</param>
    /// <exception cref="WeightsException">The output cannot be written.</exception>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        Batch batch = new(_options.BatchSize, _denoiser.Slots);
        LossMonitor loss = new(_denoiser.Symbols);
        (WeightSet Weights, int Step, double Loss) good = (_denoiser.Snapshot(), 0, 0);
        TrainingOutcome outcome = TrainingOutcome.Completed;
        long start = Stopwatch.GetTimestamp(), reported = start;
        int step = 0;

        while (step < _options.Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                outcome = TrainingOutcome.Cancelled;
                break;
            }
            Xoshiro256 random = new(_options.Seed, (ulong)step);
            _options.Recipe.Fill(_data, _denoiser.Timesteps, ref random, batch);
            OptimizerStep optimizer = _options.Recipe.Optimizer(step, _options.Steps);
            loss.Add(_denoiser.Step(batch.Rows, batch.Targets, batch.LossWeights, batch.Time, optimizer), batch.LossWeights);
            step++;
            if (loss.Diverged)
            {
                outcome = TrainingOutcome.Diverged;
                break;
            }
            if (step % _options.KeepInterval == 0 && loss.Good)
                Keep(ref good, step, loss.Smoothed);
            if (progress is not null && Stopwatch.GetElapsedTime(reported) >= _options.ReportInterval)
            {
                reported = Stopwatch.GetTimestamp();
                progress.Report(Moment(step, loss.Smoothed, start));
            }
        }

        TrainingProgress last = Moment(step, loss.Smoothed, start);
        // A run that was stopped early keeps its weights although they may still be worse than guessing.
        if (outcome != TrainingOutcome.Diverged && step > 0 && !Keep(ref good, step, loss.Smoothed))
            outcome = TrainingOutcome.Diverged;
        progress?.Report(last);
        WeightSet weights = new(good.Weights.Tensors, Describe(good.Weights.Metadata, good.Step, good.Loss));
        if (_options.Output is not null && good.Step > 0)
            WeightsFile.Save(_options.Output, weights);
        return new TrainingResult(outcome, weights, good.Step, last);
    }

    /// <summary>
    /// Makes the current weights the ones to fall back on, if every value is finite: the loss tells of a bad one only a step later.
    /// </summary>
    private bool Keep(ref (WeightSet Weights, int Step, double Loss) good, int step, double loss)
    {
        WeightSet weights = _denoiser.Snapshot();
        bool finite = weights.Tensors.All(tensor => !tensor.Values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue));
        if (finite)
            good = (weights, step, loss);
        return finite;
    }

    private TrainingProgress Moment(int step, double loss, long start)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        double namesPerSecond = (double)step * _options.BatchSize / Math.Max(elapsed.TotalSeconds, double.Epsilon);
        TimeSpan left = step == 0 ? TimeSpan.Zero : elapsed * ((double)(_options.Steps - step) / step);
        return new TrainingProgress(step, _options.Steps, loss, namesPerSecond, elapsed, left);
    }

    private Dictionary<string, string> Describe(IReadOnlyDictionary<string, string> own, int step, double loss) => new(own)
    {
        [WeightsMetadata.Architecture] = _denoiser.Architecture,
        [WeightsMetadata.Alphabet] = _denoiser.Alphabet.Letters,
        [WeightsMetadata.Slots] = Text(_denoiser.Slots),
        [WeightsMetadata.Timesteps] = Text(_denoiser.Timesteps),
        [WeightsMetadata.Recipe] = _options.Recipe.Name,
        [WeightsMetadata.Steps] = Text(step),
        [WeightsMetadata.PlannedSteps] = Text(_options.Steps),
        [WeightsMetadata.BatchSize] = Text(_options.BatchSize),
        [WeightsMetadata.Seed] = _options.Seed.ToString(CultureInfo.InvariantCulture),
        [WeightsMetadata.DataHash] = _dataHash,
        [WeightsMetadata.Loss] = loss.ToString("G6", CultureInfo.InvariantCulture),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
