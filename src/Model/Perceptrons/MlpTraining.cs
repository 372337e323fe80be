using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Perceptrons;

/// <summary><see cref="Mlp"/> with its backward pass and optimiser.</summary>
public sealed class MlpTraining : PerceptronTraining
{
    private readonly LinearTraining _project;

    /// <summary>Training that starts at these weights.</summary>
    /// <param name="weights">Where to start; <see cref="Mlp.RandomWeights(int, bool)"/> starts afresh.</param>
    /// <param name="alphabet">Their alphabet.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The weights are of the profile names, and the alphabet does not have 28 symbols.</exception>
    public MlpTraining(WeightSet weights, Alphabet alphabet, int threads = 0)
        : base(new Mlp(weights, alphabet), [], clipsBiases: false, threads) => _project = Linears[0];

    /// <inheritdoc/>
    public override IDenoiser Fork() => new Mlp(Snapshot(), Alphabet);

    private protected override void Reserve(int count) => _project.Input = HiddenUnits;

    private protected override void Forward(BatchRows rows) => _project.Forward(rows);                  // [n, 256] → [n, Slots · Symbols]

    private protected override void Backward(BatchRows rows) => _project.Backward(rows, HiddenGradient); // [n, Slots · Symbols] → [n, 256]
}
