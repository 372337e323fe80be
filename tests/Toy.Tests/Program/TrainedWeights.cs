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
        Path = InFolder("mlp.safetensors");
        Training = UnmaskProcess.Run("train", "--recipe", "seed", "--steps", Steps, "--seed", "3", "--out", Path, "--json", "--quiet");
    }

    public string Folder { get; }

    public string Path { get; }

    internal Run Training { get; }

    public string InFolder(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>A file in the folder with this content.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = InFolder(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
