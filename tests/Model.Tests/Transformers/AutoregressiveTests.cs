using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Transformers;

/// <summary>What sets the autoregressive transformers apart; what they share with the other is tested there.</summary>
public sealed class AutoregressiveTests
{
    private const int Slots = 16, Symbols = 28;

    [Fact]
    public void Logits_of_gpt_depend_on_the_slots_before_alone() => DependOnSlotsBefore<Gpt>();

    [Fact]
    public void Logits_of_microgpt_depend_on_the_slots_before_alone() => DependOnSlotsBefore<MicroGpt>();

    private static void DependOnSlotsBefore<TKernels>()
        where TKernels : ITransformerKernels
    {
        var denoiser = new Transformer<TKernels>(TKernels.Shape.RandomWeights(3, takesTime: false), Alphabet.English);
        Assert.True(denoiser.IsCausal);
        Assert.Equal(Slots, denoiser.Timesteps);
        byte[] rows = new byte[2 * Slots];
        var random = new Random(5);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (byte)random.Next(Symbols);
        float[] before = new float[rows.Length * Symbols], after = new float[before.Length];
        denoiser.Predict(rows, 0, before);
        for (int slot = 0; slot < rows.Length; slot++)
        {
            byte[] changed = [.. rows];
            changed[slot] = (byte)((changed[slot] + 1) % Symbols);
            denoiser.Predict(changed, 0, after);
            for (int other = 0; other < rows.Length; other++)
            {
                bool same = before.AsSpan(other * Symbols, Symbols).SequenceEqual(after.AsSpan(other * Symbols, Symbols));
                Assert.Equal(other / Slots != slot / Slots || other <= slot, same);
            }
        }
    }

    [Theory]
    [InlineData("gpt", 201_792)]
    [InlineData("microgpt", 4_272)]
    public void They_have_as_many_parameters_as_their_shape_says(string architecture, int parameters)
    {
        TransformerShape shape = architecture == "gpt" ? Gpt.Shape : MicroGpt.Shape;
        Assert.Equal(architecture, shape.Architecture);
        Assert.Equal(parameters, shape.RandomWeights(1, takesTime: false).Tensors.Sum(tensor => tensor.Values.Length));
    }

    [Fact]
    public void A_time_input_is_refused_where_there_are_no_kernels_for_it() =>
        Assert.Throws<WeightsException>(() => new Transformer<MicroGpt>(MicroGpt.Shape.RandomWeights(1, takesTime: true), Alphabet.English));

    /// <summary>The expected hashes were computed with 512-bit vectors; other widths and no intrinsics at all must give the same bits.</summary>
    [Theory]
    [InlineData("gpt", "02A7569267C38512 c7c2336493e98bb6")]
    [InlineData("microgpt", "09E5C81CA74E9FE4 b79a74b4b3b4e460")]
    public void Bits_are_the_same_on_every_vector_width(string architecture, string expected) =>
        Assert.Equal(expected, architecture == "gpt" ? Trained<Gpt>() : Trained<MicroGpt>());

    private static string Trained<TKernels>()
        where TKernels : ITransformerKernels
    {
        NoisyRows rows = NoisyRows.Random(count: 19, seed: 1);
        using var training = new TransformerTraining<TKernels>(TKernels.Shape.RandomWeights(7, takesTime: false), Alphabet.English, threads: 2);
        float[] losses = [.. Enumerable.Range(1, 3).Select(number => rows.Step(training, number))];
        return $"{Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(losses.AsSpan())).AsSpan(0, 8))} {training.Snapshot().Fingerprint}";
    }

    [Fact]
    public void Gradients_of_gpt_are_finite_differences_of_the_loss() => AreFiniteDifferences<Gpt>();

    [Fact]
    public void Gradients_of_microgpt_are_finite_differences_of_the_loss() => AreFiniteDifferences<MicroGpt>();

    private static void AreFiniteDifferences<TKernels>()
        where TKernels : ITransformerKernels
    {
        NoisyRows rows = NoisyRows.Random(count: 19, seed: 8);
        WeightSet weights = TKernels.Shape.RandomWeights(9, takesTime: false);
        (float Loss, WeightSet Gradients) Differentiate()
        {
            using var training = new TransformerTraining<TKernels>(weights, Alphabet.English, threads: 1);
            return training.Differentiate(rows.Noisy, rows.Clean, rows.LossWeights, 0, learnsMask: false);
        }

        foreach ((NamedTensor tensor, NamedTensor gradient) in weights.Tensors.Zip(Differentiate().Gradients.Tensors))
        {
            // Along the gradient the loss changes by its length; a directional difference is exact enough in single precision.
            double length = Math.Sqrt(gradient.Values.Sum(g => (double)g * g));
            float[] original = [.. tensor.Values];
            double Loss(double step)
            {
                for (int i = 0; i < original.Length; i++)
                    tensor.Values[i] = (float)(original[i] + (step * gradient.Values[i] / length));
                return Differentiate().Loss;
            }

            const double Step = 0.02;
            double slope = (Loss(Step) - Loss(-Step)) / (2 * Step);
            original.CopyTo(tensor.Values, 0);
            Assert.Equal(length, slope, (0.02 * length) + 2e-5);
        }
    }
}
