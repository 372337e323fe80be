namespace Unmask.Toy.Window.Ui;

/// <summary>
/// Finds the fonts to write with: Inter where the system has it, else the platform's own; and for the letters that it lacks the one that has most of
/// them, and so on. Collections are looked into; what is damaged is passed over.
/// </summary>
internal static class FontSearch
{
    private static readonly (string Regular, string Strong)[] Preferred =
    [
        ("Inter-Regular.otf", "Inter-SemiBold.otf"),
        ("Inter-Regular.ttf", "Inter-SemiBold.ttf"),
        ("segoeui.ttf", "seguisb.ttf"),
        ("SFNS.ttf", "SFNS.ttf"),
        ("Arial.ttf", "Arial Bold.ttf"),
        ("Cantarell-VF.otf", "Cantarell-VF.otf"),
        ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
        ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
        ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ];

    private static readonly string[] Endings = [".ttf", ".otf", ".ttc", ".otc"];

    /// <summary>What makes a font less fit to stand beside the program's own.</summary>
    private static readonly string[] Special = ["Italic", "Oblique", "Mono", "Serif", "Condensed", "Narrow", "Black", "Bold", "Light", "Thin", "Math", "Display"];

    /// <summary>What the program's own words need.</summary>
    private static readonly string Words = string.Concat(Enumerable.Range(' ', 95).Select(c => (char)c));

    /// <summary>The fonts of the system for an alphabet; null if the system has none that can be drawn with.</summary>
    public static Faces? Find(string letters) => Find(letters, Folders());

    /// <summary>The fonts in folders and theirs.</summary>
    public static Faces? Find(string letters, IEnumerable<string> folders)
    {
        Dictionary<string, string> files = FilesIn(folders);
        Dictionary<string, IReadOnlyList<FontFile>> read = new(StringComparer.OrdinalIgnoreCase);
        if (OwnFaces(letters) is not var (regular, strong))
            return null;

        var others = new List<FontFile>();
        // A mark that is a letter stands on a circle, if any font has one.
        string wanted = letters.Any(Faces.IsMark) ? letters + Faces.Circle : letters;
        string missing = string.Concat(wanted.Where(c => !regular.Has(c) || !strong.Has(c)).Distinct());
        while (missing.Length > 0 && others.Count < Faces.Most - 1 && BestFor(missing) is { } best)
        {
            others.Add(best);
            missing = string.Concat(missing.Where(c => !best.Has(c)));
        }
        return new Faces(regular, strong, others, missing.Replace(Faces.Circle.ToString(), ""));

        IReadOnlyList<FontFile> Read(string name)
        {
            if (!files.TryGetValue(name, out string? path))
                return [];
            if (!read.TryGetValue(name, out IReadOnlyList<FontFile>? faces))
                read[name] = faces = FontFile.ReadAll(path);
            return faces;
        }

        // One for everything, if it can be had: letters of one hand look better.
        (FontFile, FontFile)? OwnFaces(string alphabet)
        {
            foreach (string needed in (string[])[Words + alphabet, Words, ""])
            {
                foreach ((string first, string second) in Preferred)
                {
                    if (Read(first).FirstOrDefault(HasAll) is { } preferred)
                        return (preferred, Read(second).FirstOrDefault(HasAll) ?? preferred);
                }
                // Another hand for the program's own words only where it has to be.
                if (needed.Length <= Words.Length && Names().SelectMany(Read).FirstOrDefault(HasAll) is { } any)
                    return (any, any);

                bool HasAll(FontFile font) => needed.All(font.Has);
            }
            return null;
        }

        FontFile? BestFor(string wanting)
        {
            FontFile? best = null;
            int most = 0;
            foreach (FontFile font in Names().SelectMany(Read))
            {
                int has = wanting.Count(font.Has);
                if (has > most)
                    (best, most) = (font, has);
                if (most == wanting.Length)
                    break;
            }
            return best;
        }

        // The plain ones first, whatever order the system lists them in.
        IEnumerable<string> Names() => files.Keys
            .OrderBy(name => { int place = Array.FindIndex(Preferred, pair => pair.Regular.Equals(name, StringComparison.OrdinalIgnoreCase)); return place < 0 ? Preferred.Length : place; })
            .ThenBy(name => Special.Count(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ThenBy(name => name, StringComparer.Ordinal);
    }

    private static Dictionary<string, string> FilesIn(IEnumerable<string> folders)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // Links may go in circles.
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 };
        foreach (string folder in folders.Where(Directory.Exists))
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*", options))
            {
                if (Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                    files.TryAdd(Path.GetFileName(path), path);
            }
        }
        return files;
    }

    private static IEnumerable<string> Folders()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return [Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];
        if (OperatingSystem.IsMacOS())
            return [Path.Combine(home, "Library/Fonts"), "/Library/Fonts", "/System/Library/Fonts"];
        return [Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts"), "/usr/local/share/fonts", "/usr/share/fonts"];
    }
}
