using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Model.Weights;

namespace Unmask.Toy.Commands;

/// <summary>A denoiser to be measured.</summary>
/// <param name="Name">Its architecture.</param>
/// <param name="Create">Makes it from weights.</param>
/// <param name="Untrained">Random weights, where none are built in.</param>
internal sealed record BenchmarkSubject(string Name, Func<WeightSet, IDenoiser> Create, Func<WeightSet> Untrained)
{
    public static IReadOnlyList<BenchmarkSubject> All { get; } =
    [
        new("mlp", weights => new Mlp(weights, Alphabet.English), () => Mlp.RandomWeights(0)),
        new("residual", weights => new Residual(weights, Alphabet.English), () => Residual.RandomWeights(0)),
        new("transformer", weights => new Transformer(weights, Alphabet.English), () => Transformer.RandomWeights(0)),
    ];

    /// <summary>Trained weights where there are any: how many hidden units are active makes a difference.</summary>
    public WeightSet Weights()
    {
        try
        {
            return WeightsFile.LoadBuiltIn(Name);
        }
        catch (WeightsException)
        {
            return Untrained();
        }
    }

    /// <summary>Names of the training set from common to rare, with one masked slot up to all of them: [count, slots].</summary>
    public static byte[] NoisyRows(IDenoiser denoiser, int count)
    {
        int slots = denoiser.Slots;
        byte[] clean = NameSet.LoadBuiltIn(denoiser.Alphabet, slots).TrainingRows(slots);
        int stride = clean.Length / slots / count;
        byte[] rows = new byte[count * slots];
        int[] order = [.. Enumerable.Range(0, slots)];
        var random = new Random(1);
        for (int row = 0; row < count; row++)
        {
            clean.AsSpan(row * stride * slots, slots).CopyTo(rows.AsSpan(row * slots));
            random.Shuffle(order);
            // 5 has no divisor in common with 12 or 16, so that every number of masked slots comes up.
            foreach (int slot in order.AsSpan(0, 1 + (row * 5 % slots)))
                rows[(row * slots) + slot] = denoiser.Alphabet.Mask;
        }
        return rows;
    }
}
