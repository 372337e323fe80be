using Unmask.Bench.Measuring;
using Unmask.Bench.Networks;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Tests.Parity;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Bench.Tests;

/// <summary>What is measured and counted; how fast anything is depends on the machine and is not tested.</summary>
public sealed class MeasuringTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public void A_roofline_has_a_peak_and_bandwidths()
    {
        var roofline = Roofline.Measure();
        Assert.Contains(roofline.VectorBits, (int[])[32, 128, 256, 512]);
        Assert.All([roofline.FlopsPerSecond, roofline.Level1BytesPerSecond, roofline.Level2BytesPerSecond], rate => Assert.InRange(rate, 1e6, 1e14));
    }

    [Fact]
    public void The_slower_of_operations_and_bytes_is_the_roofline()
    {
        var roofline = new Roofline(256, FlopsPerSecond: 100, Level1BytesPerSecond: 40, Level2BytesPerSecond: 20);
        Assert.Equal(3, roofline.SecondsFor(new DenoiserWork(Flops: 300, Bytes: 20)));
        Assert.Equal(5, roofline.SecondsFor(new DenoiserWork(Flops: 300, Bytes: 100)));
    }

    [Fact]
    public void Zero_units_of_the_mlp_are_no_work()
    {
        WeightSet weights = ParityFile.Load("mlp").Weights;
        byte[] row = ParityFile.Load("mlp").Cases[0].Row;
        DenoiserWork some = PeerCatalog.Find("mlp").Work(weights, Alphabet.English, row, 0.5f);
        double active = some.Flops / (2 * 336);
        Assert.Equal(Math.Round(active), active);
        Assert.InRange(active, 1, 255);
        // A weight row for each slot, for t/T and for the bias; one for each active unit, and the bias.
        Assert.Equal(4 * ((14 * 256) + ((active + 1) * 336)), some.Bytes);

        WeightSet off = With(weights, "b1", -1000), on = With(weights, "b1", 1000);
        Assert.Equal(0, PeerCatalog.Find("mlp").Work(off, Alphabet.English, row, 0.5f).Flops);
        Assert.Equal(2.0 * 256 * 336, PeerCatalog.Find("mlp").Work(on, Alphabet.English, row, 0.5f).Flops);
    }

    [Fact]
    public void Weights_of_a_batch_are_read_once()
    {
        WeightSet weights = With(ParityFile.Load("mlp").Weights, "b1", 1000);
        byte[] row = ParityFile.Load("mlp").Cases[0].Row, rows = [.. Enumerable.Repeat(row, 10).SelectMany(symbols => symbols)];
        DenoiserWork one = PeerCatalog.Find("mlp").Work(weights, Alphabet.English, row, 0.5f), ten = PeerCatalog.Find("mlp").Work(weights, Alphabet.English, rows, 0.5f);
        Assert.Equal((10 * one.Flops, one.Bytes), (ten.Flops, ten.Bytes));
    }

    [Fact]
    public void A_residual_counts_both_hidden_layers()
    {
        WeightSet weights = With(With(ParityFile.Load("residual").Weights, "b1", 500), "b2", -10_000);
        DenoiserWork work = PeerCatalog.Find("residual").Work(weights, Alphabet.English, ParityFile.Load("residual").Cases[0].Row, 0.5f);
        Assert.Equal(2.0 * 256 * (256 + 336), work.Flops);
    }

    [Fact]
    public void A_transformer_is_dense()
    {
        ParityFile parity = ParityFile.Load("transformer");
        DenoiserWork work = PeerCatalog.Find("transformer").Work(parity.Weights, Alphabet.English, parity.Cases[0].Row, 0.5f);
        double block = (64 * 192) + (64 * 64) + (2 * 64 * 256) + (2 * 16 * 64);
        Assert.Equal(2 * ((16 * ((4 * block) + (64 * 28))) + (64 * 64)), work.Flops);
        Assert.Equal(parity.Weights.Tensors.Sum(tensor => 4.0 * tensor.Values.Length), work.Bytes);
    }

    [Fact]
    public void Contenders_take_turns()
    {
        int turns = 0, last = -1;
        double[] least = Turns.Run([() => Enter(0), () => Enter(1), () => Enter(2)], Short);
        Assert.All(least, seconds => Assert.InRange(seconds, 0, 10));
        Assert.True(turns >= 9, $"only {turns} turns");

        void Enter(int contender)
        {
            turns += contender == last ? 0 : 1;
            last = contender;
        }
    }

    [Fact]
    public void A_race_can_be_called_off()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Turns.Run([cancellation.Cancel], TimeSpan.FromHours(1), cancellation.Token));
    }

    [Fact]
    public void A_denoiser_is_compared_with_all_its_peers()
    {
        ParityFile parity = ParityFile.Load("mlp");
        using var comparison = new DenoiserComparison(new Mlp(parity.Weights, Alphabet.English), parity.Weights);
        byte[] rows = [.. parity.Cases.SelectMany(expected => expected.Row)];
        var roofline = new Roofline(256, 1e11, 1e11, 1e11);
        foreach (ComparedTimes times in (ComparedTimes[])
            [comparison.CompareRowByRow(rows, 0.5f, roofline, Short), comparison.CompareBatch(rows, 0.5f, roofline, Short)])
        {
            Assert.All(
                [times.Loops, times.TensorPrimitives, times.Generated, times.OnnxRuntime!.Value, times.Roofline],
                seconds => Assert.InRange(seconds, 1e-9, 10));
            Assert.Equal(times.Roofline / times.Generated, times.Share);
        }
    }

    [Fact]
    public void A_training_step_is_three_times_the_work()
    {
        ParityFile parity = ParityFile.Load("mlp");
        using var learner = new MlpTraining(parity.Weights, Alphabet.English, threads: 1);
        byte[] rows = [.. parity.Cases.SelectMany(expected => expected.Row)], targets = [.. parity.Cases.SelectMany(expected => expected.Target)];
        var roofline = new Roofline(256, FlopsPerSecond: 1, Level1BytesPerSecond: 1e11, Level2BytesPerSecond: 1e11);
        var step = TrainingStep.Measure(learner, parity.Weights, rows, targets, 0.5f, roofline, Short);
        Assert.Equal(3 * PeerCatalog.Find("mlp").Work(parity.Weights, Alphabet.English, rows, 0.5f).Flops, step.Roofline);
        Assert.InRange(step.Seconds, 1e-9, 10);
    }

    [Fact]
    public void The_processor_has_a_name() => Assert.NotEmpty(Processor.Name);

    /// <summary>The weights with one tensor's values all the same.</summary>
    private static WeightSet With(WeightSet weights, string name, float value) => new(
        [.. weights.Tensors.Select(tensor => tensor.Name == name ? tensor with { Values = [.. tensor.Values.Select(_ => value)] } : tensor)],
        weights.Metadata);
}
