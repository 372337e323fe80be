using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// The seam between what predicts and what plays: a row in, logits out. Sampler, game and evaluation know nothing else of
/// a denoiser. An instance owns its working memory, so it serves one thread at a time; <see cref="Fork"/> serves another.
/// </summary>
public interface IDenoiser
{
    /// <summary>The architecture's name on the command line and in weights files: <c>mlp</c>, <c>gpt</c>, ….</summary>
    string Architecture { get; }

    /// <summary>The letters that the weights were trained on; they decide what a symbol means.</summary>
    Alphabet Alphabet { get; }

    /// <summary>Slots in a row.</summary>
    int Slots { get; }

    /// <summary>Symbols a slot can hold: <see cref="Alphabet.Symbols"/>.</summary>
    int Symbols => Alphabet.Symbols;

    /// <summary>T of the noise schedule that the denoiser was trained with; also the sampler's default number of steps.</summary>
    int Timesteps { get; }

    /// <summary>
    /// Autoregressive: the logits of a slot depend on the slots before it alone, so one pass over a full row gives every p(xᵢ | x₀…xᵢ₋₁), and
    /// names are made from left to right.
    /// </summary>
    bool IsCausal => false;

    /// <summary>Whether the time is an input. Rows at different times go through one call of a denoiser that takes none.</summary>
    bool TakesTime => true;

    /// <summary>
    /// 16 hexadecimal digits that stand for the weights as they are now (<c>WeightSet.Fingerprint</c>), so that a replay code can name them; null
    /// if there are none, and then games have no codes. Computed when asked for, in some milliseconds.
    /// </summary>
    string? Fingerprint => null;

    /// <summary>SHA-256 of the data file that it was trained on, in lower-case hexadecimal; null if its weights do not say.</summary>
    string? DataHash => null;

    /// <summary>Predicts every slot of one row or of several.</summary>
    /// <param name="rows">Symbols <c>[n, Slots]</c>.</param>
    /// <param name="time">t/T in 0..1, the same for all rows; a denoiser without a time input ignores it.</param>
    /// <param name="logits">Receives <c>[n, Slots, Symbols]</c>, MASK's logit included: the caller excludes it.</param>
    /// <exception cref="ArgumentException">A length is not a multiple of what the shapes say, or they do not agree.</exception>
    void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits);

    /// <summary>
    /// Predicts the masked slots of some rows, with the same bits as <see cref="Predict"/>, and may leave out what only the others need: their logits
    /// are arbitrary.
    /// </summary>
    /// <inheritdoc cref="Predict"/>
    void PredictMasked(ReadOnlySpan<byte> rows, float time, Span<float> logits) => Predict(rows, time, logits);

    /// <summary>The same weights with working memory of its own, for another thread.</summary>
    IDenoiser Fork();
}
