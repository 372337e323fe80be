using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.OnnxRuntime;

/// <summary>
/// Any denoiser that <see cref="OnnxModel"/> wrote, run by ONNX Runtime: one thread, every graph optimisation, memory bound in advance
/// for the number of rows last asked for. Needs <see cref="OnnxLibrary"/>.
/// </summary>
public sealed class OnnxRuntimeDenoiser : IDenoiser, IDisposable
{
    private readonly byte[] _model;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions;
    private RowBinding? _binding;

    /// <param name="model">An ONNX file of this program.</param>
    /// <exception cref="WeightsException">It is not: its metadata do not describe a denoiser.</exception>
    /// <exception cref="OnnxRuntimeException">It is no valid ONNX file.</exception>
    public OnnxRuntimeDenoiser(byte[] model)
    {
        _model = model;
        _session = OnnxSession.Open(model);
        _runOptions = new();
        Architecture = Metadata(WeightsMetadata.Architecture);
        Alphabet = new(Metadata(WeightsMetadata.Alphabet));
        Slots = int.Parse(Metadata(WeightsMetadata.Slots), CultureInfo.InvariantCulture);
        Timesteps = int.Parse(Metadata(WeightsMetadata.Timesteps), CultureInfo.InvariantCulture);
    }

    public string Architecture { get; }

    public Alphabet Alphabet { get; }

    public int Slots { get; }

    public int Timesteps { get; }

    /// <summary>A change in the number of rows costs new memory; a call with as many rows as the one before allocates nothing.</summary>
    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int count = rows.Length / Slots;
        if (count * Slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a multiple of {Slots}.", nameof(rows));
        if (logits.Length != rows.Length * Alphabet.Symbols)
            throw new ArgumentException($"The logits of {count} rows are {rows.Length * Alphabet.Symbols} values, not {logits.Length}.", nameof(logits));
        if (count == 0)
            return;
        if (_binding?.Rows != count)
        {
            _binding?.Dispose();
            _binding = new RowBinding(_session, count, Slots, Alphabet.Symbols);
        }
        _binding.Run(_session, _runOptions, rows, time, logits);
    }

    public IDenoiser Fork() => new OnnxRuntimeDenoiser(_model);

    public void Dispose()
    {
        _binding?.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private string Metadata(string key) => _session.ModelMetadata.CustomMetadataMap.TryGetValue(key, out string? value)
        ? value
        : throw new WeightsException($"the ONNX file does not say its {key}; was it written by this program?");
}
