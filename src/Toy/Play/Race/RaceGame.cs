using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Race;

/// <summary>
/// A race: two to four contenders finish the same row under the same constraints and seed. The whole race is computed at its start and then
/// shown step by step. It draws nothing.
/// </summary>
internal sealed class RaceGame
{
    public const int MostLanes = 4, FewestLanes = 2;

    /// <summary>In seconds. A long race is shown faster, so that nobody has to wait for it.</summary>
    private const double LongestRace = 3.2;

    private static readonly string[] Endings = ["ella", "ton", "ine", "bert", "isha", "lyn", "ario"];

    private readonly RaceField _raceField;
    private readonly Prediction[] _predictions;
    private SamplerSettings _settings;
    private int _ending;

    /// <summary>The most steps of any contender.</summary>
    private int _longestRun;
    private double _started = double.MinValue, _wave;

    /// <param name="raceField">The possible contenders, and the judge.</param>
    /// <param name="start">Gives the first seed, the temperature, the steps and the first constraints.</param>
    public RaceGame(RaceField raceField, in Board start)
    {
        _raceField = raceField;
        (_settings, Seed) = (start.Settings, start.Seed);
        _predictions = [.. _raceField.Rivals.Select(rival => new Prediction(rival))];
        Slots = _raceField.Rivals.Min(rival => rival.Slots);
        Columns = _raceField.Rivals.Max(rival => rival.Slots);
        for (int lane = 0; lane < MostLanes; lane++)
            Lanes[lane] = new RaceLane();
        ChooseContenders();
        Wanted = Empty(Slots);
        TakeConstraints(start);
        MakeReady();
    }

    public IReadOnlyList<IDenoiser> Rivals => _raceField.Rivals;

    /// <summary>Slots of the shared row: as many as every contender has.</summary>
    public int Slots { get; }

    /// <summary>Slots of the longest row.</summary>
    public int Columns { get; }

    public RaceLane[] Lanes { get; } = new RaceLane[MostLanes];

    /// <summary>The shared row: the player's constraints and nothing else.</summary>
    public Board Wanted { get; private set; }

    /// <summary>The slot of the shared row that typing goes to.</summary>
    public int Cursor { get; private set; }

    public ulong Seed { get; private set; }

    /// <summary>Races run since contenders and constraints last changed.</summary>
    public int Races { get; private set; }

    /// <summary>How many of these races' names were known, real and new.</summary>
    public (int Known, int Real, int New) Kinds { get; private set; }

    /// <summary>A short, plain line for the player, or null.</summary>
    public string? Message { get; private set; }

    public bool HasRun => Races > 0;

    /// <summary>The least nats of the race.</summary>
    public double BestNats { get; private set; }

    public int FewestSteps { get; private set; }

    /// <summary>Some contenders needed more steps than others.</summary>
    public bool StepsDiffer { get; private set; }

    /// <summary>The first rival that reads both sides of a slot; null if there is none. Its place of a pattern with gaps is told to those that cannot draw one.</summary>
    private IDenoiser? Seer => Rivals.FirstOrDefault(rival => !rival.IsCausal);

    /// <summary>A contender that writes from left to right meets forced letters that it could not foresee.</summary>
    public bool SurprisesCausal => CausalLane >= 0 && (Wanted.IsFloating || HasGapBeforeForced());

    /// <summary>The last lane with an autoregressive contender; −1 if there is none.</summary>
    public int CausalLane { get; private set; }

    /// <summary>The race is being shown.</summary>
    public bool IsRunning(double now) => HasRun && now < _started + _wave * _longestRun + Ease.Flip;

    /// <summary>The number of steps shown so far.</summary>
    public int WavesAt(double now) => _wave == 0 ? _longestRun : (int)Math.Clamp((now - _started) / _wave, 0, _longestRun);

    /// <summary>The time when a step was first shown.</summary>
    public double TimeOf(int shown) => _started + shown * _wave;

    public string TitleOf(RaceLane lane) => lane.IsEmpty ? "nobody" : Rivals[lane.Rival].Architecture;

    /// <summary>The order in which a lane reveals: an autoregressive denoiser has no choice.</summary>
    public IRevealOrder OrderOf(RaceLane lane) => !lane.IsEmpty && Rivals[lane.Rival].IsCausal ? RevealOrders.LeftToRight : lane.Order;

    public void MoveTo(int slot) => Cursor = Math.Clamp(slot, 0, Slots - 1);

    public void Type(char character)
    {
        int slot = Cursor;
        if (character == Alphabet.PadCharacter)
            Constrain(Wanted.TryEnd(Cursor, out Board ended, out string? no), ended, no);
        else if (Typing.TryRead(Wanted, character, ref slot, out byte symbol))
        {
            MoveTo(slot);
            string? floating = Wanted.IsFloating ? Wanted.Gaps : null;
            if (!Constrain(Wanted.TryForce(Cursor, symbol, out Board forced, out string? refusal), forced, refusal))
                return;
            MoveTo(Cursor + 1);
            if (floating is not null)
                Message = $"Your letter takes the place of {floating}.";
        }
        else
            Message = PlayGame.NoLetter(character);
    }

    /// <summary>Removes a slot's constraint.</summary>
    public void Lift(int slot)
    {
        MoveTo(slot);
        Constrain(true, Wanted.Remask(slot), null);
    }

    /// <summary>Removes the constraint under the cursor, or in the slot before it if the cursor's slot is free.</summary>
    public void Erase() => Lift(Wanted.IsFree(Cursor) && Cursor > 0 ? Cursor - 1 : Cursor);

    public void Clear()
    {
        MoveTo(0);
        Constrain(true, Empty(Slots), null);
    }

    /// <summary>Asks for a common ending, of a name of any length; another one each time.</summary>
    public void ForceEnding()
    {
        for (int tried = 0; tried < Endings.Length; tried++)
        {
            string text = Endings[_ending++ % Endings.Length];
            if (text.Length > Slots || !text.All(letter => Wanted.Alphabet.TrySymbolOf(letter, out _)))
                continue;
            MoveTo(0);
            if (Seer is { } seer)
                Constrain(true, Placements.Begin($"*{text}", Empty(Slots), seer), null);
            else
                Message = "Nobody here can look ahead to an ending.";
            return;
        }
        Message = "No common ending in this alphabet.";
    }

    /// <summary>Takes another board's constraints, as far as they fit into the shared row.</summary>
    public void TakeConstraints(in Board other) =>
        Constrain(true, Seer is { } seer ? Placements.ConstraintsOnto(other, Empty(Slots), seer) : other.ConstraintsOnto(Empty(Slots)), null);

    /// <summary>Takes temperature and pace from elsewhere; each lane keeps its order.</summary>
    public void TakeSettings(in SamplerSettings settings)
    {
        if (settings == _settings)
            return;
        _settings = settings;
        MakeReady();
    }

    public void ChangeRival(int lane, int by)
    {
        int others = Lanes.Count(l => !l.IsEmpty) - (Lanes[lane].IsEmpty ? 0 : 1);
        // A race needs two contenders, so the last two lanes cannot be left empty.
        int least = others >= FewestLanes ? -1 : 0, count = Rivals.Count - least;
        Lanes[lane].Rival = (Lanes[lane].Rival - least + by + count) % count + least;
        MakeReady();
    }

    public void ChangeOrder(int lane, int by)
    {
        if (Lanes[lane].IsEmpty)
            return;
        if (Rivals[Lanes[lane].Rival].IsCausal)
        {
            Message = "It can only write from left to right.";
            return;
        }
        Lanes[lane].Order = Knobs.Next(RevealOrders.All, Lanes[lane].Order, by);
        MakeReady();
    }

    /// <summary>Runs a race; with a new seed if there was one with this seed.</summary>
    public void Start(double now, bool reducedMotion)
    {
        Message = null;
        if (HasRun)
        {
            Seed = CounterRandom.Next(Seed);
            PlaceAtStart();
        }
        foreach (RaceLane lane in Lanes)
            lane.Run = lane.IsEmpty ? null : RunOf(lane);
        _longestRun = Lanes.Max(lane => lane.Run?.Steps ?? 0);
        BestNats = Lanes.Min(lane => lane.Run?.Nats ?? double.MaxValue);
        FewestSteps = Lanes.Min(lane => lane.Run?.Steps ?? int.MaxValue);
        StepsDiffer = FewestSteps < _longestRun;
        Races++;
        foreach (RaceLane lane in Lanes)
        {
            (int known, int real, int isNew) = Kinds;
            Kinds = lane.Run?.Kind switch
            {
                NoveltyKind.Known => (known + 1, real, isNew),
                NoveltyKind.Real => (known, real + 1, isNew),
                NoveltyKind.New => (known, real, isNew + 1),
                _ => Kinds,
            };
        }
        foreach (RaceLane lane in Lanes)
            lane.Wins += lane.Run?.Nats == BestNats ? 1 : 0;
        _started = reducedMotion ? double.MinValue : now;
        _wave = reducedMotion ? 0 : Math.Min(Ease.Flip + Ease.Pause, LongestRace / Math.Max(1, _longestRun));
    }

    private RaceRun RunOf(RaceLane lane)
    {
        Prediction prediction = _predictions[lane.Rival];
        // To draw the place of an ending is no step.
        List<Board> boards = [ReverseProcess.Place(lane.Start, prediction)];
        double own = 0;
        while (!boards[^1].IsFinished)
        {
            Board before = boards[^1], after = ReverseProcess.Step(before, prediction);
            for (int slot = 0; slot < after.Slots; slot++)
            {
                if (before.IsMasked(slot) && after[slot].Origin == Origin.Revealed)
                    own -= Logarithm.Of(after[slot].Probability);
            }
            boards.Add(after);
        }
        string name = boards[^1].Name;
        byte[] letters = new byte[boards[^1].Slots];
        boards[^1].CopyRow(letters);
        return new RaceRun(boards, _raceField.Judge.Nats(letters.AsSpan(0, name.Length)), own, _raceField.Names[lane.Rival]?.NoveltyOf(name).Kind ?? NoveltyKind.Unknown);
    }

    private bool Constrain(bool done, in Board board, string? refusal)
    {
        Message = refusal;
        if (!done)
            return false;
        Wanted = board;
        MakeReady();
        return true;
    }

    /// <summary>Contenders that differ as much as possible: every denoiser once, then the first one with other orders.</summary>
    private void ChooseContenders()
    {
        int shown = Math.Min(Rivals.Count, MostLanes);
        // The contrast with an autoregressive denoiser is the point of the race.
        int causal = Rivals.ToList().FindIndex(rival => rival.IsCausal);
        for (int lane = 0; lane < MostLanes; lane++)
        {
            Lanes[lane].Rival = lane < shown ? lane : 0;
            Lanes[lane].Order = lane < shown ? RevealOrders.Confidence : RevealOrders.All[lane - shown + 2];
        }
        if (causal >= shown)
            Lanes[shown - 1].Rival = causal;
    }

    private void MakeReady()
    {
        (Races, Kinds) = (0, default);
        CausalLane = Array.FindLastIndex(Lanes, lane => !lane.IsEmpty && Rivals[lane.Rival].IsCausal);
        PlaceAtStart();
        foreach (RaceLane lane in Lanes)
            lane.Wins = 0;
    }

    private void PlaceAtStart()
    {
        _longestRun = 0;
        foreach (RaceLane lane in Lanes)
        {
            lane.Run = null;
            if (lane.IsEmpty)
                continue;
            IDenoiser denoiser = Rivals[lane.Rival];
            SamplerSettings own = denoiser.IsCausal ? SamplerSettings.LeftToRight(_settings.Temperature) : _settings.WithOrder(lane.Order, denoiser.Timesteps);
            lane.Start = StartOf(new Board(denoiser.Alphabet, denoiser.Slots, own, Seed), denoiser).AtStart();
        }
    }

    /// <summary>The shared row's constraints on a contender's own row. Each draws the place of a pattern with gaps by its own law, if it can.</summary>
    private Board StartOf(in Board empty, IDenoiser denoiser)
    {
        if (!Wanted.IsFloating || !denoiser.IsCausal || Seer is not { } seer)
            return Placements.ConstraintsOnto(Wanted, empty, denoiser);
        Board placed = ReverseProcess.Place(Placements.Begin(Wanted.Gaps!, new Board(seer.Alphabet, seer.Slots, _settings, Seed), seer), _predictions[Rivals.ToList().IndexOf(seer)]);
        Board told = placed.ConstraintsOnto(empty);
        // A row that is full needs no end; a longer one does.
        return placed.End == placed.Slots && placed[placed.Slots - 1].Origin == Origin.Forced && told.Slots > placed.Slots && told.TryEnd(placed.Slots, out Board ended, out _) ? ended : told;
    }

    private Board Empty(int slots) => new(Rivals[0].Alphabet, slots, _settings, Seed);

    private bool HasGapBeforeForced()
    {
        bool gap = false;
        for (int slot = 0; slot < Slots; slot++)
        {
            if (gap && Wanted[slot].Origin == Origin.Forced)
                return true;
            gap |= Wanted.IsMasked(slot);
        }
        return false;
    }
}
