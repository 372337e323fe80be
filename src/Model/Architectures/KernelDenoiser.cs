using System.Runtime.CompilerServices;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Architectures;

/// <summary>
/// A denoiser of generated kernels: a few rows go through the layers together, and the kernels may have room for more symbols than the
/// alphabet uses.
/// </summary>
public abstract class KernelDenoiser : IDenoiser
{
    private readonly int _kernelSymbols, _chunkRows;

    /// <summary>Logits of a chunk with room for all of the kernels' symbols; null if the alphabet uses every one.</summary>
    private readonly AlignedFloats? _roomy;

    /// <param name="alphabet">What the symbols mean.</param>
    /// <param name="slots">Slots of a row.</param>
    /// <param name="kernelSymbols">Symbols that the kernels compute for each slot.</param>
    /// <param name="chunkRows">Rows that go through the layers together: they share each load of the weights, and stay in the cache.</param>
    private protected KernelDenoiser(Alphabet alphabet, int slots, int kernelSymbols, int chunkRows)
    {
        (Alphabet, Slots, _kernelSymbols, _chunkRows) = (alphabet, slots, kernelSymbols, chunkRows);
        if (alphabet.Symbols < kernelSymbols)
            _roomy = new(chunkRows * slots * kernelSymbols);
    }

    /// <inheritdoc/>
    public abstract string Architecture { get; }

    /// <inheritdoc/>
    public Alphabet Alphabet { get; }

    /// <inheritdoc/>
    public int Slots { get; }

    /// <inheritdoc/>
    public abstract int Timesteps { get; }

    /// <inheritdoc/>
    public abstract IDenoiser Fork();

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => Predict(rows, time, logits, maskedOnly: false);

    /// <inheritdoc/>
    public void PredictMasked(ReadOnlySpan<byte> rows, float time, Span<float> logits) => Predict(rows, time, logits, maskedOnly: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits, bool maskedOnly)
    {
        int slots = Slots, symbols = Alphabet.Symbols, count = CountRows(this, rows, logits);
        if (_roomy is not null)
            CheckSymbols(rows);
        for (int first = 0; first < count; first += _chunkRows)
        {
            int chunk = Math.Min(_chunkRows, count - first);
            ReadOnlySpan<byte> chunkRows = rows.Slice(first * slots, chunk * slots);
            Span<float> chunkLogits = logits.Slice(first * slots * symbols, chunk * slots * symbols);
            if (_roomy is null)
            {
                Forward(chunkRows, time, chunkLogits, maskedOnly);
                continue;
            }
            Span<float> roomy = _roomy.Span[..(chunk * slots * _kernelSymbols)];
            Forward(chunkRows, time, roomy, maskedOnly);
            // Symbols that the alphabet does not have are left out.
            for (int slot = 0; slot < chunkRows.Length; slot++)
                roomy.Slice(slot * _kernelSymbols, symbols).CopyTo(chunkLogits.Slice(slot * symbols, symbols));
        }
    }

    /// <summary>The number of rows that a denoiser is to predict.</summary>
    /// <exception cref="ArgumentException">Rows or logits have a length that does not fit.</exception>
    internal static int CountRows(IDenoiser denoiser, ReadOnlySpan<byte> rows, Span<float> logits)
    {
        int slots = denoiser.Slots, count = rows.Length / slots;
        if (count * slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a multiple of {slots}.", nameof(rows));
        if (logits.Length != rows.Length * denoiser.Symbols)
            throw new ArgumentException($"The logits of {count} rows are {rows.Length * denoiser.Symbols} values, not {logits.Length}.", nameof(logits));
        return count;
    }

    /// <summary>All layers for at most as many rows as a chunk has.</summary>
    /// <param name="rows">Symbols [n, slots].</param>
    /// <param name="time">t/T.</param>
    /// <param name="logits">Receives [n, slots, symbols of the kernels].</param>
    /// <param name="maskedOnly">The logits of slots that are not masked are not needed.</param>
    private protected abstract void Forward(ReadOnlySpan<byte> rows, float time, Span<float> logits, bool maskedOnly);

    /// <summary>The kernels would take symbols that the alphabet does not have.</summary>
    private void CheckSymbols(ReadOnlySpan<byte> rows)
    {
        int foreign = rows.IndexOfAnyExceptInRange((byte)0, Alphabet.Mask);
        if (foreign >= 0)
            throw new ArgumentException($"Symbol {rows[foreign]} is not one of {Alphabet.Symbols}.", nameof(rows));
    }
}
