using System.Numerics.Tensors;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary><see cref="Residual"/> with its backward pass and optimiser; its biases' gradients are clipped too, as the seed does.</summary>
public sealed class ResidualTraining : PerceptronTraining
{
    private readonly LinearTraining _mix, _project;

    /// <summary>relu(h1 · W2 + b2) without the skip connection, and the gradient of h2: [n, 256].</summary>
    private AlignedFloats _refined = new(0), _secondGradient = new(0);

    /// <summary>Training that starts at these weights.</summary>
    /// <param name="weights">Where to start; <see cref="Residual.RandomWeights(int, bool)"/> starts afresh.</param>
    /// <param name="alphabet">Their alphabet.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The weights are of the profile names, and the alphabet does not have 28 symbols.</exception>
    public ResidualTraining(WeightSet weights, Alphabet alphabet, int threads = 0)
        : base(new Residual(weights, alphabet), [LinearKernels.Mix], clipsBiases: true, threads) =>
        (_mix, _project) = (Linears[0], Linears[1]);

    /// <inheritdoc/>
    public override IDenoiser Fork() => new Residual(Snapshot(), Alphabet);

    private protected override void Reserve(int count)
    {
        _mix.Input = HiddenUnits;
        _mix.Output = new(count * Hidden);
        _project.Input = new(count * Hidden);
        _refined = new(count * Hidden);
        _secondGradient = new(count * Hidden);
    }

    private protected override void Forward(BatchRows rows)
    {
        Span<float> first = rows.Of(HiddenUnits, Hidden), refined = rows.Of(_refined, Hidden);
        Residual.Refine(first, _mix.Parameters.Weights, refined);                // [n, 256] → [n, 256]
        TensorPrimitives.Add(refined, first, rows.Of(_project.Input, Hidden));   // [n, 256]
        _project.Forward(rows);                                                  // [n, 256] → [n, Slots · Symbols]
    }

    private protected override void Backward(BatchRows rows)
    {
        Span<float> secondGradient = rows.Of(_secondGradient, Hidden), mixed = rows.Of(_mix.Output, Hidden);
        Span<float> firstGradient = rows.Of(HiddenGradient, Hidden);
        _project.Backward(rows, _secondGradient);                                // [n, Slots · Symbols] → [n, 256]
        secondGradient.CopyTo(mixed);
        NamesPerceptron.ActivateBackward(rows.Of(_refined, Hidden), mixed);           // [n, 256]
        _mix.Backward(rows, HiddenGradient);                                     // [n, 256] → [n, 256]
        TensorPrimitives.Add(firstGradient, secondGradient, firstGradient);      // [n, 256], along the skip connection
    }
}
