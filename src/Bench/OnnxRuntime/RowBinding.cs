using Microsoft.ML.OnnxRuntime;

namespace Unmask.Bench.OnnxRuntime;

/// <summary>Inputs and output of a session for a fixed number of rows, in memory that the runtime reads and writes directly.</summary>
internal sealed class RowBinding : IDisposable
{
    private readonly long[] _symbols;
    private readonly float[] _time = new float[1], _logits;
    private readonly OrtValue _symbolsValue, _timeValue, _logitsValue;
    private readonly OrtIoBinding _binding;

    public RowBinding(InferenceSession session, int rows, int slots, int symbols)
    {
        Rows = rows;
        _symbols = new long[rows * slots];
        _logits = new float[rows * slots * symbols];
        _symbolsValue = OrtValue.CreateTensorValueFromMemory(_symbols, [rows, slots]);
        _timeValue = OrtValue.CreateTensorValueFromMemory(_time, []);
        _logitsValue = OrtValue.CreateTensorValueFromMemory(_logits, [rows, slots, symbols]);
        _binding = session.CreateIoBinding();
        _binding.BindInput("rows", _symbolsValue);
        // A time-free denoiser has no such input.
        if (session.InputNames.Contains("time"))
            _binding.BindInput("time", _timeValue);
        _binding.BindOutput("logits", _logitsValue);
    }

    public int Rows { get; }

    public void Run(InferenceSession session, RunOptions options, ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        for (int i = 0; i < rows.Length; i++)
            _symbols[i] = rows[i];
        _time[0] = time;
        session.RunWithBinding(options, _binding);
        _logits.CopyTo(logits);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _symbolsValue.Dispose();
        _timeValue.Dispose();
        _logitsValue.Dispose();
    }
}
