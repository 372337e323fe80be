using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Unmask.Model.Weights;

namespace Unmask.Toy.Storage;

/// <summary>
/// Where the user's settings, shelf and scores live. Nothing that is wrong with it ends a game: a damaged file is set aside and a folder
/// that cannot be written is left alone, each with a notice. Writing goes on beside the game; a file is whole, or the previous one.
/// </summary>
/// <param name="path">The folder; it need not exist.</param>
/// <param name="pictures">Where pictures go; null for a folder inside it.</param>
internal sealed class UserFolder(string path, string? pictures = null)
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "UNMASK_HOME";

    /// <summary>The largest file that is read: far more than the game ever writes.</summary>
    private const long Largest = 1 << 20;

    private readonly ConcurrentQueue<string> notices = [];
    private readonly Lock turn = new();
    private Task writing = Task.CompletedTask;
    private bool refused;

    public string Path { get; } = path;

    /// <summary>Where pictures are saved.</summary>
    public string Pictures { get; } = pictures ?? System.IO.Path.Combine(path, "pictures");

    public static UserFolder OfUser()
    {
        string path = PathFor(
            OperatingSystem.IsWindows() ? PlatformID.Win32NT : OperatingSystem.IsMacOS() ? PlatformID.MacOSX : PlatformID.Unix,
            Environment.GetEnvironmentVariable,
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        string pictures = Environment.GetFolderPath(Environment.SpecialFolder.MyPictures);
        bool elsewhere = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };
        return new UserFolder(path, pictures.Length > 0 && !elsewhere ? pictures : null);
    }

    /// <summary>The folder that a platform keeps a program's data in.</summary>
    public static string PathFor(PlatformID platform, Func<string, string?> variable, string home)
    {
        if (variable(Variable) is { Length: > 0 } chosen)
            return System.IO.Path.GetFullPath(chosen);
        string data = platform switch
        {
            PlatformID.Win32NT => variable("APPDATA") is { Length: > 0 } roaming ? roaming : System.IO.Path.Combine(home, "AppData", "Roaming"),
            PlatformID.MacOSX => System.IO.Path.Combine(home, "Library", "Application Support"),
            // The standard has relative paths ignored.
            _ => variable("XDG_DATA_HOME") is { } shared && System.IO.Path.IsPathRooted(shared) ? shared : System.IO.Path.Combine(home, ".local", "share"),
        };
        return System.IO.Path.Combine(data, platform == PlatformID.Unix ? "unmask" : "Unmask");
    }

    /// <summary>Reads a file; <paramref name="fallback"/> if there is none, or none that can be read.</summary>
    public T Load<T>(string file, JsonTypeInfo<T> type, T fallback)
    {
        string full = System.IO.Path.Combine(Path, file);
        try
        {
            if (!File.Exists(full))
                return fallback;
            FileInfo content = new(full);
            content = content.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? content;
            // Devices and pipes, which may never end, have no length either.
            if (content.Length is 0 or > Largest)
                throw new JsonException("empty or too large");
            return JsonSerializer.Deserialize(File.ReadAllBytes(full), type) ?? throw new JsonException("null");
        }
        catch (JsonException)
        {
            SetAside(full);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            notices.Enqueue($"{file} cannot be read; starting without it.");
        }
        return fallback;
    }

    /// <summary>Has a file written soon, after those before it. Returns at once.</summary>
    public void Save<T>(string file, T value, JsonTypeInfo<T> type)
    {
        lock (turn)
            writing = writing.ContinueWith(_ => Write(file, value, type), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Waits until everything is on the disk.</summary>
    public void Flush()
    {
        lock (turn)
            writing.Wait();
    }

    /// <summary>The next line that the player should read, if there is one.</summary>
    public bool TryTakeNotice([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? notice) => notices.TryDequeue(out notice);

    private void Write<T>(string file, T value, JsonTypeInfo<T> type)
    {
        try
        {
            Directory.CreateDirectory(Path);
            AtomicFile.Write(System.IO.Path.Combine(Path, file), stream => JsonSerializer.Serialize(stream, value, type));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Said once: the game goes on without a memory.
            if (!refused)
                notices.Enqueue($"Nothing can be saved in {Path}.");
            refused = true;
        }
    }

    private void SetAside(string full)
    {
        string name = System.IO.Path.GetFileName(full);
        try
        {
            File.Move(full, full + ".damaged", overwrite: true);
            notices.Enqueue($"{name} was damaged; it is kept as {name}.damaged.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            notices.Enqueue($"{name} is damaged; starting without it.");
        }
    }
}
