using System.Diagnostics;
using System.Globalization;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Learning;

/// <summary>
/// Trains a denoiser from its current weights on. Batches depend on the seed and the step's number only, so a run gives the same weights
/// on every machine and under any number of threads. If a checkpoint of the same run lies beside the output, it goes on from there, and gives
/// bit for bit what it would have given uninterrupted.
/// </summary>
public sealed class TrainingRun
{
    /// <summary>Settings that are missing where the recipe's own hold, as in files of earlier versions.</summary>
    private static readonly string[] Optional = [WeightsMetadata.Teacher, WeightsMetadata.WeightDecay, WeightsMetadata.FractionBits];

    private readonly ITrainableDenoiser _denoiser;
    private readonly TrainingOptions _options;
    private readonly TrainingData _data;
    private readonly string _dataHash, _dataSource;
    private readonly string? _checkpointPath;
    private bool _isOthers; // The checkpoint that lies there is another run's.
    private string? _former; // What the weights are that lie at the output and are another run's; null if there are none.
    private readonly Dictionary<string, string> _identity;
    private LossMonitor _loss;
    private int _step;

    /// <summary>Prepares a run: goes back to the state of its own checkpoint if there is one, and checks the output.</summary>
    /// <param name="denoiser">Takes the steps; this run's own until it ends.</param>
    /// <param name="names">Their training set, or the options' split of it, is the data.</param>
    /// <param name="options">What to do.</param>
    /// <exception cref="ArgumentException">Steps or batch size are not positive, no name fits the denoiser, or there is a teacher and the recipe takes none.</exception>
    /// <exception cref="WeightsException">The output cannot be written or holds other weights, or the checkpoint is damaged.</exception>
    public TrainingRun(ITrainableDenoiser denoiser, NameSet names, TrainingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.KeepInterval);
        // Recipes with a time mask what follows a known end, too, where a teacher has learned nothing.
        if (options.Teacher is not null && options.Recipe.UsesTime)
            throw new ArgumentException($"The recipe '{options.Recipe.Name}' has no teacher.", nameof(options));
        if (!names.Alphabet.Equals(denoiser.Alphabet))
            throw new ArgumentException($"The names have the alphabet {names.Alphabet}, the denoiser {denoiser.Alphabet}.", nameof(names));
        _denoiser = denoiser;
        _options = options;
        _data = new TrainingData(names.TrainingRows(denoiser.Slots, options.Split), denoiser.Slots, denoiser.Alphabet);
        (_dataHash, _dataSource) = (names.Hash, names.Source);
        if (_data.Count == 0)
            throw new ArgumentException($"{names.Source}: no name fits {denoiser.Slots} slots.", nameof(names));
        _loss = new LossMonitor(denoiser.Symbols);
        _identity = Identity();
        if (options.Output is null)
            return;
        WeightsFile.CheckWritable(options.Output);
        _former = Former();
        if (_former is not null && options.Former == FormerWeights.Refuse)
            throw Occupied();
        _checkpointPath = Checkpoint.PathFor(options.Output);
        LookForCheckpoint();
    }

    /// <summary>What the user should know of checkpoints, in a line; null if nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>Steps done so far: those of the checkpoint that the run goes on from, before it runs.</summary>
    public int Step => _step;

    /// <summary>Runs to the end and writes the output, also after cancellation or divergence, unless no step was good.</summary>
    /// <param name="progress">Told at most once per <see cref="TrainingOptions.ReportInterval"/>, on this thread, and once at the
    ///   end.</param>
    /// <param name="cancellation">Stops between two steps; the result says so, nothing is thrown, and the same run can go on later.</param>
    /// <exception cref="WeightsException">The output cannot be written, or another run writes it at this moment.</exception>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using FileLock? alone = _options.Output is null ? null : WeightsFile.Lock(_options.Output);
        if (_options.Output is not null)
        {
            // Another run may have ended there since this one was made.
            if ((_former = Former()) is not null && _options.Former == FormerWeights.Refuse)
                throw Occupied();
            TakeCheckpointBack();
        }
        Batch batch = new(_options.BatchSize, _denoiser.Slots);
        (WeightSet Weights, int Step, double Loss) good = (Snapshot(), _step, _loss.Smoothed);
        TrainingOutcome outcome = TrainingOutcome.Completed;
        int first = _step;
        long start = Stopwatch.GetTimestamp(), reported = start, saved = start;

        while (_step < _options.Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                outcome = TrainingOutcome.Cancelled;
                break;
            }
            TakeStep(batch);
            if (_loss.Diverged)
            {
                outcome = TrainingOutcome.Diverged;
                break;
            }
            if (_step % _options.KeepInterval == 0 && _loss.Good && Keep(ref good) && Stopwatch.GetElapsedTime(saved) >= _options.CheckpointInterval)
            {
                TrySaveCheckpoint();
                saved = Stopwatch.GetTimestamp();
            }
            if (progress is not null && Stopwatch.GetElapsedTime(reported) >= _options.ReportInterval)
            {
                reported = Stopwatch.GetTimestamp();
                progress.Report(Moment(first, start));
            }
        }

        TrainingProgress last = Moment(first, start);
        // A run that was stopped early keeps its weights although they may still be worse than guessing.
        if (outcome != TrainingOutcome.Diverged && _step > first && !Keep(ref good))
            outcome = TrainingOutcome.Diverged;
        progress?.Report(last);
        WeightSet weights = new(good.Weights.Tensors, Describe(good.Weights.Metadata, good.Step, good.Loss));
        bool isSaved = good.Step > 0 && TrySave(weights, outcome);
        if (outcome == TrainingOutcome.Cancelled && _step > first)
            TrySaveCheckpoint();
        else if (outcome != TrainingOutcome.Cancelled && !_isOthers && File.Exists(_checkpointPath))
            WeightsFile.Writing(_checkpointPath, () => File.Delete(_checkpointPath));
        return new TrainingResult(outcome, weights, good.Step, last, isSaved);
    }

    private void TakeStep(Batch batch)
    {
        Xoshiro256 random = new(_options.Seed, (ulong)_step);
        _options.Recipe.Fill(_data, _denoiser.Timesteps, ref random, batch);
        _options.Teacher?.Predict(batch);
        OptimizerStep optimizer = _options.Recipe.Optimizer(_step, _options.Steps);
        if (_options.WeightDecay is { } weightDecay)
            optimizer = optimizer with { WeightDecay = weightDecay };
        float loss = _denoiser.Step(batch.Rows, batch.Targets, batch.LossWeights, batch.Taught, batch.Time, optimizer);
        _loss.Add(loss, batch.LossWeights);
        _step++;
    }

    /// <summary>
    /// Makes the current weights the ones to fall back on, if every value is finite: the loss tells of a bad one only a step later.
    /// </summary>
    private bool Keep(ref (WeightSet Weights, int Step, double Loss) good)
    {
        WeightSet weights = Snapshot();
        bool finite = weights.Tensors.All(tensor => !tensor.Values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue));
        if (finite)
            good = (weights, _step, _loss.Smoothed);
        return finite;
    }

    private WeightSet Snapshot()
    {
        WeightSet weights = _denoiser.Snapshot(_options.Recipe.Averages);
        if (_options.FractionBits is { } bits)
        {
            // Both factors are powers of two, so nothing is rounded but what should be.
            float one = 1 << bits;
            foreach (float[] values in weights.Tensors.Select(tensor => tensor.Values))
            {
                for (int i = 0; i < values.Length; i++)
                    values[i] = MathF.Round(values[i] * one) / one;
            }
        }
        return weights;
    }

    /// <summary>Goes on from a checkpoint of this very run, if there is one: in its place, or where another run has put it since.</summary>
    /// <returns>Where it lies; null if there is none.</returns>
    private string? LookForCheckpoint()
    {
        foreach (string path in Checkpoint.Candidates(_checkpointPath!))
        {
            try
            {
                if (Checkpoint.TryLoad(path, _identity, new LossMonitor(_denoiser.Symbols)) is not { } checkpoint)
                    continue;
                _denoiser.ImportState(checkpoint.State);
                (_step, _loss) = (checkpoint.Step, checkpoint.Loss);
                return path;
            }
            catch (WeightsException) when (path != _checkpointPath)
            {
                // Not in this run's way.
            }
        }
        _isOthers = File.Exists(_checkpointPath);
        if (_isOthers)
        {
            // Hours of work perhaps.
            Notice = $"{Path.GetFileName(_checkpointPath)} is of other settings or another version of the program, so this run begins anew; where it needs the place, that one is kept as {Path.GetFileName(OutputFile.FreeBeside(_checkpointPath!))}.";
        }
        return null;
    }

    /// <summary>Puts this run's checkpoint into its place, and another run's out of it.</summary>
    private void TakeCheckpointBack()
    {
        if (LookForCheckpoint() is not { } own || own == _checkpointPath)
            return;
        WeightsFile.Writing(own, () =>
        {
            if (File.Exists(_checkpointPath))
                File.Move(_checkpointPath, OutputFile.FreeBeside(_checkpointPath));
            File.Move(own, _checkpointPath!);
        });
    }

    /// <summary>Describes the file at the output; null if there is none, or if an earlier part of this run left it there.</summary>
    private string? Former()
    {
        // .NET says of a link to nothing that it exists.
        string path = AtomicFile.TargetOf(_options.Output!);
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return null;
        IReadOnlyDictionary<string, string> found;
        try
        {
            found = WeightsFile.Load(path).Metadata;
        }
        catch (WeightsException)
        {
            return "a file that is no weights file, or a damaged one";
        }
        Dictionary<string, string> own = Settings();
        bool isOwn = own.Keys.Union(Optional).All(key => found.GetValueOrDefault(key) == own.GetValueOrDefault(key));
        string done = found.GetValueOrDefault(WeightsMetadata.Steps, "?"), planned = found.GetValueOrDefault(WeightsMetadata.PlannedSteps, done);
        if (isOwn && done != planned)
            return null;
        return isOwn ? $"just these weights, trained to the end ({done} steps)"
            : $"other weights ({found.GetValueOrDefault(WeightsMetadata.Architecture, "?")}, {found.GetValueOrDefault(WeightsMetadata.DataSource, "?")}, {done} of {planned} steps)";
    }

    private WeightsException Occupied() =>
        new($"{Path.GetFileName(_options.Output)} holds {_former}; choose another output, or add --replace, which puts the new weights there once training is complete.");

    /// <summary>Writes the output. Only a completed run replaces other weights, and none replaces a longer part of itself.</summary>
    /// <returns>Whether it was written.</returns>
    private bool TrySave(WeightSet weights, TrainingOutcome outcome)
    {
        if (_options.Output is not { } path || (outcome != TrainingOutcome.Completed && (_former is not null || IsLonger(AtomicFile.TargetOf(path), weights))))
            return false;
        if (_former is not null && _options.Former == FormerWeights.KeepBeside)
        {
            string kept = OutputFile.FreeBeside(path);
            WeightsFile.Writing(path, () => File.Move(path, kept));
            Notice = $"{Path.GetFileName(path)} held {_former}: kept as {Path.GetFileName(kept)}.";
        }
        WeightsFile.Save(path, weights);
        return true;
    }

    private static bool IsLonger(string path, WeightSet weights) =>
        File.Exists(path) && new FileInfo(path).Length > 0 && Steps(WeightsFile.Load(path)) > Steps(weights);

    private static int Steps(WeightSet weights) =>
        int.TryParse(weights.Metadata.GetValueOrDefault(WeightsMetadata.Steps), CultureInfo.InvariantCulture, out int steps) ? steps : 0;

    /// <summary>A checkpoint is a convenience: if it cannot be written, training goes on, since the weights themselves may well fit.</summary>
    private void TrySaveCheckpoint()
    {
        if (_checkpointPath is null)
            return;
        try
        {
            if (_isOthers)
                WeightsFile.Writing(_checkpointPath, () => File.Move(_checkpointPath, OutputFile.FreeBeside(_checkpointPath)));
            _isOthers = false;
            new Checkpoint(_step, _loss, _denoiser.ExportState()).Save(_checkpointPath, _identity);
        }
        catch (WeightsException e)
        {
            Notice ??= $"{e.Message} Without it, this run cannot be gone on with.";
        }
    }

    private TrainingProgress Moment(int first, long start)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        int done = _step - first;
        double namesPerSecond = (double)done * _options.BatchSize / Math.Max(elapsed.TotalSeconds, double.Epsilon);
        TimeSpan left = done == 0 ? TimeSpan.Zero : elapsed * ((double)(_options.Steps - _step) / done);
        return new TrainingProgress(_step, _options.Steps, _loss.Smoothed, namesPerSecond, elapsed, left);
    }

    private Dictionary<string, string> Describe(IReadOnlyDictionary<string, string> own, int step, double loss)
    {
        Dictionary<string, string> description = new(own);
        foreach ((string key, string value) in Settings())
            description[key] = value;
        description[WeightsMetadata.DataSource] = _dataSource;
        description[WeightsMetadata.Steps] = Text(step);
        description[WeightsMetadata.Loss] = loss.ToString("G6", CultureInfo.InvariantCulture);
        return description;
    }

    private Dictionary<string, string> Settings()
    {
        Dictionary<string, string> settings = new()
        {
            [WeightsMetadata.Architecture] = _denoiser.Architecture,
            [WeightsMetadata.Alphabet] = _denoiser.Alphabet.Letters,
            [WeightsMetadata.Slots] = Text(_denoiser.Slots),
            [WeightsMetadata.Timesteps] = Text(_denoiser.Timesteps),
            [WeightsMetadata.Recipe] = _options.Recipe.Name,
            [WeightsMetadata.PlannedSteps] = Text(_options.Steps),
            [WeightsMetadata.BatchSize] = Text(_options.BatchSize),
            [WeightsMetadata.Seed] = _options.Seed.ToString(CultureInfo.InvariantCulture),
            [WeightsMetadata.DataHash] = _dataHash,
            [WeightsMetadata.Split] = Splits.NameOf(_options.Split),
        };
        if (_options.Teacher is { } teacher)
            settings[WeightsMetadata.Teacher] = teacher.Fingerprint;
        if (_options.FractionBits is { } bits)
            settings[WeightsMetadata.FractionBits] = Text(bits);
        if (_options.WeightDecay is { } weightDecay)
            settings[WeightsMetadata.WeightDecay] = weightDecay.ToString("R", CultureInfo.InvariantCulture);
        return settings;
    }

    /// <summary>All that decides the result: the settings, the weights that the run starts from, and the program that runs.</summary>
    private Dictionary<string, string> Identity()
    {
        Dictionary<string, string> identity = new(Settings())
        {
            ["initial_weights"] = _denoiser.Snapshot().Fingerprint,
            ["program"] = typeof(TrainingRun).Module.ModuleVersionId.ToString(),
            ["keep_interval"] = Text(_options.KeepInterval),
        };
        foreach (string key in Optional)
            identity.TryAdd(key, "");
        return identity;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
