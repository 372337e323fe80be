using System.Globalization;
using Unmask.Model.Files;
using Unmask.Model.Tensors;

namespace Unmask.Model.Learning;

/// <summary>A training run between two steps, on disk: enough to go on and give the same bits as if it had never stopped.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">The loss so far.</param>
/// <param name="State">What <see cref="ITrainableDenoiser.ExportState"/> gave.</param>
internal sealed record Checkpoint(int Step, LossMonitor Loss, WeightSet State)
{
    private const string StepKey = "checkpoint_step", LossKey = "checkpoint_loss", RelativeKey = "checkpoint_relative", WeightKey = "checkpoint_weight";

    /// <summary>Where the checkpoints of a run lie whose result goes to <paramref name="output"/>.</summary>
    public static string PathFor(string output) => $"{output}.checkpoint";

    /// <summary>The checkpoint's place, and where other runs have put checkpoints that lay there.</summary>
    public static IEnumerable<string> Candidates(string path) =>
        [path, .. Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{Path.GetFileName(path)}.old*").Order(StringComparer.Ordinal)];

    /// <summary>Writes it atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">Everything that tells this run from others.</param>
    /// <exception cref="WeightsException">The file cannot be written.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string> identity)
    {
        (double loss, double relative, double weight) = Loss.Memory;
        Dictionary<string, string> metadata = new(identity)
        {
            [StepKey] = Step.ToString(CultureInfo.InvariantCulture),
            [LossKey] = Exact(loss),
            [RelativeKey] = Exact(relative),
            [WeightKey] = Exact(weight),
        };
        WeightsFile.Save(path, new WeightSet(State.Tensors, metadata));
    }

    /// <summary>The checkpoint at <paramref name="path"/>, or null if there is none or it is another run's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">As it was saved with.</param>
    /// <param name="loss">A monitor that has seen nothing yet.</param>
    /// <exception cref="WeightsException">The file cannot be read or is damaged.</exception>
    public static Checkpoint? TryLoad(string path, IReadOnlyDictionary<string, string> identity, LossMonitor loss)
    {
        if (!File.Exists(path))
            return null;
        WeightSet state = WeightsFile.Load(path);
        IReadOnlyDictionary<string, string> metadata = state.Metadata;
        if (identity.Any(entry => metadata.GetValueOrDefault(entry.Key) != entry.Value))
            return null;
        if (!int.TryParse(metadata.GetValueOrDefault(StepKey), CultureInfo.InvariantCulture, out int step) || step < 1
            || !TryExact(LossKey, out double smoothed) || !TryExact(RelativeKey, out double relative) || !TryExact(WeightKey, out double weight))
            throw new WeightsException($"{Path.GetFileName(path)}: the checkpoint is damaged; delete it to start afresh.");
        loss.Memory = (smoothed, relative, weight);
        return new Checkpoint(step, loss, state);

        bool TryExact(string key, out double value) => double.TryParse(metadata.GetValueOrDefault(key), CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The shortest text that gives the same bits back.</summary>
    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
