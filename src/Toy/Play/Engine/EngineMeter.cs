using System.Collections.Immutable;
using Unmask.Bench;
using Unmask.Bench.Kernels;
using Unmask.Bench.Measuring;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Kernels;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Play.Engine;

/// <summary>
/// Measures in short rounds until cancelled: the denoisers in turn, and before each of them the chosen kernel and a stretch of the race of names.
/// All take turns on one thread, so none disturbs another. It keeps the least times of all rounds, so the figures settle. <see cref="Measure"/> is a job for a <see cref="Worker"/>.
/// </summary>
internal sealed class EngineMeter
{
    /// <summary>The time input t/T: half of the way to all masked.</summary>
    private const float Time = 0.5f;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(300), KernelRound = TimeSpan.FromMilliseconds(120), RaceRound = TimeSpan.FromMilliseconds(400);

    /// <summary>The denoisers with other implementations, smallest first.</summary>
    private static readonly string[] Architectures = [.. PeerCatalog.All.Select(peer => peer.Architecture)];

    private readonly Dictionary<(KernelInfo, bool), EngineLine> _kernels = [];
    private volatile EngineFigures _figures;
    private volatile KernelInfo? _asked;
    private volatile bool _manyRows;
    private volatile NameRace? _race;
    private Roofline? _roofline;

    public EngineMeter() => _figures = new EngineFigures(
        0,
        [.. Architectures.Select(name => new EngineLine(name, "1 row", null))],
        [.. Architectures.Select(name => new EngineLine(name, $"{BenchmarkRows.BatchRows} rows", null))],
        Kernel: null);

    /// <summary>The least times so far.</summary>
    public EngineFigures Figures => _figures;

    /// <summary>The kernel to measure.</summary>
    public KernelInfo? Kernel
    {
        get => _asked;
        set => _asked = value;
    }

    /// <summary>The kernel is measured on a batch of rows, not on one.</summary>
    public bool ManyRows
    {
        get => _manyRows;
        set => _manyRows = value;
    }

    /// <summary>The race that is run between measurements; null for none.</summary>
    public NameRace? Race
    {
        get => _race;
        set => _race = value;
    }

    public void Measure(CancellationToken cancellation)
    {
        List<(BenchmarkRows Rows, DenoiserComparison Comparison)> all = [];
        KernelComparison? comparison = null;
        (KernelInfo, bool)? compared = null;
        try
        {
            _roofline ??= Roofline.Measure();
            _figures = _figures with { PeakFlops = _roofline.FlopsPerSecond };
            while (true)
            {
                for (int i = 0; i < Architectures.Length; i++)
                {
                    if (i == all.Count)
                        all.Add(Load(Architectures[i]));
                    (BenchmarkRows rows, DenoiserComparison denoiser) = all[i];
                    MeasureKernel();
                    EngineLine single = _figures.Single[i].With(denoiser.CompareRowByRow(rows.Singles, Time, _roofline, Round, cancellation));
                    _figures = _figures with { Single = _figures.Single.SetItem(i, single) };
                    MeasureKernel();
                    EngineLine batch = _figures.Batch[i].With(denoiser.CompareBatch(rows.Batch, Time, _roofline, Round, cancellation));
                    _figures = _figures with { Batch = _figures.Batch.SetItem(i, batch) };
                }
                _figures = _figures with { Rounds = _figures.Rounds + 1 };
            }
        }
        catch (OperationCanceledException)
        {
            // The scene was left.
        }
        finally
        {
            comparison?.Dispose();
            foreach ((_, DenoiserComparison denoiser) in all)
                denoiser.Dispose();
        }

        void MeasureKernel()
        {
            _race?.RunFor(RaceRound, cancellation);
            if (_asked is not { } kernel)
                return;
            (KernelInfo Kernel, bool ManyRows) asked = (kernel, _manyRows);
            if (asked != compared)
            {
                comparison?.Dispose();
                (compared, comparison) = (asked, KernelComparison.For(kernel, asked.ManyRows ? BenchmarkRows.BatchRows : 1));
            }
            EngineLine line = _kernels.GetValueOrDefault(asked) ?? new EngineLine(kernel.Name, comparison?.What ?? "", null) { IsAlone = comparison is null };
            _figures = _figures with { Kernel = line };
            if (comparison is not null)
                line = line.With(comparison.Compare(_roofline!, KernelRound, cancellation));
            _kernels[asked] = line;
            _figures = _figures with { Kernel = line };
        }
    }

    private static (BenchmarkRows Rows, DenoiserComparison Comparison) Load(string architecture)
    {
        WeightSet weights = WeightsFile.LoadBuiltIn(architecture);
        IDenoiser denoiser = DenoiserCatalog.Find(architecture).Create(weights);
        return (new BenchmarkRows(denoiser), new DenoiserComparison(denoiser, weights));
    }
}
