namespace Unmask.Model.Evaluation;

/// <summary>How well a denoiser fills masked slots of names that it was not trained on.</summary>
/// <param name="Nelbo">Negative evidence lower bound, nats per name; the exact negative log-likelihood of an autoregressive denoiser. Its error
///   covers the choice of both names and masks.</param>
/// <param name="NatsPerName">The NELBO of every name, in the order of the rows.</param>
/// <param name="ByMasked">Entry k − 1 has the figures of rows with k masked slots.</param>
/// <param name="Calibration">The figures by the largest probability of a slot.</param>
public sealed record HeldOutFigures(
    Estimate Nelbo, double[] NatsPerName, IReadOnlyList<MaskedFigures> ByMasked, IReadOnlyList<CalibrationBin> Calibration)
{
    /// <summary>Expected calibration error (Guo et al. 2017): the mean distance of accuracy and confidence.</summary>
    public double CalibrationError =>
        Calibration.Where(bin => bin.Slots > 0).Sum(bin => bin.Slots * Math.Abs(bin.Accuracy - bin.Confidence))
        / Calibration.Sum(bin => bin.Slots);
}

/// <summary>Rows with one number of masked slots.</summary>
/// <param name="Masked">Masked slots of a row, 1 to the number of slots, before what follows a known PAD is shown.</param>
/// <param name="NatsPerSlot">Mean cross-entropy of a slot that is left to predict; NaN for an autoregressive denoiser.</param>
/// <param name="TopOne">How often the right symbol is the likeliest, 0..1.</param>
/// <param name="TopFive">How often it is among the five likeliest.</param>
public sealed record MaskedFigures(int Masked, double NatsPerSlot, double TopOne, double TopFive);

/// <summary>Masked slots whose largest probability lies in one interval.</summary>
/// <param name="Slots">Masked slots in the interval.</param>
/// <param name="Confidence">Their mean largest probability; NaN without slots.</param>
/// <param name="Accuracy">How often the symbol with that probability was right; NaN without slots.</param>
public sealed record CalibrationBin(long Slots, double Confidence, double Accuracy);
