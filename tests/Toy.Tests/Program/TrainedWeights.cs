using System.Runtime.CompilerServices;
using Unmask.Toy.Tests.Program;

[assembly: AssemblyFixture(typeof(TrainedWeights))]

namespace Unmask.Toy.Tests.Program;

/// <summary>Weights from a short training by the program itself, in a folder that goes away with the tests.</summary>
public sealed class TrainedWeights : IDisposable
{
    private const string Steps = "500";

    public TrainedWeights()
    {
        Folder = Directory.CreateTempSubdirectory("unmask-").FullName;
        Path = System.IO.Path.Combine(Folder, "mlp.safetensors");
        Training = UnmaskProcess.Run("train", "--recipe", "seed", "--steps", Steps, "--seed", "3", "--out", Path, "--json", "--quiet");
    }

    public string Folder { get; }

    public string Path { get; }

    internal Run Training { get; }

    /// <summary>A path in the test class's own part of the folder: classes run side by side, and may choose the same name.</summary>
    public string InFolder(string name, [CallerFilePath] string test = "") =>
        System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(Folder, System.IO.Path.GetFileNameWithoutExtension(test))).FullName, name);

    /// <summary>A file with this content in the test class's own part of the folder.</summary>
    public string Write(string name, ReadOnlySpan<byte> content, [CallerFilePath] string test = "")
    {
        string path = InFolder(name, test);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
