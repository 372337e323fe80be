using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Tensors;

namespace Unmask.Model.Architectures;

/// <summary>From weights to the denoiser that they belong to.</summary>
/// <param name="architectures">Those that are known, in the order in which they are tried.</param>
internal sealed class DenoiserLoader(IReadOnlyList<Architecture> architectures)
{
    /// <param name="weights">The weights. Their metadata name the architecture; without metadata the names of the tensors decide.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="preferred">The architecture that is meant where metadata do not say and several have tensors of these names.</param>
    /// <exception cref="WeightsException">The architecture is unknown, or the weights do not fit it.</exception>
    public IDenoiser Create(WeightSet weights, string source, string? preferred = null)
    {
        Architecture architecture = ArchitectureOf(weights, source, preferred);
        try
        {
            return architecture.Create(weights);
        }
        catch (Exception e) when (e is WeightsException or ArgumentException)
        {
            string reason = e is WeightsException ? e.Message : "the alphabet in its metadata does not fit its tensors";
            throw new WeightsException(
                $"{source}: {reason}; these are no weights of '{architecture.Name}', or the file is damaged.", e);
        }
    }

    /// <summary>Makes the denoiser that a weights file holds.</summary>
    /// <exception cref="WeightsException">The file cannot be used.</exception>
    public IDenoiser Load(string path, string? preferred = null) => Create(WeightsFile.Load(path), Path.GetFileName(path), preferred);

    /// <summary>Makes a denoiser with its pretrained weights.</summary>
    /// <exception cref="WeightsException">None are built in.</exception>
    public IDenoiser LoadBuiltIn(string architecture) => Create(WeightsFile.LoadBuiltIn(architecture), $"{architecture}.safetensors");

    private Architecture ArchitectureOf(WeightSet weights, string source, string? preferred)
    {
        string known = string.Join(", ", architectures.Select(architecture => architecture.Name));
        if (weights.Metadata.TryGetValue(WeightsMetadata.Architecture, out string? name))
        {
            return architectures.FirstOrDefault(architecture => architecture.Name == name)
                ?? throw new WeightsException($"{source}: unknown architecture '{name}'; this program knows {known}.");
        }
        HashSet<string> names = [.. weights.Tensors.Select(tensor => tensor.Name)];
        return architectures.FirstOrDefault(architecture => architecture.Name == preferred && architecture.Has(names))
            ?? architectures.FirstOrDefault(architecture => architecture.Has(names))
            ?? throw new WeightsException($"{source}: its tensors belong to no known architecture ({known}); {Difference(names)}.");
    }

    /// <summary>A clause that names a foreign and a missing tensor, compared with the architecture that shares most names.</summary>
    private string Difference(HashSet<string> names)
    {
        if (names.Count == 0)
            return "it has none";
        Architecture nearest = architectures.MaxBy(architecture => architecture.TensorNames.Count(names.Contains))!;
        string? missing = nearest.TensorNames.FirstOrDefault(name => !names.Contains(name)), other = names.Order(StringComparer.Ordinal).FirstOrDefault(name => !nearest.TensorNames.Contains(name));
        return (other, missing) switch
        {
            (null, _) => $"'{nearest.Name}' has '{missing}' too",
            (_, null) => $"'{nearest.Name}' has no '{other}'",
            _ => $"it has '{other}', where '{nearest.Name}' has '{missing}'",
        };
    }
}
