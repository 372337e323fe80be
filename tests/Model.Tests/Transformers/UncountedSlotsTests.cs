using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Transformers;

/// <summary>A training step leaves out what only slots without weight in the loss would need, and that must not change a bit.</summary>
public sealed class UncountedSlotsTests
{
    /// <summary>Five chunks of eight rows, the last one not full.</summary>
    private const int Rows = 37;

    /// <summary>
    /// The expected hashes are those of the code that computed every slot to the end. Other vector widths are tested with fewer rows, which have slots
    /// without weight as well: <see cref="NoisyRows"/>.
    /// </summary>
    [Theory]
    [InlineData("transformer", ShapeProfile.Names, false, false, "6E40594E8CAD7EA9 d61eb8c81cee7785")]
    [InlineData("transformer", ShapeProfile.Names, true, false, "D59A180257157A9F 0935eeafb5a12be8")]
    [InlineData("transformer", ShapeProfile.Names, false, true, "DBC4B5CD5547D98F 452c2b6aa1a429a6")]
    [InlineData("transformer", ShapeProfile.Words, false, false, "0EED77426B4F472B 15fa3fbff0a9c0bc")]
    [InlineData("transformer", ShapeProfile.Words, true, false, "9A68C963056D00F6 78c3b35fef03cbf2")]
    [InlineData("transformer", ShapeProfile.Words, false, true, "F2688D468F60BDC8 eb761ccd9ae754c8")]
    [InlineData("gpt", ShapeProfile.Names, false, false, "1A352E74A7F75755 770c06ac0131148f")]
    [InlineData("gpt", ShapeProfile.Words, false, false, "6DE62A6A4B44F637 1b4ddb6daef22dd3")]
    [InlineData("microgpt", ShapeProfile.Names, false, false, "E10DA7FDABE03142 987edff4ff9c8588")]
    [InlineData("microgpt", ShapeProfile.Words, false, false, "F45E15EC0333859E 44054488ea95051c")]
    public void Bits_are_those_of_all_slots(string name, ShapeProfile profile, bool takesTime, bool hasTeacher, string expected)
    {
        Alphabet alphabet = profile == ShapeProfile.Names ? Alphabet.English : new Alphabet("abcäöü");
        using var training = (DenoiserTraining)DenoiserCatalog.Find(name).CreateUntrained(7, takesTime, profile, alphabet);
        Batch batch = Weighted(training, hasTeacher);
        (float loss, WeightSet gradients) = training.Differentiate(batch.Rows, batch.Targets, batch.LossWeights, batch.Time, learnsMask: true, batch.Taught);
        float[] results = [loss, .. gradients.Tensors.SelectMany(tensor => tensor.Values), .. Enumerable.Range(1, 3).Select(Step)];
        // Whether a zero has a sign does not matter: it becomes positive.
        for (int i = 0; i < results.Length; i++)
            results[i] += 0f;
        Assert.Equal(expected, $"{Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(results.AsSpan())).AsSpan(0, 8))} {training.Snapshot().Fingerprint}");

        float Step(int number) => training.Step(
            batch.Rows, batch.Targets, batch.LossWeights, batch.Taught, batch.Time, new OptimizerStep(number, 3e-3f, 0.9f, 0.99f, 1e-8f, 0.01f, 1f, LearnsMask: true));
    }

    [Fact]
    public void A_batch_without_weight_costs_nothing_and_teaches_nothing()
    {
        using var training = (DenoiserTraining)DenoiserCatalog.Find("transformer").CreateUntrained(7, takesTime: true, ShapeProfile.Names, Alphabet.English);
        Batch batch = Weighted(training, hasTeacher: true);
        (float loss, WeightSet gradients) = training.Differentiate(batch.Rows, batch.Targets, new float[batch.Rows.Length], batch.Time, learnsMask: true, batch.Taught);
        Assert.Equal(0, loss);
        Assert.All(gradients.Tensors, tensor => Assert.All(tensor.Values, value => Assert.Equal(0, value)));
    }

    /// <summary>Rows of which a third of the slots has weight, then two without any, a chunk without any, one in which all have some, and half of them.</summary>
    private static Batch Weighted(DenoiserTraining training, bool hasTeacher)
    {
        var random = new Random(11);
        Alphabet alphabet = training.Alphabet;
        var batch = new Batch(Rows, training.Slots) { Time = 0.4f, Taught = new float[hasTeacher ? Rows * training.Slots * alphabet.Symbols : 0] };
        for (int i = 0; i < batch.Rows.Length; i++)
        {
            int row = i / batch.Slots, percent = row < 6 ? 33 : row < 16 ? 0 : row < 24 ? 100 : 50;
            batch.Targets[i] = (byte)random.Next(alphabet.Mask);
            batch.Rows[i] = random.Next(2) == 0 ? alphabet.Mask : batch.Targets[i];
            batch.LossWeights[i] = random.Next(100) < percent ? (0.5f + random.NextSingle()) / Rows : 0;
        }
        for (int i = 0; i < batch.Taught.Length; i++)
            batch.Taught[i] = 2 * random.NextSingle() / alphabet.Symbols;
        return batch;
    }
}
