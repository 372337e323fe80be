using Unmask.Model.Denoisers;

namespace Unmask.Model.Weights;

/// <summary>How one architecture is made from weights.</summary>
/// <param name="Architecture">Its name in metadata and on the command line.</param>
/// <param name="TensorNames">Names of all its tensors; they tell it apart in files without metadata, as the seed's scripts save
///   them.</param>
/// <param name="Create">Makes the denoiser; throws <see cref="WeightsException"/> if a tensor does not fit.</param>
public sealed record DenoiserFactory(string Architecture, IReadOnlyList<string> TensorNames, Func<WeightSet, IDenoiser> Create)
{
    /// <summary>What the seed calls the layers of a time input; a variant without one lacks them.</summary>
    private const string TimePrefix = "time_mlp.";

    /// <summary>Whether these are the names of this architecture's tensors, with those of a time input or without.</summary>
    internal bool Has(HashSet<string> names) =>
        names.SetEquals(TensorNames) || names.SetEquals(TensorNames.Where(name => !name.StartsWith(TimePrefix, StringComparison.Ordinal)));
}

/// <summary>From weights to the denoiser that they belong to. A new architecture is one more factory.</summary>
public sealed class DenoiserLoader(IReadOnlyList<DenoiserFactory> factories)
{
    /// <summary>Every architecture's name.</summary>
    public IEnumerable<string> Architectures => factories.Select(factory => factory.Architecture);

    /// <param name="weights">The weights; what their metadata call their architecture counts, or else their tensors' names.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="preferred">The architecture that is meant where metadata do not say and several have tensors of these names.</param>
    /// <exception cref="WeightsException">The architecture is unknown, or the weights do not fit it.</exception>
    public IDenoiser Create(WeightSet weights, string source, string? preferred = null)
    {
        DenoiserFactory factory = FactoryFor(weights, source, preferred);
        try
        {
            return factory.Create(weights);
        }
        catch (Exception e) when (e is WeightsException or ArgumentException)
        {
            string reason = e is WeightsException ? e.Message : "the alphabet in its metadata does not fit its tensors";
            throw new WeightsException(
                $"{source}: {reason}; these are no weights of '{factory.Architecture}', or the file is damaged.", e);
        }
    }

    /// <summary>Makes the denoiser that a weights file holds.</summary>
    /// <exception cref="WeightsException">The file cannot be used.</exception>
    public IDenoiser Load(string path, string? preferred = null) => Create(WeightsFile.Load(path), Path.GetFileName(path), preferred);

    /// <summary>Makes a denoiser with its pretrained weights.</summary>
    /// <exception cref="WeightsException">None are built in.</exception>
    public IDenoiser LoadBuiltIn(string architecture) => Create(WeightsFile.LoadBuiltIn(architecture), $"{architecture}.safetensors");

    private DenoiserFactory FactoryFor(WeightSet weights, string source, string? preferred)
    {
        string known = string.Join(", ", Architectures);
        if (weights.Metadata.TryGetValue(WeightsMetadata.Architecture, out string? architecture))
        {
            return factories.FirstOrDefault(factory => factory.Architecture == architecture)
                ?? throw new WeightsException($"{source}: unknown architecture '{architecture}'; this program knows {known}.");
        }
        HashSet<string> names = [.. weights.Tensors.Select(tensor => tensor.Name)];
        return factories.FirstOrDefault(factory => factory.Architecture == preferred && factory.Has(names))
            ?? factories.FirstOrDefault(factory => factory.Has(names))
            ?? throw new WeightsException($"{source}: its tensors belong to no known architecture ({known}); {Difference(names)}.");
    }

    /// <summary>One name that is there and one that should be, of the architecture that has most of the others.</summary>
    private string Difference(HashSet<string> names)
    {
        if (names.Count == 0)
            return "it has none";
        DenoiserFactory nearest = factories.MaxBy(factory => factory.TensorNames.Count(names.Contains))!;
        string? missing = nearest.TensorNames.FirstOrDefault(name => !names.Contains(name)), other = names.Order(StringComparer.Ordinal).FirstOrDefault(name => !nearest.TensorNames.Contains(name));
        return (other, missing) switch
        {
            (null, _) => $"'{nearest.Architecture}' has '{missing}' too",
            (_, null) => $"'{nearest.Architecture}' has no '{other}'",
            _ => $"it has '{other}', where '{nearest.Architecture}' has '{missing}'",
        };
    }
}
