using Unmask.Kernels;

float[] weights = [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1]; // [4, 3]
float[] output = new float[2 * 3];
Layers.Project([1, 2, 3, 4, 0, 0, 0, 1], weights, [0.5f, 0, -1], output);
Print("two rows", output);

// Gradients stand beside it. The weights are transposed first, so that both directions read them in order.
float[] transposed = new float[3 * 4], inputGradient = new float[4];
Layers.ProjectTranspose(0, weights, transposed);
Layers.ProjectBackwardInput([1, 10, 100], transposed, inputGradient);
Print("input gradient", inputGradient);

// The third symbol is not allowed, so its probability and its gradient are 0.
float[] logitGradient = new float[3], losses = new float[1];
Layers.CrossEntropy([0, 0, 0], [1], [3], 0b011, logitGradient, losses);
Print("logit gradient", logitGradient);

// The network's layers, called one after the other, on a row with the symbols 2 and 0. Gather ends with the ReLU.
float[] units = new float[Letters.Units], logits = new float[Letters.Slots * Letters.Symbols];
float[] gather = [.. Enumerable.Range(0, Letters.Slots * Letters.Symbols * Letters.Units).Select(i => i % 2 == 0 ? 1f : -1f)];
float[] project = [.. Enumerable.Range(0, Letters.Units * logits.Length).Select(i => i / 2f)];
Letters.Gather([2, 0], gather, [0, 0], units);
Letters.Project(units, project, new float[logits.Length], logits);
Print("logits", logits);

Console.WriteLine(string.Join(" ", KernelRegistry.All.Select(kernel => $"{kernel.Type}.{kernel.Method}")));

static void Print(string what, float[] values) => Console.WriteLine($"{what}: {string.Join(" ", values)}");

/// <summary>Kernels, declared one by one.</summary>
internal static partial class Layers
{
    /// <summary>output [n, 3] = input [n, 4] · weights [4, 3] + bias [3].</summary>
    [Linear(In = 4, Out = 3)]
    internal static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [SoftmaxCrossEntropy(Symbols = 3)]
    internal static partial void CrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, ulong allowed, Span<float> logitGradient, Span<float> losses);
}

/// <summary>A whole network. Its CrossEntropy is that of <see cref="Layers"/>, and calls the same body.</summary>
[Perceptron(Slots = 2, Symbols = 3, Units = 2)]
internal static partial class Letters;
