using Unmask.Model.Diffusion;

namespace Unmask.Model.Learning;

/// <summary>
/// Another denoiser to learn from (distillation, Hinton, Vinyals and Dean, arXiv 1503.02531): its distribution over the symbols of a masked slot takes the
/// place of the one symbol that the name has there. A name says what did follow, a teacher all that could, so a small denoiser learns more from fewer
/// names, and less of them by heart.
/// </summary>
public sealed class Teacher : IDisposable
{
    private readonly Share[] _shares;
    private readonly WorkerTeam _team;
    private readonly Action<int> _predictShare;
    private Batch _batch = new(0, 1);

    /// <summary>A teacher for one learner.</summary>
    /// <param name="denoiser">The teacher. Its row may be longer than the learner's: a name leaves PAD in the rest.</param>
    /// <param name="learner">Who learns.</param>
    /// <param name="threads">Threads that predict; all cores if 0.</param>
    /// <exception cref="ArgumentException"><see cref="WhyNot"/> has a reason.</exception>
    public Teacher(IDenoiser denoiser, ITrainableDenoiser learner, int threads = 0)
    {
        if (WhyNot(denoiser, learner) is { } reason)
            throw new ArgumentException($"The denoiser cannot teach, because {reason}.", nameof(denoiser));
        Fingerprint = denoiser.Fingerprint ?? "";
        threads = threads > 0 ? threads : Environment.ProcessorCount;
        _shares = [.. Enumerable.Range(0, threads).Select(_ => new Share(denoiser.Fork()))];
        _team = new(threads);
        _predictShare = share => _shares[share].Predict(_batch, first: _batch.Size * share / threads, end: _batch.Size * (share + 1) / threads);
    }

    /// <summary>Stands for the teacher's weights.</summary>
    public string Fingerprint { get; }

    /// <summary>Why a denoiser cannot teach another one: words that follow "because". Null if it can.</summary>
    public static string? WhyNot(IDenoiser denoiser, ITrainableDenoiser learner) =>
        !denoiser.Alphabet.Equals(learner.Alphabet) ? $"its letters are {denoiser.Alphabet} and those of the names {learner.Alphabet}"
        : learner.IsCausal ? "the learner reads names from left to right and has no masked slots"
        : denoiser.IsCausal ? "it reads names from left to right and does not see what follows a masked slot"
        : denoiser.TakesTime ? "it asks for the time, as the recipe 'seed' made it"
        : denoiser.Slots < learner.Slots ? $"its rows have {denoiser.Slots} slots and the learner's {learner.Slots}"
        : null;

    /// <summary>Fills the batch's <see cref="Batch.Taught"/>; the result does not depend on the number of threads.</summary>
    public void Predict(Batch batch)
    {
        _batch = batch;
        int symbols = _shares[0].Symbols;
        if (batch.Taught.Length != batch.Rows.Length * symbols)
            batch.Taught = new float[batch.Rows.Length * symbols];
        _team.Run(_shares.Length, _predictShare);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _team.Dispose();

    /// <summary>One thread's part of every batch.</summary>
    private sealed class Share(IDenoiser teacher)
    {
        private byte[] _rows = [];
        private float[] _logits = [];

        public int Symbols => teacher.Symbols;

        public void Predict(Batch batch, int first, int end)
        {
            int count = end - first, slots = teacher.Slots;
            if (_rows.Length != count * slots)
                (_rows, _logits) = (new byte[count * slots], new float[count * slots * Symbols]);
            _rows.AsSpan().Fill(teacher.Alphabet.Pad);
            for (int row = 0; row < count; row++)
                batch.Rows.AsSpan((first + row) * batch.Slots, batch.Slots).CopyTo(_rows.AsSpan(row * slots));
            teacher.PredictMasked(_rows, time: 0, _logits);
            for (int row = 0; row < count; row++)
            {
                for (int slot = 0; slot < batch.Slots; slot++)
                {
                    if (_rows[row * slots + slot] == teacher.Alphabet.Mask)
                        Prediction.Softmax(LogitsOf(row * slots + slot), teacher.Alphabet.Outputs, 1, batch.Taught.AsSpan(((first + row) * batch.Slots + slot) * Symbols, Symbols));
                }
            }
        }

        private ReadOnlySpan<float> LogitsOf(int slot) => _logits.AsSpan(slot * Symbols, Symbols);
    }
}
