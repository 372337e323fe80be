using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Unmask.Benchmarks;

/// <summary>
/// Many short iterations, and their minimum beside their mean: what is measured here takes microseconds, and every disturbance only adds.
/// In this process, because the repository's build rules are not meant for the projects that BenchmarkDotNet would generate; start it
/// with <c>DOTNET_EnableAVX512=0</c> and the like to measure other instruction sets.
/// </summary>
internal sealed class ShortTurns : ManualConfig
{
    public ShortTurns()
    {
        // Beside the program, wherever it is started from.
        ArtifactsPath = Path.Combine(AppContext.BaseDirectory, "results");
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(8)
            .WithIterationTime(TimeInterval.FromMilliseconds(50))
            .WithIterationCount(30));
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(StatisticColumn.Min);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
    }
}
