using System.Numerics.Tensors;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Play.Duel;

/// <summary>How hard a duel is: how familiar the hidden names are, how much of them is shown, and whether the denoiser plays its best.</summary>
internal enum DuelLevel
{
    Easy,
    Medium,
    Hard,
}

/// <summary>Who uncovered a letter of the hidden name.</summary>
internal enum Owner
{
    /// <summary>Nobody yet.</summary>
    Hidden,

    /// <summary>Shown from the start.</summary>
    Given,

    Player,

    Denoiser,

    /// <summary>Shown after a wrong guess.</summary>
    Missed,
}

/// <summary>One turn.</summary>
/// <param name="IsPlayers">Whether it is the player's turn, not the denoiser's.</param>
/// <param name="Slot">Where the letter was placed; of a guess of the whole name, the first wrong letter's slot, else the first hidden one.</param>
/// <param name="Guess">The letter.</param>
/// <param name="Truth">The hidden name's own letter there.</param>
/// <param name="Probability">The true letter's probability under the denoiser, before the turn.</param>
/// <param name="Points">0 if the guess was wrong.</param>
/// <param name="Letters">How many letters were said at once: 1, or all hidden ones in a guess of the whole name.</param>
internal readonly record struct DuelMove(bool IsPlayers, int Slot, byte Guess, byte Truth, float Probability, int Points, int Letters = 1)
{
    public bool IsRight => Guess == Truth;

    public bool IsWholeName => Letters > 1;
}

/// <summary>A round that is over.</summary>
/// <param name="Name">The hidden name.</param>
/// <param name="Owners">Who uncovered each of its letters.</param>
/// <param name="Player">The player's points in it.</param>
/// <param name="Denoiser">The denoiser's points in it.</param>
/// <param name="Fact">How many people bear the name; empty if nobody counted.</param>
/// <param name="WasTaught">The denoiser learned the name.</param>
internal sealed record DuelRound(string Name, IReadOnlyList<Owner> Owners, int Player, int Denoiser, string Fact, bool WasTaught)
{
    /// <summary>The name and what there is to say of it.</summary>
    public string Story { get; } = $"{Name}: {Fact}{(Fact.Length > 0 ? "; " : "")}{(WasTaught ? "the denoiser learned it" : "the denoiser never saw it")}";
}

/// <summary>
/// A duel over ten hidden names (<see cref="HiddenNames"/>). The two sides place letters in turn. A right letter scores, and scores more the less
/// likely the denoiser found it; a wrong one shows the true letter and scores nothing. The player may say the whole name instead, which pays for every
/// letter still hidden. So every turn uncovers a slot, and every duel ends. The same seed and level give the same duel everywhere.
/// </summary>
internal sealed class DuelGame
{
    public const int Rounds = 10;

    /// <summary>Said when a daily puzzle has been played again.</summary>
    public const string CountedBefore = "Today's puzzle counted the first time.";

    /// <summary>The denoiser whose scores have no field, as none had when it was the only one.</summary>
    private const string FirstField = "mlp";

    /// <summary>The level of the daily puzzle, so that it is the same for everyone.</summary>
    public const DuelLevel DailyLevel = DuelLevel.Easy;

    /// <summary>What the whole name pays for each letter that is hidden; and the fewest hidden letters for which it may be said.</summary>
    public const int PointsPerLetter = 3, LeastToGuess = 2;

    /// <summary>The most points of a letter.</summary>
    public const int MostPoints = 1 + MostBonus;

    private const int MostBonus = 6, MostPicks = 1000;

    private readonly NameSet _names;
    private readonly int[] _candidates;
    private readonly List<int> _picked = [];
    private readonly List<DuelRound> _finished = [];
    private readonly DuelMove?[] _moves;
    private readonly DuelMove?[] _last = new DuelMove?[2];
    private readonly Prediction _prediction;
    private readonly Owner[] _owners;
    private readonly byte[] _hidden;
    private int _turn, _roundPlayer, _roundDenoiser;

    /// <param name="denoiser">The opponent; used by the duel only.</param>
    /// <param name="names">The source of hidden names.</param>
    /// <param name="seed">The same seed gives the same duel.</param>
    /// <param name="level">How hard.</param>
    public DuelGame(IDenoiser denoiser, NameSet names, ulong seed, DuelLevel level)
    {
        _names = names;
        (Seed, Level) = (seed, level);
        _prediction = new Prediction(denoiser);
        _owners = new Owner[denoiser.Slots];
        _hidden = new byte[denoiser.Slots];
        _moves = new DuelMove?[denoiser.Slots];
        _candidates = HiddenNames.Of(names, level, denoiser.Slots);
        Deal();
    }

    public ulong Seed { get; }

    public DuelLevel Level { get; }

    /// <summary>0 for the first.</summary>
    public int Round { get; private set; }

    /// <summary>The uncovered letters of the name; its length is known.</summary>
    public Board Board { get; private set; }

    /// <summary>The denoiser's prediction for <see cref="Board"/>.</summary>
    public Prediction Prediction => _prediction;

    public ReadOnlySpan<Owner> Owners => _owners;

    public bool IsPlayersTurn => (Round + _turn) % 2 == 0;

    public bool IsRoundOver => Board.Masked == 0;

    public bool IsOver => IsRoundOver && Round == Rounds - 1;

    public int PlayerPoints { get; private set; }

    public int DenoiserPoints { get; private set; }

    /// <summary>The player's right letters in a row.</summary>
    public int Streak { get; private set; }

    public int BestStreak { get; private set; }

    public DuelMove? LastMove { get; private set; }

    /// <summary>The last move of one side in this round.</summary>
    public DuelMove? LastMoveOf(bool player) => _last[player ? 1 : 0];

    /// <summary>The move that uncovered a slot of this round; null if it is hidden or was given.</summary>
    public DuelMove? MoveAt(int slot) => _moves[slot];

    /// <summary>The rounds that are over, in order.</summary>
    public IReadOnlyList<DuelRound> Finished => _finished;

    /// <summary>The player may say the whole name now.</summary>
    public bool CanGuess => IsPlayersTurn && Board.Masked >= LeastToGuess;

    /// <summary>What the whole name would pay now: the more is hidden, the more.</summary>
    public int GuessPoints => PointsPerLetter * Board.Masked;

    /// <summary>What a right letter in a hidden slot pays at least: the points of the letter that the denoiser finds likeliest there.</summary>
    public int LeastPoints(int slot) => PointsFor(TensorPrimitives.Max(_prediction.Probabilities(slot)[..Board.Alphabet.Pad]));

    /// <summary>The hidden name. Show it only when the round is over.</summary>
    public string HiddenName => Board.Alphabet.Decode(_hidden);

    /// <summary>The puzzle of a day: the same for everyone.</summary>
    public static ulong DailySeed(DateOnly day) => CounterRandom.Fork(0x6475656CUL, day.DayNumber);

    /// <summary>The score of a right letter with this probability: 1, plus 1 for every bit of surprise, at most 7 in all.</summary>
    public static int PointsFor(float probability) =>
        1 + (int)Math.Round(Math.Min(MostBonus, -Logarithm.Of(Math.Max(probability, 1e-6f)) / Logarithm.Of(2)));

    /// <summary>The player places a letter.</summary>
    /// <returns>False if it is not the player's turn, the slot is known already, or the symbol is no letter.</returns>
    public bool TryPlace(int slot, byte letter)
    {
        if (IsRoundOver || !IsPlayersTurn || !Board.IsMasked(slot) || letter >= Board.Alphabet.Pad)
            return false;
        Uncover(true, slot, letter);
        return true;
    }

    /// <summary>The player says the whole name. A wrong one shows its first wrong letter and is the player's turn.</summary>
    /// <param name="letters">A letter for every slot up to the end of the name.</param>
    /// <returns>False if that is not possible now, or the letters do not fit those that are shown.</returns>
    public bool TryGuess(ReadOnlySpan<byte> letters)
    {
        if (!CanGuess || letters.Length != Board.End)
            return false;
        int first = -1, wrong = -1;
        for (int slot = letters.Length - 1; slot >= 0; slot--)
        {
            if (letters[slot] >= Board.Alphabet.Pad || !Board.IsMasked(slot) && letters[slot] != _hidden[slot])
                return false;
            first = Board.IsMasked(slot) ? slot : first;
            wrong = letters[slot] != _hidden[slot] ? slot : wrong;
        }
        int said = Board.Masked;
        if (wrong >= 0)
        {
            Uncover(true, wrong, letters[wrong], said);
            return true;
        }
        DuelMove move = new(true, first, letters[first], letters[first], _prediction.Probabilities(first)[letters[first]], GuessPoints, said);
        Score(move);
        for (int slot = first; slot < letters.Length; slot++)
        {
            if (!Board.IsMasked(slot))
                continue;
            (_owners[slot], _moves[slot]) = (Owner.Player, move);
            Show(slot, letters[slot]);
        }
        EndRound();
        return true;
    }

    /// <summary>The denoiser places its most probable letter. On the easy level, it samples the letter of that slot instead.</summary>
    public void Answer()
    {
        if (IsRoundOver || IsPlayersTurn)
            throw new InvalidOperationException("It is not the denoiser's turn.");
        int slot = -1;
        byte letter = 0;
        float best = -1;
        for (int i = 0; i < Board.Slots; i++)
        {
            if (!Board.IsMasked(i))
                continue;
            ReadOnlySpan<float> probabilities = _prediction.Probabilities(i);
            for (byte symbol = 0; symbol < Board.Alphabet.Pad; symbol++)
            {
                if (probabilities[symbol] > best)
                    (slot, letter, best) = (i, symbol, probabilities[symbol]);
            }
        }
        if (Level == DuelLevel.Easy)
            letter = _prediction.Sample(slot, Board.Candidates(slot), CounterRandom.Bits(Seed, Round, slot), out _);
        Uncover(false, slot, letter);
    }

    /// <summary>Hides the next name.</summary>
    public void NextRound()
    {
        if (!IsRoundOver || IsOver)
            throw new InvalidOperationException("The round is not over, or the duel is.");
        Round++;
        Deal();
    }

    /// <summary>The value for <see cref="Score.Field"/>.</summary>
    public string? Field
    {
        get
        {
            string denoiser = _prediction.Denoiser.Architecture;
            return _names.Hash != Presets.Find(Presets.Default)!.Hash ? $"{denoiser} {_names.Hash[..16]}" : denoiser == FirstField ? null : denoiser;
        }
    }

    /// <summary>The result, for the table of scores.</summary>
    /// <param name="day">The day it began, in the player's calendar.</param>
    /// <param name="isDaily">Whether it was that day's puzzle.</param>
    public Score ScoreOn(DateOnly day, bool isDaily) => new(day, (int)Level, PlayerPoints, DenoiserPoints, BestStreak, isDaily, Field);

    private void Uncover(bool isPlayers, int slot, byte guess, int letters = 1)
    {
        byte truth = _hidden[slot];
        float probability = _prediction.Probabilities(slot)[truth];
        var move = new DuelMove(isPlayers, slot, guess, truth, probability, guess == truth ? PointsFor(probability) : 0, letters);
        Score(move);
        (_owners[slot], _moves[slot]) = (!move.IsRight ? Owner.Missed : isPlayers ? Owner.Player : Owner.Denoiser, move);
        Show(slot, truth);
        EndRound();
    }

    private void Score(in DuelMove move)
    {
        LastMove = _last[move.IsPlayers ? 1 : 0] = move;
        if (move.IsPlayers)
        {
            PlayerPoints += move.Points;
            _roundPlayer += move.Points;
            Streak = move.IsRight ? Streak + move.Letters : 0;
            BestStreak = Math.Max(BestStreak, Streak);
        }
        else
        {
            DenoiserPoints += move.Points;
            _roundDenoiser += move.Points;
        }
        _turn++;
    }

    private void EndRound()
    {
        if (IsRoundOver)
        {
            int name = _picked[^1];
            _finished.Add(new DuelRound(
                HiddenName, [.. _owners.AsSpan(0, Board.End)], _roundPlayer, _roundDenoiser, HiddenNames.FactOf(_names, name), HiddenNames.WasTaught(_names, name)));
        }
    }

    private void Deal()
    {
        _turn = _roundPlayer = _roundDenoiser = 0;
        LastMove = _last[0] = _last[1] = null;
        Array.Clear(_owners);
        Array.Clear(_moves);
        Alphabet alphabet = _prediction.Denoiser.Alphabet;
        int length = Hide(alphabet);
        Board = new Board(alphabet, _owners.Length, SamplerSettings.Default(_prediction.Denoiser.Timesteps) with { Temperature = 1 }, Seed);
        if (length < _owners.Length)
            Show(length, alphabet.Pad);
        int given = Level switch { DuelLevel.Easy => length / 2, DuelLevel.Medium => length / 3, _ => 1 };
        for (int draw = 0; given > 0; draw++)
        {
            int slot = (int)(CounterRandom.Bits(Seed, Round, 100 + draw) % (uint)length);
            if (_owners[slot] != Owner.Hidden)
                continue;
            _owners[slot] = Owner.Given;
            Show(slot, _hidden[slot]);
            given--;
        }
        _prediction.Update(Board);
    }

    /// <summary>Whether any of the names fits a denoiser's row.</summary>
    public static bool CanHide(NameSet names, IDenoiser denoiser) =>
        Enumerable.Range(0, names.Count).Any(name => names.SymbolsOf(name).Length <= denoiser.Slots);

    /// <summary>Picks the hidden name, none twice in a duel where there are enough.</summary>
    /// <returns>Its length.</returns>
    private int Hide(Alphabet alphabet)
    {
        int name = -1;
        for (int draw = 0; draw < MostPicks && (name < 0 || _picked.Contains(name)); draw++)
            name = _candidates[CounterRandom.Bits(Seed, Round, 1000 + draw) % (uint)_candidates.Length];
        _picked.Add(name);
        ReadOnlySpan<byte> letters = _names.SymbolsOf(name);
        _hidden.AsSpan().Fill(alphabet.Pad);
        letters.CopyTo(_hidden);
        return letters.Length;
    }

    private void Show(int slot, byte symbol)
    {
        Board = Board.TryForce(slot, symbol, out Board next, out string? refusal) ? next : throw new InvalidOperationException(refusal);
        _prediction.Update(Board);
    }
}
