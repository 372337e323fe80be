using System.Text.Json.Nodes;

namespace Unmask.Toy.Storage;

/// <summary>What the game remembers of the player: settings, shelf and scores. Used by the window's thread alone.</summary>
internal sealed class Memory
{
    /// <summary>Settings that change by the dozen while a slider is drawn are written when it has come to rest.</summary>
    private const double Patience = 1;

    private readonly UserFolder? folder;
    private Settings settings = new(), written = new();
    private volatile Shelf shelf = Shelf.Empty;
    private volatile Scores scores = Scores.Empty;
    private double now, changed = double.PositiveInfinity;

    /// <summary>Remembers nothing from one start to the next.</summary>
    public Memory()
    {
    }

    public Memory(UserFolder folder)
    {
        this.folder = folder;
        written = settings = folder.Load(Settings.File, Settings.Read);
        shelf = folder.Load(Shelf.File, Shelf.Read);
        scores = folder.Load(Scores.File, Scores.Read);
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

    /// <summary>Likes a name, or likes it no more. What another window or terminal has liked meanwhile stays, and is seen from then on.</summary>
    public void Toggle(string name)
    {
        bool liked = !shelf.Contains(name);
        shelf = shelf.With(name, liked);
        folder?.Change(Shelf.File, file => (shelf = Shelf.Read(file, _ => { }).With(name, liked)).Write(file));
    }

    /// <summary>One more finished duel, beside what others have written meanwhile.</summary>
    public void Keep(Score game)
    {
        scores = scores.With(game);
        folder?.Change(Scores.File, file => (scores = Scores.Read(file, _ => { }).With(game)).Write(file));
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

    /// <summary>Writes what has changed; all of it where the file is gone.</summary>
    private void SaveSettings()
    {
        changed = double.PositiveInfinity;
        (Settings before, Settings after) = (written, settings);
        written = settings;
        folder?.Change(Settings.File, file =>
        {
            foreach ((string key, JsonNode? value) in Fields.Changes(file.Count > 0 ? before : new(), after, StorageJson.Default.Settings))
                file[key] = value?.DeepClone();
        });
    }
}
