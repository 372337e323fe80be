namespace Unmask.Toy.Storage;

/// <summary>What the game remembers of the player: settings, shelf and scores. Used by the window's thread alone.</summary>
internal sealed class Memory
{
    /// <summary>Settings that change by the dozen while a slider is drawn are written when it has come to rest.</summary>
    private const double Patience = 1;

    private readonly UserFolder? folder;
    private Settings settings = new();
    private Shelf shelf = Shelf.Empty;
    private Scores scores = Scores.Empty;
    private double now, changed = double.PositiveInfinity;

    /// <summary>Remembers nothing from one start to the next.</summary>
    public Memory()
    {
    }

    public Memory(UserFolder folder)
    {
        this.folder = folder;
        settings = folder.Load(Settings.File, StorageJson.Default.Settings, settings).Sane();
        shelf = folder.Load(Shelf.File, StorageJson.Default.Shelf, shelf).Sane();
        scores = folder.Load(Scores.File, StorageJson.Default.Scores, scores).Sane();
    }

    /// <summary>Where pictures are saved.</summary>
    public string Pictures => folder?.Pictures ?? Path.GetTempPath();

    public Settings Settings
    {
        get => settings;
        set
        {
            if (value == settings)
                return;
            settings = value;
            changed = now;
        }
    }

    public Shelf Shelf => shelf;

    public Scores Scores => scores;

    /// <summary>Likes a name, or likes it no more. What another window or terminal has liked meanwhile stays.</summary>
    public void Toggle(string name)
    {
        bool isLiked = shelf.Contains(name);
        shelf = Again(Shelf.File, StorageJson.Default.Shelf, shelf).Sane();
        if (shelf.Contains(name) == isLiked)
            shelf = shelf.Toggle(name);
        folder?.Save(Shelf.File, shelf, StorageJson.Default.Shelf);
    }

    /// <summary>One more finished duel, beside what others have written meanwhile.</summary>
    public void Keep(Score game)
    {
        scores = Again(Scores.File, StorageJson.Default.Scores, scores).Sane().With(game);
        folder?.Save(Scores.File, scores, StorageJson.Default.Scores);
    }

    /// <summary>Lets time pass: writes settings that have come to rest.</summary>
    public void Tick(double time)
    {
        now = time;
        if (now >= changed + Patience)
            SaveSettings();
    }

    /// <summary>Waits until everything is on the disk.</summary>
    public void Flush()
    {
        if (!double.IsPositiveInfinity(changed))
            SaveSettings();
        folder?.Flush();
    }

    /// <summary>The next line that the player should read, if there is one.</summary>
    public bool TryTakeNotice([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? notice)
    {
        notice = null;
        return folder is not null && folder.TryTakeNotice(out notice);
    }

    /// <summary>What a file holds now, once all that was to be saved is in it.</summary>
    private T Again<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, T known)
    {
        folder?.Flush();
        return folder is null ? known : folder.Load(file, type, known);
    }

    private void SaveSettings()
    {
        changed = double.PositiveInfinity;
        folder?.Save(Settings.File, settings, StorageJson.Default.Settings);
    }
}
