using Unmask.Model;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Play.Duel;

/// <summary>How hard a duel is: how common the hidden names are, how much of them is shown, and whether the denoiser plays its best.</summary>
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
/// <param name="Slot">Where the letter was placed.</param>
/// <param name="Guess">The letter.</param>
/// <param name="Truth">The hidden name's own letter there.</param>
/// <param name="Probability">The true letter's probability under the denoiser, before the turn.</param>
/// <param name="Points">0 if the guess was wrong.</param>
internal readonly record struct DuelMove(bool IsPlayers, int Slot, byte Guess, byte Truth, float Probability, int Points)
{
    public bool IsRight => Guess == Truth;
}

/// <summary>
/// A duel over ten hidden names that were never trained on. The two sides place letters in turn. A right letter scores, and scores more the less
/// likely the denoiser found it; a wrong one shows the true letter and scores nothing. So every turn uncovers one slot, and every duel ends.
/// The same seed and level give the same duel everywhere.
/// </summary>
internal sealed class DuelGame
{
    public const int Rounds = 10;

    /// <summary>Said when a daily puzzle has been played again.</summary>
    public const string CountedBefore = "Today's puzzle counted the first time.";

    /// <summary>The denoiser whose scores have no field, as none had when it was the only one.</summary>
    private const string FirstField = "mlp";

    private const int ShortestName = 4, MostBonus = 6, MostPicks = 1000;

    private readonly NameSet _names;
    private readonly Prediction _prediction;
    private readonly Owner[] _owners;
    private readonly byte[] _hidden;
    private int _turn;

    /// <param name="denoiser">The opponent; used by the duel only.</param>
    /// <param name="names">The source of hidden names: those that were not trained on, or all names if there are no such.</param>
    /// <param name="seed">The same seed gives the same duel.</param>
    /// <param name="level">How hard.</param>
    public DuelGame(IDenoiser denoiser, NameSet names, ulong seed, DuelLevel level)
    {
        _names = names;
        (Seed, Level) = (seed, level);
        _prediction = new Prediction(denoiser);
        _owners = new Owner[denoiser.Slots];
        _hidden = new byte[denoiser.Slots];
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

    private void Uncover(bool isPlayers, int slot, byte guess)
    {
        byte truth = _hidden[slot];
        float probability = _prediction.Probabilities(slot)[truth];
        var move = new DuelMove(isPlayers, slot, guess, truth, probability, guess == truth ? PointsFor(probability) : 0);
        LastMove = move;
        _owners[slot] = !move.IsRight ? Owner.Missed : isPlayers ? Owner.Player : Owner.Denoiser;
        if (isPlayers)
        {
            PlayerPoints += move.Points;
            Streak = move.IsRight ? Streak + 1 : 0;
            BestStreak = Math.Max(BestStreak, Streak);
        }
        else
        {
            DenoiserPoints += move.Points;
        }
        _turn++;
        Show(slot, truth);
    }

    private void Deal()
    {
        _turn = 0;
        LastMove = null;
        Array.Clear(_owners);
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

    /// <summary>Picks the hidden name among the commoner or the rarer candidates, by level.</summary>
    /// <returns>Its length.</returns>
    private int Hide(Alphabet alphabet)
    {
        int first = _names.TrainingCount < _names.Count ? _names.TrainingCount : 0, all = _names.Count - first;
        (int from, int to) = Level switch
        {
            DuelLevel.Easy => (0, Math.Max(1, all / 6)),
            DuelLevel.Medium => (0, Math.Max(1, all / 2)),
            _ => (all / 2, all),
        };
        for (int draw = 0; draw < MostPicks; draw++)
        {
            int name = first + from + (int)(CounterRandom.Bits(Seed, Round, 1000 + draw) % (uint)(to - from));
            ReadOnlySpan<byte> letters = _names.SymbolsOf(name);
            if (letters.Length < ShortestName && draw < MostPicks / 2 || letters.Length > _hidden.Length)
                continue;
            _hidden.AsSpan().Fill(alphabet.Pad);
            letters.CopyTo(_hidden);
            return letters.Length;
        }
        // Hardly any name fits: take the first that does.
        _hidden.AsSpan().Fill(alphabet.Pad);
        ReadOnlySpan<byte> fitting = _names.SymbolsOf(Enumerable.Range(0, _names.Count).First(name => _names.SymbolsOf(name).Length <= _hidden.Length));
        fitting.CopyTo(_hidden);
        return fitting.Length;
    }

    private void Show(int slot, byte symbol)
    {
        Board = Board.TryForce(slot, symbol, out Board next, out string? refusal) ? next : throw new InvalidOperationException(refusal);
        _prediction.Update(Board);
    }
}
