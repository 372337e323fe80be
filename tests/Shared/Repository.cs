namespace Unmask.Tests;

/// <summary>Where the sources of these tests are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Unmask.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("no Unmask.slnx above the tests");
    }
}
