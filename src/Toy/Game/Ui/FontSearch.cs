namespace Unmask.Toy.Game.Ui;

/// <summary>
/// Finds the font to write with: Inter where the system has it, else the platform's own, else the first that has every letter of the
/// alphabet in use.
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

    /// <summary>A regular and a strong font that have every letter; null if the system has none.</summary>
    public static (FontFile Regular, FontFile Strong)? Find(string letters)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string folder in Folders())
        {
            if (!Directory.Exists(folder))
                continue;
            var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
            foreach (string path in Directory.EnumerateFiles(folder, "*.?tf", options))
                files.TryAdd(Path.GetFileName(path), path);
        }

        foreach ((string regular, string strong) in Preferred)
        {
            if (Usable(regular) is { } found)
                return (found, Usable(strong) ?? found);
        }
        foreach (string name in files.Keys.Order(StringComparer.Ordinal))
        {
            if (Usable(name) is { } any)
                return (any, any);
        }
        return null;

        FontFile? Usable(string name) =>
            files.TryGetValue(name, out string? path) && FontFile.TryRead(path) is { } font && font.Covers(letters) ? font : null;
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
