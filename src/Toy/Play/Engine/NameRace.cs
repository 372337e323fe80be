using System.Diagnostics;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Unmask.Toy.Play.Crowd;

namespace Unmask.Toy.Play.Engine;

/// <summary>One side of the race.</summary>
/// <param name="Boards">The names in the making.</param>
/// <param name="Names">Names finished.</param>
/// <param name="Steps">Moves of all its rows together.</param>
/// <param name="Seconds">What they took.</param>
internal sealed record RaceSide(IReadOnlyList<Board> Boards, long Names, long Steps, double Seconds)
{
    public static RaceSide Empty { get; } = new([], 0, 0, 0);
}

/// <summary>The race at one moment; immutable.</summary>
internal sealed record NameRaceState(RaceSide Plain, RaceSide Generated)
{
    public static NameRaceState Empty { get; } = new(RaceSide.Empty, RaceSide.Empty);

    /// <summary>How many names the generated code makes in the time in which plain loops make one; 0 before both have moved.</summary>
    public double Ratio => Plain.Steps > 0 && Generated.Seconds > 0 ? Plain.Seconds / Plain.Steps / (Generated.Seconds / Generated.Steps) : 0;
}

/// <summary>
/// Plain loops and generated code make the same names, side by side. They take turns on one thread, and each gets the same time, so
/// a busy machine slows both alike. Any thread can read <see cref="State"/>.
/// </summary>
/// <param name="rows">Names made at once.</param>
/// <param name="seed">The same for both.</param>
internal sealed class NameRace(int rows, ulong seed)
{
    /// <summary>The denoiser with the most work.</summary>
    public const string Denoiser = "transformer";

    /// <summary>The most names of a side that are shown.</summary>
    private const int MostShown = 12;

    /// <summary>Between two pictures: often enough to see motion, and no flicker.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Contender[] _contenders = new Contender[2];
    private volatile NameRaceState _state = NameRaceState.Empty;

    public NameRaceState State => _state;

    /// <summary>Names made at once.</summary>
    public int Rows => rows;

    /// <summary>Races for a while, from where it was.</summary>
    public void RunFor(TimeSpan duration, CancellationToken cancellation)
    {
        if (_contenders[0] is null)
        {
            WeightSet weights = WeightsFile.LoadBuiltIn(Denoiser);
            IDenoiser generated = DenoiserCatalog.Create(weights, Denoiser);
            Enter(CrowdContender.Create(KernelChoice.Loops, generated, weights), generated);
        }
        long start = Stopwatch.GetTimestamp(), shown = start;
        while (!cancellation.IsCancellationRequested && Stopwatch.GetElapsedTime(start) < duration)
        {
            Turn();
            if (Stopwatch.GetElapsedTime(shown) < Look)
                continue;
            shown = Stopwatch.GetTimestamp();
            Publish();
        }
        Publish();
    }

    /// <summary>Sets who races.</summary>
    public void Enter(IDenoiser plain, IDenoiser generated)
    {
        _contenders[0] = new Contender(plain, rows, seed);
        _contenders[1] = new Contender(generated, rows, seed);
    }

    /// <summary>One move of the plain loops, and as many of the generated code as the same time allows.</summary>
    public void Turn()
    {
        _contenders[0].Move();
        do
            _contenders[1].Move();
        while (_contenders[1].Seconds < _contenders[0].Seconds);
    }

    /// <summary>Makes <see cref="State"/> what is so now.</summary>
    public void Publish() => _state = new NameRaceState(_contenders[0].Side, _contenders[1].Side);

    private sealed class Contender(IDenoiser denoiser, int rows, ulong seed)
    {
        private readonly CrowdGame _game = new(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Slots), seed), names: null, rows)
        {
            MovePause = 0, WavePause = 0,
        };
        private long _steps;

        public double Seconds { get; private set; }

        public RaceSide Side => new([.. _game.State.Boards.Take(MostShown)], _game.State.Names, _steps, Seconds);

        public void Move()
        {
            // The next wave begins without a denoiser: that is no move.
            if (_game.State.Finished == rows)
                _game.TryAdvance(0);
            long before = Stopwatch.GetTimestamp();
            _game.TryAdvance(0);
            Seconds += Stopwatch.GetElapsedTime(before).TotalSeconds;
            _steps++;
        }
    }
}
