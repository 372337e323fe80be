namespace Unmask.Toy.Window.Ui;

/// <summary>
/// Finds the fonts: Inter if the system has it, else the platform's own. For missing letters it adds the font with most of
/// them, and so on. Collections are searched; damaged files are skipped.
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

    /// <summary>Fonts for code, the best first.</summary>
    private static readonly string[] Monospaced =
        ["JetBrainsMono-Regular.ttf", "CascadiaMono.ttf", "consola.ttf", "SFNSMono.ttf", "Menlo.ttc", "DejaVuSansMono.ttf", "LiberationMono-Regular.ttf", "NotoSansMono-Regular.ttf"];

    private static readonly string[] Endings = [".ttf", ".otf", ".ttc", ".otc"];

    /// <summary>Name parts of styles that do not suit the program's own font.</summary>
    private static readonly string[] Special = ["Italic", "Oblique", "Mono", "Serif", "Condensed", "Narrow", "Black", "Bold", "Light", "Thin", "Math", "Display"];

    /// <summary>The characters of the program's own words.</summary>
    private static readonly string Words = string.Concat(Enumerable.Range(' ', 95).Select(c => (char)c));

    /// <summary>The system's fonts for an alphabet; null if it has no usable font.</summary>
    public static Faces? Find(string letters) => Find(letters, Folders());

    /// <summary>The fonts in folders and their subfolders.</summary>
    public static Faces? Find(string letters, IEnumerable<string> folders)
    {
        Dictionary<string, string> files = FilesIn(folders);
        Dictionary<string, IReadOnlyList<FontFile>> read = new(StringComparer.OrdinalIgnoreCase);
        if (OwnFaces(letters) is not var (regular, strong))
            return null;

        var others = new List<FontFile>();
        // A mark that is a letter is drawn on a circle, if any font has one.
        string wanted = letters.Any(Faces.IsMark) ? letters + Faces.Circle : letters;
        string missing = string.Concat(wanted.Where(c => !regular.Has(c) || !strong.Has(c)).Distinct());
        while (missing.Length > 0 && others.Count < Faces.Most - 1 && BestFor(missing) is { } best)
        {
            others.Add(best);
            missing = string.Concat(missing.Where(c => !best.Has(c)));
        }
        FontFile? mono = Monospaced.SelectMany(Read).FirstOrDefault(font => Words.All(font.Has));
        return new Faces(regular, strong, others, missing.Replace(Faces.Circle.ToString(), "")) { Mono = mono ?? regular };

        IReadOnlyList<FontFile> Read(string name)
        {
            if (!files.TryGetValue(name, out string? path))
                return [];
            if (!read.TryGetValue(name, out IReadOnlyList<FontFile>? faces))
                read[name] = faces = FontFile.ReadAll(path);
            return faces;
        }

        // Prefers one font for everything: letters of one design look better.
        (FontFile, FontFile)? OwnFaces(string alphabet)
        {
            foreach (string needed in (string[])[Words + alphabet, Words, ""])
            {
                foreach ((string first, string second) in Preferred)
                {
                    if (Read(first).FirstOrDefault(HasAll) is { } preferred)
                        return (preferred, Read(second).FirstOrDefault(HasAll) ?? preferred);
                }
                // Another design for the program's own words only if necessary.
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

        // Plain fonts first, in an order that does not depend on the system's.
        IEnumerable<string> Names() => files.Keys
            .OrderBy(name => { int place = Array.FindIndex(Preferred, pair => pair.Regular.Equals(name, StringComparison.OrdinalIgnoreCase)); return place < 0 ? Preferred.Length : place; })
            .ThenBy(name => Special.Count(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ThenBy(name => name, StringComparer.Ordinal);
    }

    private static Dictionary<string, string> FilesIn(IEnumerable<string> folders)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // Links may form cycles.
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
