using Unmask.Kernels;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
/// <summary>A convolution over slots: each slot's logits come from the symbols of the slots around it.</summary>
internal sealed partial class Convolution(int seed) : ITrainableDenoiser
{
    private const int SlotCount = 12, SymbolCount = 28, Width = 16, Window = 7, Hidden = 128;
    private readonly Parameter symbols = Random("symbols", SymbolCount * Width, 1, seed), slots = Random("slots", SlotCount * Width, 1, seed + 1),
        mix = Random("mix", Window * Width * Hidden, Window * Width, seed + 2), mixBias = Random("mix.bias", Hidden, 0, seed),
        head = Random("head", Hidden * SymbolCount, Hidden, seed + 3), headBias = Random("head.bias", SymbolCount, 0, seed);

    public string Architecture => "convolution"; // its name in weights files
    public Alphabet Alphabet => Alphabet.English;
    public int Slots => SlotCount;
    public int Timesteps => 40; // T of the noise schedule
    private Parameter[] All => [symbols, slots, mix, mixBias, head, headBias];

    public WeightSet ExportState() => new([.. All.SelectMany(parameter => parameter.Export())], new Dictionary<string, string>());
    public void ImportState(WeightSet state) => Array.ForEach(All, parameter => parameter.Import(state));
    public WeightSet Snapshot(bool averaged = false) => ExportState();
    public IDenoiser Fork() { var copy = new Convolution(seed); copy.ImportState(ExportState()); return copy; }
    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => Forward(rows).Logits.CopyTo(logits);

    private (float[] Windows, float[] Units, float[] Logits) Forward(ReadOnlySpan<byte> rows)
    {
        float[] embedded = new float[rows.Length * Width], windows = new float[rows.Length * Window * Width];
        Embed(rows, symbols.Values.Span, slots.Values.Span, embedded);                // [n, 12] → [n, 12, 16]
        EachWindow(rows.Length, (from, to) => embedded.AsSpan(from, Width).CopyTo(windows.AsSpan(to)));
        float[] units = new float[rows.Length * Hidden], logits = new float[rows.Length * SymbolCount];
        Mix(windows, mix.Values.Span, mixBias.Values.Span, units);                    // [n · 12, 7 · 16] → [n · 12, 128], with its ReLU
        Head(units, head.Values.Span, headBias.Values.Span, logits);                  // [n · 12, 128] → [n · 12, 28]
        return (windows, units, logits);
    }

    public float Step(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, in OptimizerStep step)
    {
        (float[] windows, float[] units, float[] logits) = Forward(rows);
        float[] losses = new float[rows.Length], logitsG = new float[logits.Length], unitsG = new float[units.Length], windowsG = new float[windows.Length];
        float[] embeddedG = new float[rows.Length * Width], headT = new float[head.Values.Length], mixT = new float[mix.Values.Length];
        CrossEntropy(logits, targets, lossWeights, Alphabet.Outputs.Bits, logitsG, losses);
        for (int block = 0; block < HeadBlocks; block++) { HeadBackwardWeights(block, units, logitsG, head.Gradient.Span); HeadTranspose(block, head.Values.Span, headT); }
        HeadBackwardBias(logitsG, headBias.Gradient.Span);
        HeadBackwardInput(logitsG, headT, unitsG);
        ActivateBackward(units, unitsG);
        for (int block = 0; block < MixBlocks; block++) { MixBackwardWeights(block, windows, unitsG, mix.Gradient.Span); MixTranspose(block, mix.Values.Span, mixT); }
        MixBackwardBias(unitsG, mixBias.Gradient.Span);
        MixBackwardInput(unitsG, mixT, windowsG);
        EachWindow(rows.Length, (from, to) => { for (int i = 0; i < Width; i++) embeddedG[from + i] += windowsG[to + i]; });
        symbols.Gradient.Span.Clear(); slots.Gradient.Span.Clear();
        EmbedBackward(rows, embeddedG, symbols.Gradient.Span, slots.Gradient.Span);
        foreach (Parameter parameter in All) parameter.Update(0, parameter.Values.Length, new AdamWConstants(step));
        return losses.Sum();
    }

    /// <summary>For each slot, each slot of its window that lies in the same row: where its vector is, and where the window has it.</summary>
    private static void EachWindow(int count, Action<int, int> visit)
    {
        for (int i = 0; i < count; i++)
            for (int k = 0, from = i - (Window / 2); k < Window; k++, from++)
                if (from >= 0 && from < count && from / SlotCount == i / SlotCount) visit(from * Width, ((i * Window) + k) * Width);
    }

    private static Parameter Random(string name, int length, int fanIn, int seed)
    {
        var random = new Random(seed);
        float scale = fanIn == 0 ? 0 : MathF.Sqrt(6f / fanIn);
        float[] values = [.. Enumerable.Range(0, length).Select(_ => ((2 * random.NextSingle()) - 1) * scale)];
        return new Parameter(name, new AlignedFloats(values), decays: fanIn > 1, clips: false);
    }

    [Embedding(Slots = SlotCount, Symbols = SymbolCount, Width = Width)] private static partial void Embed(ReadOnlySpan<byte> rows, ReadOnlySpan<float> symbolVectors, ReadOnlySpan<float> slotVectors, Span<float> output);
    [Linear(In = Window * Width, Out = Hidden, Relu = true)] private static partial void Mix(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
    [Relu(Length = Hidden)] private static partial void Activate(Span<float> values);
    [Linear(In = Hidden, Out = SymbolCount)] private static partial void Head(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
    [SoftmaxCrossEntropy(Symbols = SymbolCount)] private static partial void CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, ulong allowed, Span<float> logitGradient, Span<float> losses);
}
