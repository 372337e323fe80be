using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Learning;

/// <summary>The smallest denoiser that learns: one bias per slot and symbol, plain gradient descent.</summary>
internal sealed class ToyTraining(int slots, Alphabet alphabet) : ITrainableDenoiser
{
    private readonly float[] _bias = new float[slots * alphabet.Symbols];

    public int StepsTaken { get; private set; }

    /// <summary>From this step on, the bias of <see cref="DamagedSymbol"/> in the first slot is <see cref="Damage"/>.</summary>
    public int DamageAt { get; init; } = int.MaxValue;

    public int DamagedSymbol { get; init; } = 3;

    public float Damage { get; init; } = float.NaN;

    public Action<int> AfterStep { get; init; } = _ => { };

    public string Architecture => "toy";

    public Alphabet Alphabet => alphabet;

    public int Slots => slots;

    public int Symbols => alphabet.Symbols;

    public int Timesteps => 40;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        for (int i = 0; i < logits.Length; i++)
            logits[i] = _bias[i % _bias.Length];
    }

    public IDenoiser Fork() => throw new NotSupportedException();

    public float Step(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, in OptimizerStep optimizer)
    {
        StepsTaken++;
        if (StepsTaken >= DamageAt)
            _bias[DamagedSymbol] = Damage;
        double loss = 0;
        Span<float> gradient = stackalloc float[_bias.Length];
        gradient.Clear();
        for (int i = 0; i < targets.Length; i++)
        {
            Span<float> bias = _bias.AsSpan(i % slots * Symbols, Symbols);
            double sum = 0;
            foreach (float b in bias)
                sum += Math.Exp(b);
            loss -= lossWeights[i] * (bias[targets[i]] - Math.Log(sum));
            for (int symbol = 0; symbol < Symbols; symbol++)
                gradient[i % slots * Symbols + symbol] += lossWeights[i] * (float)(Math.Exp(bias[symbol]) / sum - (symbol == targets[i] ? 1 : 0));
        }
        for (int i = 0; i < _bias.Length; i++)
            _bias[i] -= 10_000 * optimizer.LearningRate * gradient[i];
        AfterStep(StepsTaken);
        return (float)loss;
    }

    public WeightSet Snapshot(bool averaged = false) =>
        new([new("bias", [slots, Symbols], [.. _bias])], new Dictionary<string, string> { ["note"] = "kept" });

    public WeightSet ExportState() => Snapshot();

    public void ImportState(WeightSet state) => state.Get("bias", slots, Symbols).CopyTo(_bias, 0);
}
