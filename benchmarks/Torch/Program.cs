using System.Globalization;
using Unmask.Bench.Measuring;
using Unmask.Benchmarks.Torch;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using static TorchSharp.torch;

// Times the built-in denoisers beside LibTorch on one thread, in turns, after comparing their logits. Prints a table in Markdown.
const int Rows = 64;
const float Tolerance = 1e-3f;
TimeSpan duration = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 5);

try
{
    set_num_threads(1);
}
catch (Exception e) when (e is DllNotFoundException or NotSupportedException or TypeInitializationException)
{
    Console.Error.WriteLine("LibTorch does not load here. On Linux it needs x64 and a libstdc++ with GLIBCXX_3.4.32 (GCC 13 or newer), as Debian 13 has.");
    return 1;
}

Console.WriteLine("| denoiser | rows | generated, µs | LibTorch, µs | ratio |\n|---|---|---|---|---|");
foreach (string name in (string[])["mlp", "residual", "transformer"])
{
    IDenoiser denoiser = DenoiserCatalog.LoadBuiltIn(name);
    WeightSet weights = WeightsFile.LoadBuiltIn(name);
    (int slots, int symbols) = (denoiser.Slots, denoiser.Symbols);
    TorchNetwork network = TorchNetwork.Create(name, weights, slots);
    var random = new Random(1);
    byte[] rows = [.. Enumerable.Range(0, Rows * slots).Select(_ => random.Next(2) == 0 ? denoiser.Alphabet.Mask : (byte)random.Next(denoiser.Alphabet.Mask))];
    float[] expected = new float[rows.Length * symbols], logits = new float[expected.Length];
    denoiser.Predict(rows, 0, expected);
    network.Predict(rows, logits);
    float error = expected.Zip(logits, (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(a))).Max();
    if (!(error < Tolerance))
    {
        Console.Error.WriteLine($"{name}: logits differ by {error}");
        return 1;
    }

    foreach (int count in (int[])[1, Rows])
    {
        int next = 0;
        double[] seconds = Turns.Run(
            [() => denoiser.Predict(NextRows(), 0, logits.AsSpan(0, count * slots * symbols)), () => network.Predict(NextRows(), logits.AsSpan(0, count * slots * symbols))],
            duration);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {count} | {seconds[0] * 1e6:F1} | {seconds[1] * 1e6:F1} | {seconds[1] / seconds[0]:F1} |"));

        // One row is another one every time.
        ReadOnlySpan<byte> NextRows()
        {
            next = (next + count) % Rows;
            return rows.AsSpan(next * slots, count * slots);
        }
    }
}
return 0;
