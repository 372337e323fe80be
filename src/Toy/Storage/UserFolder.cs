using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Model.Files;

namespace Unmask.Toy.Storage;

/// <summary>
/// The folder of the user's settings, shelf and scores. No fault in it ends a game: a damaged file is set aside, and a read-only folder
/// is left alone, each with a notice. Writing runs beside the game; a file holds its new content or the previous one, whole.
/// </summary>
/// <param name="path">The folder; it need not exist.</param>
/// <param name="pictures">The folder for pictures; null for one inside it.</param>
internal sealed class UserFolder(string path, string? pictures = null)
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "UNMASK_HOME";

    /// <summary>The largest file that is read: far more than the game ever writes.</summary>
    private const long Largest = 1 << 22;

    /// <summary>Accepts what people write when they edit files.</summary>
    private static readonly JsonDocumentOptions Format = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How long to wait for another program that changes a file; one that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<string> _notices = [];
    private readonly Lock _turn = new();
    private readonly ConcurrentDictionary<string, List<Action<JsonObject>>> _unwritten = [];
    private Task _writing = Task.CompletedTask;
    private bool _refused;

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

    /// <summary>The platform's folder for a program's data.</summary>
    public static string PathFor(PlatformID platform, Func<string, string?> variable, string home)
    {
        if (variable(Variable) is { Length: > 0 } chosen)
            return System.IO.Path.GetFullPath(chosen);
        string data = platform switch
        {
            PlatformID.Win32NT => variable("APPDATA") is { Length: > 0 } roaming ? roaming : System.IO.Path.Combine(home, "AppData", "Roaming"),
            PlatformID.MacOSX => System.IO.Path.Combine(home, "Library", "Application Support"),
            // The XDG standard says to ignore relative paths.
            _ => variable("XDG_DATA_HOME") is { } shared && System.IO.Path.IsPathRooted(shared) ? shared : System.IO.Path.Combine(home, ".local", "share"),
        };
        return System.IO.Path.Combine(data, platform == PlatformID.Unix ? "unmask" : "Unmask");
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="read">Turns a JSON object into the result; the object is empty without a readable file. Its second argument receives
    ///   complaints about senseless values. Throws a <see cref="JsonException"/> if nothing makes sense.</param>
    public T Load<T>(string file, Func<JsonObject, Action<string>, T> read)
    {
        try
        {
            return read(Read(file), problem => _notices.Enqueue($"{file}: {problem}"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _notices.Enqueue($"{file} cannot be read; starting without it.");
            return read([], _ => { });
        }
        catch (JsonException)
        {
            SetAside(file);
            return read([], _ => { });
        }
    }

    /// <summary>
    /// Queues a change of a file, after earlier changes. The file's content is then read, changed and written, while other programs that do
    /// the same wait. Returns at once. A change that cannot be written is retried with the file's next change.
    /// </summary>
    public void Change(string file, Action<JsonObject> change)
    {
        lock (_turn)
            _writing = _writing.ContinueWith(_ => ChangeNow(file, change), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Waits until everything is on the disk; retries failed changes once more.</summary>
    public void Flush()
    {
        Wait();
        foreach (string file in _unwritten.Keys)
            Change(file, _ => { });
        Wait();

        void Wait()
        {
            lock (_turn)
                _writing.Wait();
        }
    }

    /// <summary>The next line that the player should read, if there is one.</summary>
    public bool TryTakeNotice([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? notice) => _notices.TryDequeue(out notice);

    private void ChangeNow(string file, Action<JsonObject> change)
    {
        string full = System.IO.Path.Combine(Path, file);
        List<Action<JsonObject>> changes = _unwritten.GetOrAdd(file, _ => []);
        changes.Add(change);
        try
        {
            Directory.CreateDirectory(Path);
            using FileLock alone = FileLock.Take(full, Patience);
            JsonObject content;
            try
            {
                content = Read(file);
                changes.ForEach(make => make(content));
            }
            catch (JsonException)
            {
                SetAside(file);
                JsonObject empty = content = [];
                changes.ForEach(make => make(empty));
            }
            AtomicFile.Write(full, stream =>
            {
                using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
                content.WriteTo(writer);
            });
            _unwritten.TryRemove(file, out _);
            _refused = false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Said once: the game goes on without saving.
            if (!_refused)
                _notices.Enqueue($"Nothing can be saved in {Path}.");
            _refused = true;
        }
    }

    /// <summary>A file's JSON object; an empty one if there is no file.</summary>
    /// <exception cref="JsonException">The file holds something else.</exception>
    /// <exception cref="IOException">The file cannot be read. Its content is unknown, so it must not be overwritten.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not allowed.</exception>
    private JsonObject Read(string file)
    {
        string full = System.IO.Path.Combine(Path, file);
        if (!File.Exists(full))
            return [];
        FileInfo content = new(full);
        content = content.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? content;
        if (!content.Exists)
            return [];
        // Devices and pipes may never end; they have no length either.
        if (content.Length is 0 or > Largest)
            throw new JsonException("empty or too large");
        try
        {
            // Accepts any byte-order mark that an editor has added.
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(full, StrictUtf8), Format);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Object(document.RootElement) : throw new JsonException("no object");
        }
        catch (Exception problem) when (problem is InvalidOperationException or DecoderFallbackException)
        {
            throw new JsonException("text that is no Unicode", problem);
        }
    }

    /// <summary>If a key appears twice, in any case, the last counts.</summary>
    private static JsonObject Object(JsonElement element)
    {
        var result = new JsonObject(new JsonNodeOptions { PropertyNameCaseInsensitive = true });
        foreach (JsonProperty property in element.EnumerateObject())
            result[property.Name] = Node(property.Value);
        return result;
    }

    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Node)]),
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private void SetAside(string file)
    {
        string full = System.IO.Path.Combine(Path, file), kept = OutputFile.FreeBeside(full, "damaged");
        try
        {
            File.Move(full, kept);
            _notices.Enqueue($"{file} was damaged; it is kept as {System.IO.Path.GetFileName(kept)}.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _notices.Enqueue($"{file} is damaged; starting without it.");
        }
    }
}
