using Unmask.Model.Evaluation;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli.Report;

/// <summary>Weights with all their figures.</summary>
/// <param name="Source">The weights.</param>
/// <param name="Names">The dataset.</param>
/// <param name="Split">The split that was evaluated on; null for the whole training set.</param>
/// <param name="Evaluation">The figures.</param>
internal sealed record EvaluatedWeights(WeightsSource Source, NameSet Names, Split? Split, DenoiserEvaluation Evaluation)
{
    public int Count => Evaluation.HeldOut.NatsPerName.Length;

    /// <summary>The weights of a file with these figures in their metadata.</summary>
    public WeightSet RecordedIn(WeightSet file)
    {
        Dictionary<string, string> metadata = new(file.Metadata)
        {
            [WeightsMetadata.EvaluatedSplit] = Splits.NameOf(Split),
            [WeightsMetadata.EvaluatedNames] = Count.ToString(),
            [WeightsMetadata.Nelbo] = Text(Evaluation.HeldOut.Nelbo.Mean),
            [WeightsMetadata.NelboStandardError] = Text(Evaluation.HeldOut.Nelbo.StandardError),
        };
        if (Evaluation.Exact is { } exact)
        {
            metadata[WeightsMetadata.ExactNll] = Text(exact.Mean);
            metadata[WeightsMetadata.ExactNllStandardError] = Text(exact.StandardError);
        }
        return new WeightSet(file.Tensors, metadata);

        static string Text(double value) => value.ToString("F4");
    }

    public void WriteLines(TextWriter output)
    {
        HeldOutFigures heldOut = Evaluation.HeldOut;
        Tty.WriteFitted(output, $"{Source.Title}: {Evaluation.Denoiser.Architecture}, {Source.Parameters:N0} parameters, {Count:N0} names of the split '{Splits.NameOf(Split)}'");
        Tty.WriteFitted(output, $"  NELBO              {heldOut.Nelbo.ToString("F3")} nats per name");
        if (Evaluation.Exact is { } exact)
            Tty.WriteFitted(output, $"  exact              {exact.ToString("F3")} nats per name");
        foreach (string line in OrderTable.Lines(Evaluation.Orders, Tty.Columns))
            output.WriteLine(line);
        Tty.WriteFitted(output, $"  one slot masked    right letter first {heldOut.ByMasked[0].TopOne:P1}, among five {heldOut.ByMasked[0].TopFive:P1}");
        Tty.WriteFitted(output, $"  calibration error  {heldOut.CalibrationError:F4}");
        if (Evaluation.Samples is not { } samples)
            return;
        Tty.WriteFitted(output, $"  {samples.Names:N0} samples      unique {samples.Unique:P1}, known {samples.Known:P1}, real {samples.Real:P1}, new {samples.New:P1}");
        Tty.WriteFitted(output, $"                     lengths off by {samples.LengthDistance:F3}, bigrams by {samples.BigramDivergence:F4} bit, {samples.JudgeNatsPerLetter:F3} nats per letter to the judge");
    }
}
