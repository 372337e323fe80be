using BenchmarkDotNet.Attributes;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Tensors;

namespace Unmask.Benchmarks;

/// <summary>Steps of the reverse process with the shipped weights: everything that a player's Space sets off, less the drawing.</summary>
public class StepBenchmarks
{
    private const int Boards = 256;

    private Prediction _prediction = null!;
    private BoardBatch _batch = null!;
    private Board _start;
    private ulong _seed;

    [Params("mlp", "residual", "transformer")]
    public string Denoiser { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        WeightSet weights = WeightsFile.LoadBuiltIn(Denoiser);
        IDenoiser denoiser = DenoiserFactory.Create(Denoiser, weights);
        _prediction = new Prediction(denoiser);
        _batch = new BoardBatch(denoiser.Fork(), Boards);
        // One slot a step: every step has a new row to predict.
        SamplerSettings settings = SamplerSettings.DefaultFor(denoiser) with { Steps = denoiser.Slots };
        _start = new Board(denoiser.Alphabet, denoiser.Slots, settings, seed: 1);
    }

    /// <summary>One board from all masked to none; the time is that of one step.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public int OneBoard()
    {
        int steps = 0;
        Board board = _start;
        while (steps < 100)
        {
            if (board.IsFinished)
                board = _start.WithSeed(++_seed);
            board = ReverseProcess.Step(board, _prediction);
            steps++;
        }
        return board.Moves;
    }

    /// <summary>256 boards that move together; the time is that of one step of one of them.</summary>
    [Benchmark(OperationsPerInvoke = Boards)]
    public int Batch()
    {
        if (_batch.Unfinished < Boards)
        {
            _batch.Clear();
            for (int i = 0; i < Boards; i++)
                _batch.Add(_start.WithSeed(CounterRandom.Fork(++_seed, i)));
        }
        return _batch.Step();
    }
}
