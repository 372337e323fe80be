using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Unmask.Model.Diffusion;
using Unmask.Model.Perceptrons;
using Unmask.Model.Text;
using Unmask.Model.Transformers;

// Predicts with every denoiser and prints the least time of a call and a hash of the logits: the same hash wherever it runs.
const int Rows = 64;
int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
Console.WriteLine($"vectors of {width} bits");
foreach (IDenoiser denoiser in new IDenoiser[]
{
    new Mlp(Mlp.RandomWeights(1), Alphabet.English),
    new Residual(Residual.RandomWeights(1), Alphabet.English),
    new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(1), Alphabet.English),
})
{
    int outputs = denoiser.Slots * denoiser.Symbols;
    var random = new Random(1);
    byte[] rows = new byte[Rows * denoiser.Slots];
    foreach (ref byte symbol in rows.AsSpan())
        symbol = random.Next(2) == 0 ? denoiser.Alphabet.Mask : (byte)random.Next(denoiser.Alphabet.Mask);
    float[] logits = new float[Rows * outputs];
    denoiser.Predict(rows, 0.5f, logits);
    string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(logits.AsSpan()))[..4]);

    int next = 0;
    double one = LeastMicroseconds(100, () =>
    {
        next = (next + 1) % Rows;
        denoiser.Predict(rows.AsSpan(next * denoiser.Slots, denoiser.Slots), 0.5f, logits.AsSpan(0, outputs));
    });
    double many = LeastMicroseconds(1, () => denoiser.Predict(rows, 0.5f, logits));
    Console.WriteLine($"{denoiser.Architecture,-12} logits {hash}   one row {one,8:F2} µs   64 rows {many,10:F1} µs");
}

static double LeastMicroseconds(int calls, Action call)
{
    double least = double.PositiveInfinity;
    for (long end = Stopwatch.GetTimestamp() + Stopwatch.Frequency; Stopwatch.GetTimestamp() < end;)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            call();
        least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls);
    }

    return least;
}
