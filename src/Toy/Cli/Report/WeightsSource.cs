using Unmask.Model.Files;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Cli.Report;

/// <summary>Weights to evaluate, and their source.</summary>
/// <param name="Title">Their title in tables.</param>
/// <param name="Path">Their file; null if they are built in.</param>
/// <param name="Weights">The weights.</param>
internal sealed record WeightsSource(string Title, string? Path, WeightSet Weights)
{
    /// <exception cref="WeightsException">The file cannot be used.</exception>
    public static WeightsSource File(string path) => new(System.IO.Path.GetFileNameWithoutExtension(path), path, WeightsFile.Load(path));

    /// <exception cref="WeightsException">None are built in.</exception>
    public static WeightsSource BuiltIn(string architecture) => new(architecture, Path: null, WeightsFile.LoadBuiltIn(architecture));

    public long Parameters => Weights.Tensors.Sum(tensor => (long)tensor.Values.Length);
}
