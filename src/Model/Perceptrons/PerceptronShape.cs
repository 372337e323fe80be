using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary>
/// The shape of a <see cref="Perceptron"/>'s rows, and the kernels that are generated for it. What all shapes share, the layers from 256
/// units to 256, is <see cref="NamesPerceptron"/>'s.
/// </summary>
internal sealed record PerceptronShape
{
    public const int Units = 256;

    public delegate void GatherKernel(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    public delegate void GatherUpdateKernel(
        ReadOnlySpan<byte> row, uint changed, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> groupSums, Span<float> output);

    public delegate void GatherBackwardWeightsKernel(int slot, ReadOnlySpan<byte> rows, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    public delegate void GatherBackwardBiasKernel(ReadOnlySpan<float> outputGradient, Span<float> biasGradient);

    public delegate void CrossEntropyKernel(
        ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, ulong allowed, Span<float> logitGradient, Span<float> losses);

    /// <summary>U.S. first names: 12 slots × 28 symbols.</summary>
    public static PerceptronShape Names { get; } = new()
    {
        Slots = NamesPerceptron.GatherSlots,
        Symbols = NamesPerceptron.GatherSymbols,
        Groups = NamesPerceptron.GatherGroups,
        GroupSlots = NamesPerceptron.GatherGroupSlots,
        Gather = NamesPerceptron.Gather,
        GatherUpdate = NamesPerceptron.GatherUpdate,
        GatherBackwardWeights = NamesPerceptron.GatherBackwardWeights,
        GatherBackwardBias = NamesPerceptron.GatherBackwardBias,
        CrossEntropy = NamesPerceptron.CrossEntropy,
        Project = new(
            NamesPerceptron.ProjectBlocks,
            NamesPerceptron.ProjectBlockRows,
            NamesPerceptron.Project,
            NamesPerceptron.ProjectBackwardInput,
            NamesPerceptron.ProjectBackwardWeights,
            NamesPerceptron.ProjectBackwardBias,
            NamesPerceptron.ProjectTranspose),
        ProjectSlot = new(NamesPerceptron.ProjectSlot, NamesPerceptron.ProjectSlotBackwardInput, NamesPerceptron.ProjectSlotBackwardWeights),
    };

    /// <summary>Words: 24 slots × 64 symbols, of which an alphabet uses the first.</summary>
    public static PerceptronShape Words { get; } = new()
    {
        Slots = WordsPerceptron.GatherSlots,
        Symbols = WordsPerceptron.GatherSymbols,
        Groups = WordsPerceptron.GatherGroups,
        GroupSlots = WordsPerceptron.GatherGroupSlots,
        Gather = WordsPerceptron.Gather,
        GatherUpdate = WordsPerceptron.GatherUpdate,
        GatherBackwardWeights = WordsPerceptron.GatherBackwardWeights,
        GatherBackwardBias = WordsPerceptron.GatherBackwardBias,
        CrossEntropy = WordsPerceptron.CrossEntropy,
        Project = new(
            WordsPerceptron.ProjectBlocks,
            WordsPerceptron.ProjectBlockRows,
            WordsPerceptron.Project,
            WordsPerceptron.ProjectBackwardInput,
            WordsPerceptron.ProjectBackwardWeights,
            WordsPerceptron.ProjectBackwardBias,
            WordsPerceptron.ProjectTranspose),
        ProjectSlot = new(WordsPerceptron.ProjectSlot, WordsPerceptron.ProjectSlotBackwardInput, WordsPerceptron.ProjectSlotBackwardWeights),
    };

    public required int Slots { get; init; }

    /// <summary>Symbols that the kernels compute for each slot.</summary>
    public required int Symbols { get; init; }

    /// <summary>Inputs of the first layer without the time, and outputs of the last.</summary>
    public int RowSymbols => Slots * Symbols;

    /// <summary>Groups of slots whose sums <see cref="GatherUpdate"/> keeps.</summary>
    public required int Groups { get; init; }

    /// <summary>Slots in a group.</summary>
    public required int GroupSlots { get; init; }

    /// <summary>The first layer with its ReLU: [n, Slots] → [n, 256].</summary>
    public required GatherKernel Gather { get; init; }

    /// <summary>The same for one row of which some groups have changed.</summary>
    public required GatherUpdateKernel GatherUpdate { get; init; }

    /// <summary>The gradient of one slot's rows of weights.</summary>
    public required GatherBackwardWeightsKernel GatherBackwardWeights { get; init; }

    /// <summary>The gradient of the first layer's bias.</summary>
    public required GatherBackwardBiasKernel GatherBackwardBias { get; init; }

    /// <summary>Losses [n · Slots] and the logits' gradient.</summary>
    public required CrossEntropyKernel CrossEntropy { get; init; }

    /// <summary>The last layer: [n, 256] → [n, Slots · Symbols].</summary>
    public required LinearKernels Project { get; init; }

    /// <summary>Its part for one slot of some rows.</summary>
    public required SlotKernels ProjectSlot { get; init; }

    public static PerceptronShape Of(ShapeProfile profile) => profile == ShapeProfile.Words ? Words : Names;

    /// <summary>The shape that weights with so many first inputs have.</summary>
    /// <param name="inputs">Slots · symbols, and 1 for the time if they take it.</param>
    /// <param name="alphabet">Whose symbols they are.</param>
    public static PerceptronShape Of(int inputs, Alphabet alphabet) =>
        inputs / alphabet.Symbols == Words.Slots ? Words : Names;

    /// <summary>The rows' symbols as an axis of a weight matrix: an alphabet's in files, the kernels' in memory.</summary>
    public SymbolAxis Axis(Alphabet alphabet, int others = 0) => new(Slots, alphabet.Symbols, Symbols, others);
}
