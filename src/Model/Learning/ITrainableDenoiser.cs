using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Model.Learning;

/// <summary>A denoiser that can take an optimiser step. Training recipes know nothing else of it.</summary>
public interface ITrainableDenoiser : IDenoiser
{
    /// <summary>
    /// Forward, backward and update on one batch. The loss is Σ weightᵢ · −ln p(targetᵢ) over all slots of all rows, so a recipe states its
    /// whole objective in <paramref name="lossWeights"/>. The result does not depend on the number of threads.
    /// </summary>
    /// <param name="rows">Noisy rows <c>[n, Slots]</c>.</param>
    /// <param name="targets">Clean rows <c>[n, Slots]</c>.</param>
    /// <param name="lossWeights">Weight of every slot's cross-entropy <c>[n, Slots]</c>; 0 leaves a slot out.</param>
    /// <param name="time">t/T, the same for the whole batch.</param>
    /// <param name="optimizer">The optimiser's constants and this step's learning rate.</param>
    /// <returns>The loss before the update.</returns>
    float Step(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, in OptimizerStep optimizer);

    /// <summary>The same step, but at masked slots it learns a teacher's distributions in place of the targets. The loss is that of the targets all the same.</summary>
    /// <param name="taught">The distributions <c>[n, Slots, Symbols]</c>; empty without a teacher.</param>
    /// <exception cref="NotSupportedException">There are some, and this denoiser learns from no teacher.</exception>
    /// <inheritdoc cref="Step(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{float}, float, in OptimizerStep)"/>
    float Step(
        ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, ReadOnlySpan<float> taught, float time, in OptimizerStep optimizer) =>
        taught.IsEmpty ? Step(rows, targets, lossWeights, time, optimizer) : throw new NotSupportedException($"'{Architecture}' learns from no teacher.");

    /// <summary>A copy of the weights under the seed's tensor names.</summary>
    /// <param name="averaged">Their moving average, which steps with <see cref="OptimizerStep.AverageDecay"/> have kept, instead of the
    ///   current ones.</param>
    WeightSet Snapshot(bool averaged = false);

    /// <summary>
    /// A copy of everything that later steps depend on: values, both moments and moving average of every parameter, under names and in
    /// layouts of the denoiser's own.
    /// </summary>
    WeightSet ExportState();

    /// <summary>Goes back to an exported state: the next step gives the same bits as it did then.</summary>
    /// <exception cref="WeightsException">A tensor is missing, has another length, or is not finite.</exception>
    void ImportState(WeightSet state);
}

/// <summary>One step of Adam (Kingma and Ba 2015), with decoupled weight decay (Loshchilov and Hutter 2019) where it is not 0.</summary>
/// <param name="Number">1 for the first step; the bias correction's exponent.</param>
/// <param name="LearningRate">This step's rate, warm-up and decay applied.</param>
/// <param name="Beta1">Decay of the first moment.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="WeightDecay">Decoupled; 0 is plain Adam.</param>
/// <param name="ClipValue">Every gradient element of a weight matrix is clipped to ±this; infinity clips nothing.</param>
/// <param name="LearnsMask">MASK takes part in the softmax, as in the seed's recipe; otherwise its logit is excluded.</param>
/// <param name="AverageDecay">What the moving average of the weights keeps of itself at this step, after the update; 0 keeps none.</param>
public readonly record struct OptimizerStep(
    int Number,
    float LearningRate,
    float Beta1,
    float Beta2,
    float Epsilon,
    float WeightDecay,
    float ClipValue,
    bool LearnsMask,
    float AverageDecay = 0);
