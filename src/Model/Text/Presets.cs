using System.Collections.Concurrent;

namespace Unmask.Model.Text;

/// <summary>The lists that come with the program, and the lists that it has opened, by their hashes.</summary>
public static class Presets
{
    /// <summary>U.S. first names: what the shipped weights were trained on.</summary>
    public const string Default = "names";

    private const string DefaultResource = "ssa-names.csv";

    /// <summary>
    /// SHA-256 of the U.S. names' file as it was until 28 November 2026, with words that are no names (data/README.md). Weights that were trained on it
    /// are still told known names from new ones by today's list.
    /// </summary>
    private const string BeforePlaceholdersLeft = "743e0185e83b75006e71ee09277b9a60d26328d4f09dfb5bff494f403136eb32";

    private static readonly string[] Others = ["words", "debian", "greek", "hungarian", "turkish", "ukrainian"];

    private static readonly ConcurrentDictionary<string, Lazy<NameList>> Lists =
        new(Names.Select(name => KeyValuePair.Create(name, new Lazy<NameList>(() => Open(name)))));

    private static readonly ConcurrentDictionary<string, NameList> Opened = new();

    /// <summary>What the lists are called, the default first.</summary>
    public static IReadOnlyList<string> Names => [Default, .. Others];

    /// <summary>The list with this name, or null.</summary>
    public static NameList? Find(string name) => Lists.TryGetValue(name, out Lazy<NameList>? list) ? list.Value : null;

    /// <summary>The preset with this name, or else the file at this path; <see cref="ByHash"/> will find it from now on.</summary>
    /// <exception cref="NameFileException">It is no preset and the file cannot be read.</exception>
    public static NameList OpenAny(string nameOrPath)
    {
        if (Find(nameOrPath) is { } preset)
            return preset;
        NameList list;
        try
        {
            list = NameList.FromFile(nameOrPath);
        }
        catch (NameFileException e) when (e.InnerException is FileNotFoundException && !nameOrPath.AsSpan().ContainsAny("./\\"))
        {
            throw new NameFileException($"{nameOrPath}: there is no such file, nor such a list; the lists are {string.Join(", ", Names)}.", e);
        }
        return Opened.GetOrAdd(list.Hash, list);
    }

    /// <summary>The list that weights were trained on, among presets and what <see cref="OpenAny"/> has opened; null if it is neither.</summary>
    /// <param name="hash">Hash of the weights' data: <see cref="NameList.Is"/>.</param>
    public static NameList? ByHash(string hash) =>
        Opened.Values.FirstOrDefault(list => list.Is(hash)) ?? Names.Select(name => Find(name)!).FirstOrDefault(list => list.Is(hash));

    private static NameList Open(string name)
    {
        string resource = name == Default ? DefaultResource : $"{name}.txt";
        using Stream stream = typeof(Presets).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        return NameList.FromBytes(resource, NameFile.ReadAll(stream)!, name == Default ? [BeforePlaceholdersLeft] : []);
    }
}
