using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.OnnxRuntime;

/// <summary>
/// Runs any denoiser written by <see cref="OnnxModel"/> in ONNX Runtime: one thread, every graph optimisation, memory bound in advance
/// for the number of rows last asked for. Needs <see cref="OnnxLibrary"/>.
/// </summary>
public sealed class OnnxRuntimeDenoiser : IDenoiser, IDisposable
{
    private readonly byte[] _model;
    private readonly InferenceSession _session;
    private readonly float[] _time = new float[1];
    private long[] _symbols = [];
    private float[] _logits = [];
    private BoundGraph? _bound;

    /// <param name="model">An ONNX file of this program.</param>
    /// <exception cref="WeightsException">It is not one: its metadata do not describe a denoiser.</exception>
    /// <exception cref="OnnxRuntimeException">It is not a valid ONNX file.</exception>
    public OnnxRuntimeDenoiser(byte[] model)
    {
        _model = model;
        _session = OnnxSession.Open(model);
        Architecture = Metadata(WeightsMetadata.Architecture);
        Alphabet = new(Metadata(WeightsMetadata.Alphabet));
        Slots = int.Parse(Metadata(WeightsMetadata.Slots), CultureInfo.InvariantCulture);
        Timesteps = int.Parse(Metadata(WeightsMetadata.Timesteps), CultureInfo.InvariantCulture);
    }

    public string Architecture { get; }

    public Alphabet Alphabet { get; }

    public int Slots { get; }

    public int Timesteps { get; }

    /// <summary>Allocates only if the number of rows differs from the last call's.</summary>
    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int count = KernelDenoiser.CountRows(this, rows, logits);
        if (count == 0)
            return;
        if (_bound is null || _symbols.Length != rows.Length)
            Bind(count);
        for (int i = 0; i < rows.Length; i++)
            _symbols[i] = rows[i];
        _time[0] = time;
        _bound.Run();
        _logits.CopyTo(logits);
    }

    public IDenoiser Fork() => new OnnxRuntimeDenoiser(_model);

    public void Dispose()
    {
        _bound?.Dispose();
        _session.Dispose();
    }

    [MemberNotNull(nameof(_bound))]
    private void Bind(int count)
    {
        _bound?.Dispose();
        (_symbols, _logits) = (new long[count * Slots], new float[count * Slots * Alphabet.Symbols]);
        // A time-free denoiser has no input for the time.
        GraphInput[] inputs = [new("rows", [count, Slots], null, _symbols), new("time", [], _time)];
        _bound = new(_session, inputs, "logits", [count, Slots, Alphabet.Symbols], _logits);
    }

    private string Metadata(string key) => _session.ModelMetadata.CustomMetadataMap.TryGetValue(key, out string? value)
        ? value
        : throw new WeightsException($"the ONNX file does not say its {key}; was it written by this program?");
}
