using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Tests;
using Unmask.Model.Tests.Parity;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Bench.Tests;

/// <summary>Every peer of every architecture computes what the reference implementation computes.</summary>
public sealed class PeerTests
{
    private static readonly string[] Peers = ["loops", "TensorPrimitives", "ONNX Runtime"];

    public static TheoryData<string, string> All => new(
        from architecture in new[] { "mlp", "residual", "transformer" }
        from peer in Peers
        select (architecture, peer));

    [Theory]
    [MemberData(nameof(All))]
    public void Logits_are_those_of_the_reference(string architecture, string peer)
    {
        ParityFile parity = ParityFile.Load(architecture);
        IDenoiser denoiser = Create(peer, architecture, parity.Weights);
        float[] logits = new float[denoiser.Slots * denoiser.Symbols];
        foreach (ParityFile.Case expected in parity.Cases)
        {
            denoiser.Predict(expected.Row, expected.Time, logits);
            for (int i = 0; i < logits.Length; i++)
                Assert.Equal(expected.Logits[i], logits[i], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(GeneratedDenoisers.Variants), MemberType = typeof(GeneratedDenoisers))]
    public void Logits_are_those_of_the_generated_kernels(string architecture, bool takesTime)
    {
        (IDenoiser denoiser, WeightSet weights) = GeneratedDenoisers.Create(architecture, takesTime);
        byte[] rows = RandomRows(9, denoiser.Slots, denoiser.Alphabet, seed: 5);
        float[] expected = new float[rows.Length * denoiser.Symbols], actual = new float[expected.Length];
        denoiser.Predict(rows, 0.7f, expected);
        foreach (string peer in Peers)
        {
            Create(peer, architecture, weights).Predict(rows, 0.7f, actual);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_batch_has_the_logits_of_its_rows(string architecture, string peer)
    {
        ParityFile parity = ParityFile.Load(architecture);
        IDenoiser denoiser = Create(peer, architecture, parity.Weights), alone = denoiser.Fork();
        int slots = denoiser.Slots, symbols = denoiser.Symbols;
        foreach (int count in (int[])[3, 0, 1, 65])
        {
            byte[] rows = RandomRows(count, slots, denoiser.Alphabet, seed: count);
            float[] together = new float[rows.Length * symbols], one = new float[slots * symbols];
            denoiser.Predict(rows, 0.4f, together);
            for (int row = 0; row < count; row++)
            {
                alone.Predict(rows.AsSpan(row * slots, slots), 0.4f, one);
                for (int i = 0; i < one.Length; i++)
                    Assert.Equal(one[i], together[(row * one.Length) + i], 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_allocated_from_the_second_call_on(string architecture, string peer)
    {
        ParityFile parity = ParityFile.Load(architecture);
        IDenoiser denoiser = Create(peer, architecture, parity.Weights);
        float[] logits = new float[denoiser.Slots * denoiser.Symbols];
        byte[] row = parity.Cases[0].Row;
        denoiser.Predict(row, 0.5f, logits);
        Assert.Equal(0, Allocation.Of(() => denoiser.Predict(row, 0.5f, logits)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Wrong_shapes_are_refused(string architecture, string peer)
    {
        WeightSet weights = ParityFile.Load(architecture).Weights;
        IDenoiser denoiser = Create(peer, architecture, weights);
        int slots = denoiser.Slots;
        Assert.Throws<ArgumentException>(() => denoiser.Predict(new byte[slots - 1], 0, new float[slots * 28]));
        Assert.Throws<ArgumentException>(() => denoiser.Predict(new byte[slots], 0, new float[(slots * 28) - 1]));
        Assert.Throws<WeightsException>(() => Create(peer, architecture, new WeightSet([], new Dictionary<string, string>())));
        Assert.Throws<WeightsException>(() => Create(peer, architecture, new WeightSet([.. weights.Tensors.SkipLast(1)], weights.Metadata)));
        Assert.Throws<WeightsException>(() => Create(peer, "convolution", weights));
    }

    [Theory]
    [InlineData("mlp", 12, 40)]
    [InlineData("residual", 12, 40)]
    [InlineData("transformer", 16, 50)]
    public void Peers_describe_themselves_alike(string architecture, int slots, int timesteps)
    {
        WeightSet weights = ParityFile.Load(architecture).Weights;
        foreach (string peer in Peers)
        {
            IDenoiser denoiser = Create(peer, architecture, weights);
            Assert.Equal(
                (architecture, Alphabet.English, slots, timesteps),
                (denoiser.Architecture, denoiser.Alphabet, denoiser.Slots, denoiser.Timesteps));
        }
    }

    private static IDenoiser Create(string peer, string architecture, WeightSet weights) => peer switch
    {
        "loops" => PeerCatalog.Find(architecture).Loops(weights, Alphabet.English),
        "TensorPrimitives" => PeerCatalog.Find(architecture).TensorPrimitives(weights, Alphabet.English),
        _ => PeerCatalog.OnnxRuntime(architecture, Alphabet.English, weights),
    };

    private static byte[] RandomRows(int count, int slots, Alphabet alphabet, int seed)
    {
        byte[] rows = new byte[count * slots];
        var random = new Random(seed);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (byte)random.Next(alphabet.Symbols);
        return rows;
    }
}
