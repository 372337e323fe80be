using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Files;

/// <summary>
/// The rule for every file that a command is told to write. Nothing that is there already is replaced, unless the user says so with
/// <c>--replace</c>; even then a file that the command reads, and a file of another kind, are refused.
/// </summary>
public sealed class OutputFile
{
    private readonly string _path;
    private readonly FileKind _kind;
    private readonly bool _replace;
    private readonly string?[] _inputs;

    /// <summary>Refuses a path that must not be written, before the work whose result goes there.</summary>
    /// <param name="path">Where the output will go.</param>
    /// <param name="kind">What it will be.</param>
    /// <param name="replace">The user wants what is there replaced.</param>
    /// <param name="inputs">The files that the command reads; null for those that it does not.</param>
    /// <exception cref="WeightsException">It must not be written, or cannot be; one line says why and what to do.</exception>
    public OutputFile(string path, FileKind kind, bool replace, params string?[] inputs)
    {
        (_path, _kind, _replace, _inputs) = (path, kind, replace, inputs);
        Check();
    }

    /// <summary>Writes it atomically. What came there since it was checked is not replaced either.</summary>
    /// <exception cref="WeightsException">It must not be written any more, or cannot be.</exception>
    public void Write(byte[] content)
    {
        using FileLock alone = WeightsFile.Lock(_path);
        Check();
        WeightsFile.Writing(_path, () => AtomicFile.Write(_path, stream => stream.Write(content)));
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
            string target = AtomicFile.TargetOf(path);
            if (File.Exists(target) && new FileInfo(target).Length > 0 && !kind.IsAt(target))
                throw new IOException($"it is there, and no {kind.Name}");
        });
    }

    /// <summary>Writes a file under the first name that is free: <c>STEM.ext</c>, then <c>STEM-2.ext</c> and so on.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's to write in.</exception>
    public static string WriteFree(string folder, string stem, string extension, Action<Stream> write)
    {
        for (int number = 1; ; number++)
        {
            string path = Path.Combine(folder, number == 1 ? $"{stem}{extension}" : $"{stem}-{number}{extension}");
            if (Path.Exists(path))
                continue;
            try
            {
                using FileLock alone = FileLock.Take(path);
                if (Path.Exists(path))
                    continue;
                AtomicFile.Write(path, write);
                return path;
            }
            catch (FileInUseException)
            {
                // Another window saves there at this moment.
            }
        }
    }

    /// <summary>A path beside <paramref name="path"/> that nothing has: <c>NAME.old</c>, then <c>NAME.old2</c> and so on.</summary>
    public static string FreeBeside(string path, string ending = "old")
    {
        string beside = $"{path}.{ending}";
        for (int number = 2; Path.Exists(beside); number++)
            beside = $"{path}.{ending}{number}";
        return beside;
    }

    private void Check()
    {
        CheckTarget(_path, _kind, _inputs);
        if (!_replace && File.Exists(AtomicFile.TargetOf(_path)))
            throw Refusal(_path, "there is such a file already; choose another place, or add --replace");
    }

    private static WeightsException Refusal(string path, string reason) => new($"{Shown.File(path)}: {reason}.");
}
