namespace Unmask.Toy.Commands;

/// <summary>Paths that commands are told to write to.</summary>
internal static class OutputPath
{
    /// <summary>Renaming a finished file over a device would take the device away.</summary>
    /// <param name="path">Where the user wants it.</param>
    /// <param name="what">What is to go there, for the message.</param>
    /// <exception cref="CommandException">The path is that of a device.</exception>
    public static void RefuseDevice(string path, string what)
    {
        if (!OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
            throw CommandException.Failure($"{path} is a device, not a place for {what}; choose a file");
    }
}
