namespace Unmask.Model.Files;

/// <summary>Tells whether two paths are one file: the same path, through links of both kinds, other spellings and mounts.</summary>
internal static class FileIdentity
{
    /// <summary>Whether what is written to one path is read at the other. False where one of them is no file.</summary>
    public static bool AreSame(string one, string other)
    {
        if (!File.Exists(one) || !File.Exists(other))
            return false;
        try
        {
            (one, other) = (Resolved(one), Resolved(other));
            if (one == other)
                return true;
            // What has no length may be a pipe, whose writer would take the opening for its reader.
            long length = new FileInfo(one).Length;
            if (length == 0 || length != new FileInfo(other).Length)
                return false;
            // .NET tells no inode numbers, but a lock belongs to the file and not to its name.
            using FileStream first = new(one, FileMode.Open, FileAccess.Read, FileShare.None);
            return IsLocked(other);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>.NET looks for the target of a link that is named without its folder at the root of the disk, so it is never named so.</summary>
    private static string Resolved(string path)
    {
        string full = Path.GetFullPath(path);
        return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
    }

    private static bool IsLocked(string path)
    {
        try
        {
            using FileStream second = new(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
