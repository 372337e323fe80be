using System.Text.Json.Nodes;

namespace Unmask.Toy.Storage;

/// <summary>The player's settings, shelf and scores. Used only on the window's thread.</summary>
internal sealed class Memory
{
    /// <summary>How long settings must be unchanged before they are written: a moving slider changes them many times.</summary>
    private const double Patience = 1;

    private readonly UserFolder? _folder;
    private Settings _settings = new(), _written = new();
    private volatile Shelf _shelf = Shelf.Empty;
    private volatile Scores _scores = Scores.Empty;
    private double _now, _changed = double.PositiveInfinity;

    /// <summary>A memory that is never written to disk.</summary>
    public Memory()
    {
    }

    public Memory(UserFolder folder)
    {
        _folder = folder;
        _written = _settings = folder.Load(Settings.File, Settings.Read);
        _shelf = folder.Load(Shelf.File, Shelf.Read);
        _scores = folder.Load(Scores.File, Scores.Read);
    }

    /// <summary>Where pictures are saved.</summary>
    public string Pictures => _folder?.Pictures ?? Path.GetTempPath();

    public Settings Settings
    {
        get => _settings;
        set
        {
            if (value == _settings)
                return;
            _settings = value;
            _changed = _now;
        }
    }

    public Shelf Shelf => _shelf;

    public Scores Scores => _scores;

    /// <summary>Puts a name on the shelf, unless it is there. Changes by another window or terminal are kept, and shown from then on.</summary>
    /// <param name="name">The name, perhaps with its game.</param>
    /// <param name="place">The index that it gets, 0 for the newest.</param>
    public void Keep(KeptName name, int place = 0) => Change(shelf => shelf.With(name, place));

    /// <summary>Takes a name off the shelf.</summary>
    public void LetGo(string name) => Change(shelf => shelf.Without(name));

    /// <summary>Adds a finished duel; duels written by other programs are kept.</summary>
    /// <returns>False if it is a daily puzzle that has been played before: only the first time counts.</returns>
    public bool Keep(Score game)
    {
        bool counts = !game.Daily || _scores.DailyOf(game.Day, game.Level, game.Field) is null;
        _scores = _scores.With(game);
        _folder?.Change(Scores.File, file => (_scores = Scores.Read(file, _ => { }).With(game)).Write(file));
        return counts;
    }

    /// <summary>Lets time pass: writes settings that no longer change.</summary>
    public void Tick(double time)
    {
        _now = time;
        if (_now >= _changed + Patience)
            SaveSettings();
    }

    /// <summary>Waits until everything is on the disk.</summary>
    public void Flush()
    {
        if (!double.IsPositiveInfinity(_changed))
            SaveSettings();
        _folder?.Flush();
    }

    /// <summary>The next line that the player should read, if there is one.</summary>
    public bool TryTakeNotice([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? notice)
    {
        notice = null;
        return _folder is not null && _folder.TryTakeNotice(out notice);
    }

    private void Change(Func<Shelf, Shelf> change)
    {
        _shelf = change(_shelf);
        _folder?.Change(Shelf.File, file => (_shelf = change(Shelf.Read(file, _ => { }))).Write(file));
    }

    /// <summary>Writes the changed values, or all values if the file is gone.</summary>
    private void SaveSettings()
    {
        _changed = double.PositiveInfinity;
        (Settings before, Settings after) = (_written, _settings);
        _written = _settings;
        _folder?.Change(Settings.File, file =>
        {
            foreach ((string key, JsonNode? value) in Fields.Changes(file.Count > 0 ? before : new(), after, StorageJson.Default.Settings))
                file[key] = value?.DeepClone();
        });
    }
}
