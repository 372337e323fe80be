using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Files;

/// <summary>
/// Weights files on disk and inside the assembly. Every failure is one line that names the file, the fault and the remedy.
/// </summary>
public static class WeightsFile
{
    /// <summary>Reads a weights file.</summary>
    /// <exception cref="WeightsException">The file cannot be read or is damaged.</exception>
    public static WeightSet Load(string path)
    {
        string source = Shown.File(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return SafetensorsReader.Read(stream, source);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WeightsException($"{source}: there is no such file; check the path, or train weights into it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new WeightsException($"{source}: the file cannot be read: {Shown.ReasonUnread(path, e)}", e);
        }
    }

    /// <summary>The pretrained weights of an architecture, embedded as <c>{architecture}.safetensors</c>.</summary>
    /// <exception cref="WeightsException">There are none for this architecture.</exception>
    public static WeightSet LoadBuiltIn(string architecture)
    {
        string resource = $"{architecture}.safetensors";
        using Stream stream = typeof(WeightsFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new WeightsException($"{resource}: no weights are built in for '{architecture}'; train some and name their file.");
        return SafetensorsReader.Read(stream, resource);
    }

    /// <summary>
    /// The weights that earlier versions of the program had built in, embedded as <c>earlier/{architecture}-{number}.packed</c>, with their names: old
    /// replay codes ask for them. Each is read when it is reached.
    /// </summary>
    public static IEnumerable<(string Name, WeightSet Weights)> LoadEarlier()
    {
        System.Reflection.Assembly assembly = typeof(WeightsFile).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("earlier/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using MemoryStream file = new(PackedWeights.Unpack(stream), writable: false);
            yield return (name, SafetensorsReader.Read(file, name));
        }
    }

    /// <summary>Whether an architecture has pretrained weights.</summary>
    public static bool HasBuiltIn(string architecture) =>
        typeof(WeightsFile).Assembly.GetManifestResourceInfo($"{architecture}.safetensors") is not null;

    /// <summary>Writes <paramref name="weights"/> atomically: the old file stays until the new one is complete.</summary>
    /// <exception cref="WeightsException">The file cannot be written.</exception>
    public static void Save(string path, WeightSet weights) =>
        Writing(path, () => AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, weights)));

    /// <summary>Writes <paramref name="weights"/> under the first free name: <c>STEM.safetensors</c>, then <c>STEM-2.safetensors</c> and so on.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="WeightsException">No file can be written there.</exception>
    public static string SaveFree(string folder, string stem, WeightSet weights)
    {
        string path = stem;
        Writing(path, () => path = OutputFile.WriteFree(folder, stem, ".safetensors", stream => SafetensorsWriter.Write(stream, weights)));
        return path;
    }

    /// <summary>Finds out whether <see cref="Save"/> can succeed, before the training whose result it is to keep.</summary>
    /// <exception cref="WeightsException">It cannot.</exception>
    public static void CheckWritable(string path) => Writing(path, () => AtomicFile.Probe(path));

    /// <summary>Keeps other runs from writing the same file.</summary>
    /// <exception cref="WeightsException">Another run writes it, or it cannot be written.</exception>
    public static FileLock Lock(string path)
    {
        FileLock? taken = null;
        Writing(path, () => taken = FileLock.Take(path));
        return taken!;
    }

    /// <summary>Runs <paramref name="write"/>, and says in one line why it failed to write <paramref name="path"/>.</summary>
    internal static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new WeightsException($"{Shown.File(path)}: the file cannot be written: {AtomicFile.ReasonOf(e)}; choose another place.", e);
        }
    }
}
