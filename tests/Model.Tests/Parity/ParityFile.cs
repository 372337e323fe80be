using System.Text.Json;
using Unmask.Model.Tensors;

namespace Unmask.Model.Tests.Parity;

/// <summary>
/// Expected numbers of the reference implementation (Micro Diffusion), computed in double precision. Weights are given by a
/// formula: value i is offset + scale · uᵢ with uᵢ = sᵢ / 2³¹ − 1 and sᵢ = (1664525 · sᵢ₋₁ + 1013904223) mod 2³².
/// </summary>
internal sealed class ParityFile
{
    private ParityFile(JsonElement root)
    {
        Weights = new([.. root.GetProperty("tensors").EnumerateArray().Select(Tensor)], new Dictionary<string, string>());
        Cases = [.. root.GetProperty("cases").EnumerateArray().Select(c => new Case(
            Bytes(c.GetProperty("tokens")),
            Bytes(c.GetProperty("target")),
            c.GetProperty("t").GetInt32() / (float)root.GetProperty("timesteps").GetInt32(),
            [.. c.GetProperty("logits").EnumerateArray().SelectMany(slot => slot.EnumerateArray()).Select(x => x.GetDouble())]))];
        Loss = root.GetProperty("loss").GetProperty("value").GetDouble();
        Gradients = [.. root.GetProperty("gradients").EnumerateObject().Select(g => new Gradient(
            g.Name,
            g.Value.GetProperty("sum").GetDouble(),
            g.Value.GetProperty("sum_of_squares").GetDouble(),
            [.. g.Value.GetProperty("samples").EnumerateArray().Select(s => (s[0].GetInt32(), s[1].GetDouble()))]))];
    }

    public WeightSet Weights { get; }

    public IReadOnlyList<Case> Cases { get; }

    /// <summary>Mean over cases and slots of −ln p(target), with the softmax over all symbols.</summary>
    public double Loss { get; }

    public IReadOnlyList<Gradient> Gradients { get; }

    public static ParityFile Load(string denoiser)
    {
        using Stream stream = typeof(ParityFile).Assembly.GetManifestResourceStream($"{denoiser}.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return new(document.RootElement);
    }

    private static NamedTensor Tensor(JsonElement tensor)
    {
        int[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
        double scale = tensor.GetProperty("scale").GetDouble(), offset = tensor.GetProperty("offset").GetDouble();
        uint state = tensor.GetProperty("lcg_seed").GetUInt32();
        float[] values = new float[shape.Aggregate(1, (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++)
        {
            state = unchecked((1664525 * state) + 1013904223);
            values[i] = (float)(offset + (scale * ((state / 2147483648.0) - 1)));
        }

        return new(tensor.GetProperty("name").GetString()!, shape, values);
    }

    private static byte[] Bytes(JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetByte())];

    internal sealed record Case(byte[] Row, byte[] Target, float Time, double[] Logits);

    internal sealed record Gradient(string Tensor, double Sum, double SumOfSquares, (int Index, double Value)[] Samples);
}
