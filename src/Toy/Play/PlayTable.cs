using System.Diagnostics.CodeAnalysis;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Play;

/// <summary>
/// What a player has in the window and in the terminal: all games, the denoisers to choose from, and the shelf. Actions within one game are
/// methods of <see cref="Game"/>, all others are here.
/// </summary>
internal sealed class PlayTable
{
    /// <summary>The keys of <see cref="Undo"/>, in the window and in the terminal.</summary>
    public const string UndoKeys = "Ctrl+Z";

    private readonly Chronicle _games = new();
    private readonly Memory _memory;
    private readonly DenoiserChoices _denoisers;
    private readonly bool _reducedMotion;
    private SamplerSettings _remembered;
    private int _firstSteps;

    /// <summary>The sampler that a remasking took the comb from; null if none did.</summary>
    private SamplerSettings? _combed;

    /// <summary>How many games back Undo has led since the last move: so many games forward Redo leads.</summary>
    private int _gamesBack;

    /// <param name="first">The first game.</param>
    /// <param name="memory">Where settings and shelf are kept.</param>
    /// <param name="denoisers">The denoisers that the player can choose from.</param>
    /// <param name="reducedMotion">Runs end at once instead of being shown, whatever the settings say.</param>
    public PlayTable(Session first, Memory memory, DenoiserChoices denoisers, bool reducedMotion)
    {
        (_memory, _denoisers, _reducedMotion, Shelf) = (memory, denoisers, reducedMotion, new PlayShelf(this, memory));
        Begin(first);
    }

    /// <summary>Raised after every deed in any game.</summary>
    public event Action<Deed>? Done;

    /// <summary>Another game is shown.</summary>
    public event Action? Turned;

    /// <summary>Shows a message that may be too long for the game's own line.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>The game that is shown.</summary>
    public PlayGame Game => _games.Current;

    public Board Board => Game.Board;

    public IDenoiser Denoiser => Game.Prediction.Denoiser;

    public string DenoiserName => _denoisers.NameOf(Denoiser);

    public PlayShelf Shelf { get; }

    /// <summary>There is a game before the current one.</summary>
    public bool HasEarlier => _games.Earlier > 0;

    /// <summary>The number of games before the current one.</summary>
    public int Earlier => _games.Earlier;

    /// <summary>The game <paramref name="by"/> places from the current one.</summary>
    public PlayGame GameAt(int by) => _games.At(by);

    /// <summary>The name is finished, and nothing moves.</summary>
    public bool IsNameDone => Board.IsFinished && !Game.IsPlaying;

    /// <summary>There is a game after the current one.</summary>
    public bool HasLater => _games.HasLater;

    /// <summary>The end of the steps' scale: more would change nothing. What a remasking does, and a denoiser that takes a time, depends on any number of steps.</summary>
    public int MostSteps => Board.Settings.Remasking == Remaskings.None && !Denoiser.TakesTime ? Board.Settings.Order.MostSteps(Board.Slots) : Math.Max(Denoiser.Timesteps, _firstSteps);

    /// <summary>Begins a new game; the current one stays reachable before it.</summary>
    public void Begin(Session session, string? said = "Another game.")
    {
        var begun = new PlayGame(session) { IsStill = () => _reducedMotion || _memory.Settings.ReducedMotion };
        begun.Done += Note;
        _games.Begin(begun);
        _gamesBack = 0;
        Turn();
        if (HasEarlier && said is not null)
            begun.Mention($"{said} {UndoKeys} goes back to the one before.");
    }

    /// <summary>Goes to the previous game (−1) or the next (1), and leaves this one as it is.</summary>
    /// <returns>False if there is none.</returns>
    public bool Leave(int by)
    {
        Game.StopPlaying();
        if (!_games.Go(by))
            return false;
        Turn();
        Game.Say(by < 0 ? "The game before, as you left it." : "The game after, as you left it.");
        Done?.Invoke(by < 0 ? Deed.TakeBack : Deed.Scrub);
        return true;
    }

    /// <summary>Takes back what was done last: a move, or that a name was taken off the shelf. At the beginning of a game, goes to the game before.</summary>
    public void Undo()
    {
        if (Shelf.TryUndo() || Game.Undo())
            return;
        if (Leave(-1))
            _gamesBack++;
        else
            Game.Refuse("Nothing to take back.");
    }

    /// <summary>Does a move again; at the end of a game that Undo led back to, goes to the game after.</summary>
    public void Redo()
    {
        if (Game.Redo())
            return;
        if (_gamesBack > 0 && Leave(1))
            _gamesBack--;
        else
            Game.Refuse("Nothing to do again.");
    }

    /// <summary>Finishes the name. If it is finished, begins another by the same rules, with a fresh seed, and finishes that: one key, one name.</summary>
    public void Run()
    {
        if (Game.IsPlaying)
            Game.StopPlaying();
        else if (!IsNameDone || TryBeginAnother())
            Game.Run();
    }

    /// <summary>Masks all but the player's letters and draws a fresh seed; after a finished name in a game of its own, so that each name has its own timeline.</summary>
    public void Again()
    {
        if (!IsNameDone)
            Game.Again();
        else if (TryBeginAnother())
            Done?.Invoke(Deed.Again);
    }

    /// <summary>Begins an empty game with a fresh seed: no letter, no rule. The current one stays reachable before it.</summary>
    public void Clear()
    {
        if (Game.IsBlank)
            Game.Refuse("There is nothing to clear.");
        else
            Begin(new Session(Denoiser, new Board(Board.Alphabet, Board.Slots, Board.Settings, CounterRandom.Next(Board.Seed))), "An empty row.");
    }

    /// <summary>The game's constraints as the command line writes them.</summary>
    public string PatternText => GapPattern.Of(Board);

    /// <summary>What is wrong with a pattern for this row and this denoiser, in one sentence; null if it can be set.</summary>
    public string? ProblemOf(string pattern)
    {
        try
        {
            Placements.Begin(pattern, Board, Denoiser);
            return null;
        }
        catch (PatternException problem)
        {
            return Sentence($"{(problem.Index < pattern.Length ? $"character {problem.Index + 1}: " : "")}{problem.Reason}");
        }
    }

    /// <summary>Masks the whole row and sets a pattern, with or without gaps; after a finished name in a game of its own.</summary>
    /// <returns>False, and the player is told why, if the pattern cannot be set.</returns>
    public bool SetPattern(string pattern)
    {
        if (ProblemOf(pattern) is { } problem)
        {
            Game.Refuse(problem);
            return false;
        }
        if (!IsNameDone)
        {
            Game.SetPattern(pattern);
            return true;
        }
        Begin(new Session(Denoiser, Placements.Begin(pattern, Board.Restart(), Denoiser)), said: null);
        Done?.Invoke(Deed.Force);
        return true;
    }

    public void Configure(in SamplerSettings settings)
    {
        if (settings != Board.Settings)
            Game.Configure(settings);
    }

    /// <summary>A remasking would take the comb away.</summary>
    public bool RemaskingChangesOrder => Board.Settings.Remasking == Remaskings.None && (Board.Settings.Order == RevealOrders.Comb || Board.Settings.Order == RevealOrders.DrawnComb);

    /// <summary>
    /// Chooses which letters are masked again on the way. These have lost their class's turn, so a comb makes far fewer names (docs/samplers.md): the
    /// order becomes <see cref="RevealOrders.Confidence"/> in its usual steps, as on the command line. Without remasking the comb comes back.
    /// </summary>
    public void Remask(IRemasking remasking)
    {
        SamplerSettings now = Board.Settings, next = now with { Remasking = remasking };
        bool remasks = remasking != Remaskings.None;
        if (now.Remasking == Remaskings.None)
            _combed = RemaskingChangesOrder ? now : null;
        if (remasks && RemaskingChangesOrder)
        {
            next = next with { Order = RevealOrders.Confidence, Steps = RevealOrders.Confidence.UsualSteps(Denoiser.Timesteps) };
        }
        else if (!remasks && _combed is { } before && now.Order == RevealOrders.Confidence)
        {
            next = next with { Order = before.Order, Steps = before.Steps };
        }
        Configure(next);
        if (next.Order != now.Order)
            Game.Say(remasks ? $"Order: {next.Order.Name}. A comb makes fewer names if letters go back." : $"Order: {next.Order.Name} again.");
    }

    /// <summary>Remembers the sampler's settings for the next start. Call it after each input.</summary>
    public void Remember()
    {
        if (Board.Settings == _remembered)
            return;
        _remembered = Board.Settings;
        _memory.Settings = _memory.Settings.With(_remembered);
    }

    /// <summary>Switches to another denoiser by its distance in the list; the player's constraints are kept.</summary>
    public void ChangeDenoiser(int by)
    {
        DenoiserChoice choice = _denoisers.Next(Denoiser, by);
        if (choice.Is(Denoiser))
            return;
        if (choice.IsBuiltIn)
            _memory.Settings = _memory.Settings with { Denoiser = choice.Name };
        GoOnWith(choice.Denoiser);
    }

    /// <summary>Plays with the weights of a file.</summary>
    /// <returns>The reason if that fails, in one sentence; else null.</returns>
    public string? Open(string path)
    {
        try
        {
            IDenoiser denoiser = DenoiserCatalog.Load(path);
            _denoisers.Adopt(denoiser, WeightsFile.Load(path), Path.GetFileNameWithoutExtension(path));
            GoOnWith(denoiser);
            return null;
        }
        catch (WeightsException problem)
        {
            return Sentence(problem.Message);
        }
    }

    /// <summary>A code that plays this very game again; null, and the player is told why, if there is none.</summary>
    public string? Copy()
    {
        if (!ReplayCode.TryEncode(Game.Session, out string? code, out string? reason))
            Say(reason);
        return code;
    }

    /// <summary>Begins the game of a replay code found anywhere in a text.</summary>
    /// <returns>False, and the player is told why, if there is none.</returns>
    public bool Paste(string text)
    {
        if (TryReplay(text, out Session? game, out string? reason))
        {
            Begin(game);
            return true;
        }
        if (ReplayCode.IsMeant(text))
            Say(reason);
        else
            Game.Refuse("What was pasted holds no code of a game.");
        return false;
    }

    /// <summary>The game of a replay code found anywhere in a text.</summary>
    /// <returns>False, with the reason, if it cannot be played here.</returns>
    public bool TryReplay(string text, [NotNullWhen(true)] out Session? game, [NotNullWhen(false)] out string? reason)
    {
        game = null;
        if (!ReplayCode.TryDecode(text, out ReplayCode? code, out reason))
            return false;
        if (DenoiserOf(code) is { } denoiser)
            return code.TryReplay(denoiser, out game, out reason);
        reason = "that game was played with other weights than these";
        return false;
    }

    private bool TryBeginAnother()
    {
        Board next = Board.Restart().AtStart();
        if (next.IsFinished)
        {
            Game.Refuse("All these letters are yours. Take one back, or clear the row.");
            return false;
        }
        Begin(new Session(Denoiser, next), said: null);
        return true;
    }

    private void Note(Deed deed)
    {
        // A move of one's own ends a journey through earlier games.
        if (deed is Deed.Reveal or Deed.Finish or Deed.Force or Deed.Again)
            _gamesBack = 0;
        Done?.Invoke(deed);
    }

    private void Turn()
    {
        // Another game, which has an order of its own.
        if (Board.Settings.Order != _remembered.Order || Board.Settings.Remasking != _remembered.Remasking)
            _combed = null;
        _remembered = Board.Settings;
        _firstSteps = Board.Settings.Steps;
        Turned?.Invoke();
    }

    /// <summary>Begins a game with another denoiser and the constraints of this one; without any if the alphabets differ.</summary>
    private void GoOnWith(IDenoiser denoiser)
    {
        // An autoregressive denoiser has only one sampler, which does not suit the others.
        SamplerSettings settings = denoiser.IsCausal || Denoiser.IsCausal ? SamplerSettings.DefaultFor(denoiser) : Board.Settings with { Steps = Board.Settings.Order.UsualSteps(denoiser.Timesteps) };
        Board start = Placements.ConstraintsOnto(Board, new Board(denoiser.Alphabet, denoiser.Slots, settings, Board.Seed), denoiser);
        Begin(new Session(denoiser, start), $"{_denoisers.NameOf(denoiser)} guesses now.");
    }

    /// <summary>The denoiser that a game was played with: the current one, any of the choices, or one of an earlier version; null if none has its weights.</summary>
    private IDenoiser? DenoiserOf(ReplayCode code) => code.Fingerprint.Equals(Denoiser.Fingerprint, StringComparison.OrdinalIgnoreCase)
        ? Denoiser
        : _denoisers.With(code.Fingerprint) ?? DenoiserCatalog.FindBuiltIn(code.Fingerprint);

    /// <summary>Tells a reason that may be long.</summary>
    public void Say(string reason) => (Tell ?? Game.Refuse)(Sentence(reason));

    private static string Sentence(string reason)
    {
        const int Longest = 100;
        string sentence = char.ToUpperInvariant(reason[0]) + reason[1..].TrimEnd('.') + ".";
        return sentence.Length <= Longest ? sentence : sentence[..(Longest - 1)] + "…";
    }
}
