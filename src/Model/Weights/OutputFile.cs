namespace Unmask.Model.Weights;

/// <summary>
/// The rule for every file that a command is told to write. Nothing that is there already is replaced, unless the user says so with
/// <c>--replace</c>; even then a file that the command reads, and a file of another kind, are refused.
/// </summary>
public static class OutputFile
{
    /// <summary>Refuses a path that must not be written, before the work whose result goes there.</summary>
    /// <param name="path">Where the output will go.</param>
    /// <param name="kind">What it will be.</param>
    /// <param name="replace">The user wants what is there replaced.</param>
    /// <param name="inputs">The files that the command reads; null for those that it does not.</param>
    /// <exception cref="WeightsException">It must not be written, or cannot be; one line says why and what to do.</exception>
    public static void Check(string path, FileKind kind, bool replace, params string?[] inputs)
    {
        CheckTarget(path, kind, inputs);
        if (File.Exists(path) && !replace)
            throw Refusal(path, "there is such a file already; choose another place, or add --replace");
    }

    /// <summary>The part of the rule that <c>--replace</c> does not lift: no input, no file of another kind, and a place that can be written.</summary>
    /// <exception cref="WeightsException">It must not be written, or cannot be.</exception>
    public static void CheckTarget(string path, FileKind kind, params string?[] inputs)
    {
        WeightsFile.CheckWritable(path);
        if (inputs.Any(input => input is not null && FileIdentity.AreSame(input, path)))
            throw Refusal(path, "this command reads that very file, so it cannot write it; choose another place");
        WeightsFile.Writing(path, () =>
        {
            if (File.Exists(path) && new FileInfo(path).Length > 0 && !kind.IsAt(path))
                throw new IOException($"it is there, and no {kind.Name}");
        });
    }

    /// <summary>A path beside <paramref name="path"/> that no file has: <c>NAME.old</c>, then <c>NAME.old2</c> and so on.</summary>
    public static string FreeBeside(string path, string ending = "old")
    {
        string beside = $"{path}.{ending}";
        for (int number = 2; File.Exists(beside); number++)
            beside = $"{path}.{ending}{number}";
        return beside;
    }

    private static WeightsException Refusal(string path, string reason) => new($"{Path.GetFileName(path)}: {reason}.");
}
