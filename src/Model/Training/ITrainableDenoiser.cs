using Unmask.Model.Denoisers;
using Unmask.Model.Weights;

namespace Unmask.Model.Training;

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

    /// <summary>A copy of the current weights under the seed's tensor names.</summary>
    WeightSet Snapshot();
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
public readonly record struct OptimizerStep(
    int Number,
    float LearningRate,
    float Beta1,
    float Beta2,
    float Epsilon,
    float WeightDecay,
    float ClipValue,
    bool LearnsMask);
