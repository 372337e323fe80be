using Unmask.Kernels;
using Unmask.Model.Tensors;

namespace Unmask.Model.Learning;

/// <summary>A tensor that learns: its values, their gradient, Adam's two moments, and the moving average of the values.</summary>
/// <param name="name">Its name in an exported state.</param>
/// <param name="values">The tensor, updated in place.</param>
/// <param name="decays">Whether weight decay applies: to matrices, not to biases.</param>
/// <param name="clips">Whether the gradient is clipped element by element.</param>
public sealed class Parameter(string name, AlignedFloats values, bool decays, bool clips)
{
    private readonly AlignedFloats _firstMoment = new(values.Length), _secondMoment = new(values.Length);

    /// <summary>The tensor itself.</summary>
    public AlignedFloats Values { get; } = values;

    /// <summary>The gradient of the loss, written by the backward pass before <see cref="Update"/>.</summary>
    public AlignedFloats Gradient { get; } = new(values.Length);

    /// <summary>The moving average of the values; equal to them before the first step.</summary>
    public AlignedFloats Average { get; } = new(values.Span);

    /// <summary>Updates a part of the tensor from the same part of the gradient. Parts do not depend on each other.</summary>
    public void Update(int start, int length, in AdamWConstants step)
    {
        AdamWKernel.Update(
            Gradient.Span.Slice(start, length),
            _firstMoment.Span.Slice(start, length),
            _secondMoment.Span.Slice(start, length),
            Values.Span.Slice(start, length),
            clips ? step.Clip : float.PositiveInfinity,
            step.Beta1,
            step.Beta2,
            step.StepSize,
            step.RootScale,
            step.Epsilon,
            decays ? step.Keep : 1f);
        if (step.AverageDecay > 0)
            MovingAverage.Update(Average.Span.Slice(start, length), Values.Span.Slice(start, length), step.AverageDecay);
    }

    /// <summary>A copy of all that later updates depend on.</summary>
    public IEnumerable<NamedTensor> Export() =>
        State.Select(part => new NamedTensor(part.Name, [part.Floats.Length], part.Floats.Span.ToArray()));

    /// <summary>Goes back to an exported state.</summary>
    /// <exception cref="WeightsException">A tensor is missing, has another length, or is not finite.</exception>
    public void Import(WeightSet state)
    {
        foreach ((string part, AlignedFloats floats) in State)
            state.Get(part, floats.Length).CopyTo(floats.Span);
    }

    private (string Name, AlignedFloats Floats)[] State =>
        [(name, Values), ($"{name}.first_moment", _firstMoment), ($"{name}.second_moment", _secondMoment), ($"{name}.average", Average)];
}

/// <summary>What all parameters' updates of one step share, worked out once.</summary>
public readonly struct AdamWConstants
{
    /// <summary>Works the constants out for one step.</summary>
    public AdamWConstants(in OptimizerStep step)
    {
        (Clip, Beta1, Beta2, Epsilon) = (step.ClipValue, step.Beta1, step.Beta2, step.Epsilon);
        StepSize = (float)(step.LearningRate / (1 - Power(step.Beta1, step.Number)));
        RootScale = (float)(1 / Math.Sqrt(1 - Power(step.Beta2, step.Number)));
        Keep = 1f - (step.LearningRate * step.WeightDecay);
        AverageDecay = step.AverageDecay;
    }

    /// <summary><see cref="OptimizerStep.ClipValue"/>.</summary>
    public float Clip { get; }

    /// <summary>Decay of the first moment.</summary>
    public float Beta1 { get; }

    /// <summary>Decay of the second moment.</summary>
    public float Beta2 { get; }

    /// <summary>Added to the root of the second moment.</summary>
    public float Epsilon { get; }

    /// <summary>Learning rate / (1 − β₁ᵗ): the first moment's bias correction.</summary>
    public float StepSize { get; }

    /// <summary>1 / √(1 − β₂ᵗ): the second moment's bias correction.</summary>
    public float RootScale { get; }

    /// <summary>What decoupled weight decay leaves of a weight.</summary>
    public float Keep { get; }

    /// <summary>What the moving average keeps of itself; 0 if there is none.</summary>
    public float AverageDecay { get; }

    /// <summary>By squaring, because a library's power differs by processor.</summary>
    private static double Power(double value, int exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1, value *= value)
        {
            if ((exponent & 1) != 0)
                power *= value;
        }

        return power;
    }
}

internal static partial class AdamWKernel
{
    [AdamW]
    public static partial void Update(
        ReadOnlySpan<float> gradient,
        Span<float> firstMoment,
        Span<float> secondMoment,
        Span<float> weights,
        float clip,
        float beta1,
        float beta2,
        float stepSize,
        float rootScale,
        float epsilon,
        float keep);
}
