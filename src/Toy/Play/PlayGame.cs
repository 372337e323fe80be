using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;

namespace Unmask.Toy.Play;

/// <summary>
/// One game in the window or the terminal: a session, the cursor, the message line, and a run that is shown one moment after another.
/// It draws nothing.
/// </summary>
internal sealed class PlayGame
{
    /// <summary>In seconds. A long run is shown faster, so that nobody has to wait for it.</summary>
    private const double LongestRun = 1.8, LongestReplay = 6, LongestWave = 0.5, MessageTime = 4;

    private const string AfterEnd = "The name ends before this.", Finished = "The name is finished. Enter makes another.";

    private readonly ShownBranch _branch = new();
    private string _label = "";
    private int _playTo = -1, _labelled = -1;
    private double _nextWave, _wave, _messageUntil;

    public PlayGame(IDenoiser denoiser, in Board start)
        : this(new Session(denoiser, start))
    {
    }

    public PlayGame(Session session)
    {
        Session = session;
        Changed();
        Cursor = FirstOpen();
    }

    /// <summary>Raised after every deed, refusals included: for sounds and for the tour.</summary>
    public event Action<Deed>? Done;

    public Session Session { get; }

    public Board Board { get; private set; }

    public Prediction Prediction => Session.Prediction;

    /// <summary>What the name is; null until somebody has looked it up.</summary>
    public NoveltyKind? Kind { get; set; }

    /// <summary>What the game is called among others: its name, as far as it goes.</summary>
    public string Label
    {
        get
        {
            if (_labelled != Version)
                (_label, _labelled) = (Board.IsFinished ? Board.Name : $"{Board.Name.TrimEnd('_')}…", Version);
            return _label;
        }
    }

    /// <summary>Grows with every visible change.</summary>
    public int Version { get; private set; }

    /// <summary>The slot that typing goes to; −1 after the denoiser has moved.</summary>
    public int Cursor { get; private set; }

    /// <summary>A short, plain line for the player, or null.</summary>
    public string? Message { get; private set; }

    /// <summary>The message may give way to what the player asks about meanwhile.</summary>
    public bool IsMention { get => field && Message is not null; private set; }

    /// <summary>The game has neither moves nor constraints.</summary>
    public bool IsBlank
    {
        get
        {
            Board start = Session.History[0].Board;
            bool isBlank = !HasMoved && start.Gaps is null;
            for (int slot = 0; slot < start.Slots; slot++)
                isBlank &= start.IsMasked(slot) && start.IsFree(slot);
            return isBlank;
        }
    }

    /// <summary>Whether runs end at once instead of being shown.</summary>
    public Func<bool> IsStill { get; init; } = () => false;

    /// <summary>A run is being shown.</summary>
    public bool IsPlaying => _playTo >= 0;

    /// <summary>The player has done something in this game.</summary>
    public bool HasMoved => Session.History.Count > 1;

    /// <summary>The moments of the branch that is shown, oldest first.</summary>
    public IReadOnlyList<int> Branch => _branch.Moments;

    /// <summary>Where other branches leave the shown branch, oldest first.</summary>
    public IReadOnlyList<Fork> Forks => _branch.Forks;

    /// <summary>The index of the current moment in <see cref="Branch"/>.</summary>
    public int Place => _branch.Place;

    public double Now { get; private set; }

    /// <summary>A run is being shown, or the message has had its time.</summary>
    public bool IsDue(double now) => IsPlaying || Message is not null && now > _messageUntil;

    /// <summary>Lets time pass: shows the run's next moment, removes an old message.</summary>
    public void Tick(double now)
    {
        Now = now;
        if (now > _messageUntil)
            Hush();
        if (IsPlaying && now >= _nextWave)
        {
            Session.Seek(Branch[Place + 1]);
            _nextWave = now + _wave;
            Changed();
            if (Session.History.Current == _playTo)
                _playTo = -1;
            Done?.Invoke(Board.IsFinished && !IsPlaying ? Deed.Finish : Deed.Reveal);
        }
    }

    public void Force(int slot, byte symbol)
    {
        bool ends = symbol == Board.Alphabet.Pad;
        if (!Do(ends ? BoardAction.End(slot) : BoardAction.Force(slot, symbol)) && Message is not null)
            return;
        MoveTo(ends ? slot : Math.Min(slot + 1, Board.Slots - 1));
    }

    public void Type(char character, int slot)
    {
        if (slot < 0)
            slot = FirstOpen();
        if (character == Alphabet.PadCharacter)
            Force(slot, Board.Alphabet.Pad);
        else if (Typing.TryRead(Board, character, ref slot, out byte symbol))
            Force(slot, symbol);
        else
            Refuse(NoLetter(character));
    }

    /// <summary>Why a character cannot be typed.</summary>
    public static string NoLetter(char character) =>
        $"{(char.IsSurrogate(character) || character == '\uFFFD' ? "That character" : Shown.At($"{character}", 0))} is no letter of this alphabet.";

    public void Restrict(int slot, SymbolSet set) => DoOr(BoardAction.Restrict(slot, set), "Nothing changes.");

    public void Forbid(int slot, SymbolSet set) => DoOr(BoardAction.Forbid(slot, set), "Nothing changes.");

    /// <summary>Forbids symbols in the whole row. Letters that are known stay, but for these.</summary>
    public void ForbidEverywhere(SymbolSet set) => DoOr(BoardAction.ForbidEverywhere(set), "Ruled out already. The field above the tiles can lift it.");

    /// <summary>Masks the whole row and sets a pattern.</summary>
    public void SetPattern(string pattern)
    {
        if (DoOr(BoardAction.SetPattern(pattern), "These are the rules already."))
            MoveTo(-1);
    }

    public void Reveal(int slot) => DoOr(BoardAction.Reveal(slot), Board.IsAfterEnd(slot) ? AfterEnd : "Already known. Take it back first.");

    public void Remask(int slot) => DoOr(BoardAction.Remask(slot), Board.IsAfterEnd(slot) ? AfterEnd : "There is nothing to take back here.");

    /// <summary>Backspace: masks the slot again, or the slot before it if this one is masked and free.</summary>
    public void Erase(int slot)
    {
        StopPlaying();
        if (slot < 0)
            slot = Board.Slots - 1;
        bool empty = Board[slot].Origin == Origin.Masked && !Board.IsRestricted(slot);
        if (empty && slot > 0)
            slot--;
        Remask(slot);
        MoveTo(slot);
    }

    public void Step()
    {
        if (DoOr(BoardAction.Step, Finished))
            MoveTo(-1);
    }

    public void Run()
    {
        StopPlaying();
        int before = Session.History.Current;
        if (!Session.TryApply(BoardAction.Finish, out _))
        {
            Refuse(Finished);
            return;
        }
        MoveTo(-1);
        int waves = Session.History.Current - before;
        if (IsStill() || waves <= 1)
        {
            Changed();
            Done?.Invoke(Deed.Finish);
            return;
        }
        _playTo = Session.History.Current;
        Session.Seek(before);
        _wave = Math.Min(Ease.Flip + Ease.Pause, LongestRun / waves);
        _nextWave = Now;
        Changed();
    }

    public void Again()
    {
        Do(BoardAction.Restart);
        MoveTo(FirstOpen());
    }

    public void Configure(SamplerSettings settings) => Do(BoardAction.Configure(settings));

    /// <returns>False if there is nothing to take back.</returns>
    public bool Undo()
    {
        StopPlaying();
        BoardAction undone = Session.History[Session.History.Current].Action;
        if (!Session.Undo())
            return false;
        Changed();
        Done?.Invoke(Deed.TakeBack);
        // Typing continues where the undone letter was.
        if (undone.Kind == ActionKind.Force && Cursor >= 0)
            MoveTo(undone.Slot);
        return true;
    }

    /// <returns>False if there is nothing to do again.</returns>
    public bool Redo()
    {
        StopPlaying();
        if (!Session.Redo())
            return false;
        Changed();
        Done?.Invoke(Deed.Scrub);
        return true;
    }

    /// <summary>Switches to another branch, at the moment where the player left it.</summary>
    public void Follow(Fork fork) => Seek(fork.Tip(Session.History));

    /// <summary>Moves along the shown branch.</summary>
    public void Scrub(int by)
    {
        StopPlaying();
        int place = Math.Clamp(Place + by, 0, Branch.Count - 1);
        if (place == Place)
            Say(by < 0 ? "This is the beginning." : "This is the latest moment.");
        else
            Seek(Branch[place]);
    }

    public void Seek(int moment)
    {
        _playTo = -1;
        if (moment == Session.History.Current)
            return;
        Session.Seek(moment);
        Changed();
        Done?.Invoke(Deed.Scrub);
    }

    /// <summary>Shows the branch again from its first moment, as if it were played now.</summary>
    public void Watch()
    {
        StopPlaying();
        int last = Branch.Count - 1;
        if (last <= 0)
            return;
        _playTo = Branch[last];
        Session.Seek(Branch[0]);
        _wave = Math.Clamp(LongestReplay / last, Ease.Flip, LongestWave);
        _nextWave = Now + _wave;
        Changed();
    }

    /// <summary>The moments from the first to the current one.</summary>
    public List<Moment> MomentsSoFar() => [.. Branch.Take(Place + 1).Select(moment => Session.History[moment])];

    /// <summary>The boards of the name that is shown, up to the current one: since the row was last masked as a whole.</summary>
    public List<Board> BoardsOfName() => BoardsOfName(Session.History, Branch, Place);

    /// <summary>The same for a part of any history: the moments of a branch up to a place.</summary>
    public static List<Board> BoardsOfName(History history, IReadOnlyList<int> branch, int place)
    {
        int first = place;
        while (first > 0 && history[branch[first]].Action.Kind is not (ActionKind.Restart or ActionKind.SetPattern))
            first--;
        return [.. branch.Take(place + 1).Skip(first).Select(moment => history[moment].Board)];
    }

    public void MoveTo(int slot)
    {
        Cursor = slot;
        Version++;
    }

    public void Say(string message)
    {
        (Message, IsMention) = (message, false);
        _messageUntil = Now + MessageTime;
        Version++;
    }

    /// <summary>Says something that is not an answer to the player's last act.</summary>
    public void Mention(string message)
    {
        Say(message);
        IsMention = true;
    }

    /// <summary>Removes the message.</summary>
    public void Hush()
    {
        if (Message is null)
            return;
        Message = null;
        Version++;
    }

    /// <summary>Says why something cannot be done.</summary>
    public void Refuse(string message)
    {
        Say(message);
        Done?.Invoke(Deed.Refuse);
    }

    /// <summary>The first masked slot; 0 if there is none.</summary>
    private int FirstOpen() => Math.Max(Board.FirstMasked, 0);

    private bool Do(in BoardAction action)
    {
        StopPlaying();
        Message = null;
        bool done = Session.TryApply(action, out string? refusal);
        if (refusal is not null)
            Refuse(refusal);
        if (done)
            Changed();
        if (done && DeedOf(action.Kind) is { } deed)
            Done?.Invoke(deed);
        return done;
    }

    /// <summary>Does an action, or says why it has no effect.</summary>
    private bool DoOr(in BoardAction action, string otherwise)
    {
        bool done = Do(action);
        if (!done && Message is null)
            Refuse(otherwise);
        return done;
    }

    private Deed? DeedOf(ActionKind kind) => kind switch
    {
        ActionKind.Reveal or ActionKind.Step => Board.IsFinished ? Deed.Finish : Deed.Reveal,
        ActionKind.Force or ActionKind.SetPattern => Deed.Force,
        ActionKind.Remask => Deed.TakeBack,
        ActionKind.Restart => Deed.Again,
        _ => null,
    };

    /// <summary>Goes to the end of a run that is being shown: a player who acts during a run acts after it.</summary>
    public void StopPlaying()
    {
        if (!IsPlaying)
            return;
        Session.Seek(_playTo);
        _playTo = -1;
        Changed();
    }

    private void Changed()
    {
        Board = Session.Board;
        _branch.Follow(Session.History);
        Version++;
    }
}
