using Unmask.Bench.Layers;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Model.Transformers;

namespace Unmask.Bench.Networks;

/// <summary>What the peers of <c>transformer</c> have in common, whatever their layers.</summary>
internal static class TransformerPeer
{
    /// <summary>Added to a mean square before its root.</summary>
    public const float NormEpsilon = 1e-8f;

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public static TransformerTensors Read(WeightSet weights, Alphabet alphabet) =>
        TransformerArchitectures.Compact<NameTransformer, WordTransformer>(weights, alphabet);

    /// <summary>All dense: tokens · (attention's and the GELU layer's weights + queries with keys + attention with values) and the head.</summary>
    public static DenoiserWork Work(TransformerTensors weights, double tokens)
    {
        TransformerShape shape = weights.Shape;
        double width = shape.Width;
        double block = (4 * width * width) + (2 * width * shape.Hidden) + (2 * shape.Slots * width);
        double products = tokens * ((shape.Blocks * block) + (width * shape.Symbols));
        return DenoiserWork.Of(products + (weights.TakesTime ? width * width : 0), weights.Values.Length);
    }
}

/// <summary><c>transformer</c>: pre-norm blocks of bidirectional self-attention and a GELU layer.</summary>
internal sealed class TransformerPeer<TLayers> : PeerDenoiser
    where TLayers : struct, ILayers
{
    private readonly TransformerTensors _weights;
    private readonly int _width, _heads;
    private readonly float[] _x, _normed, _qkv, _attention, _mixed, _hidden, _time, _timeHidden;

    public TransformerPeer(TransformerTensors weights, Alphabet alphabet)
        : base("transformer", alphabet, weights.Shape.Slots, timesteps: 50)
    {
        TransformerShape shape = weights.Shape;
        (_weights, _width, _heads) = (weights, shape.Width, shape.Heads);
        _x = new float[shape.State];
        _normed = new float[_width];
        _qkv = new float[3 * shape.State];
        _attention = new float[Slots];
        _mixed = new float[_width];
        _hidden = new float[shape.Hidden];
        _time = new float[_width];
        _timeHidden = new float[_width];
    }

    public override IDenoiser Fork() => new TransformerPeer<TLayers>(_weights, Alphabet);

    private protected override void PredictRow(ReadOnlySpan<byte> row, float time, Span<float> logits)
    {
        Embed(row, time);                                                                     // [slots, width]
        for (int i = 0; i < _weights.Shape.Blocks; i++)
        {
            TransformerTensors.Block block = _weights.BlockAt(i);
            Attend(block);
            for (int slot = 0; slot < Slots; slot++)
            {
                Span<float> x = Token(slot);
                TLayers.RmsNorm(x, block.Norm2, TransformerPeer.NormEpsilon, _normed);        // [width]
                _hidden.AsSpan().Clear();
                TLayers.AddProduct(_normed, block.Expand, _hidden);                           // [4 · width]
                TLayers.Gelu(_hidden);
                TLayers.AddProduct(_hidden, block.Contract, x);                               // [width]
            }
        }
        logits.Clear();
        int symbols = Alphabet.Symbols;
        for (int slot = 0; slot < Slots; slot++)
        {
            TLayers.RmsNorm(Token(slot), _weights.FinalNorm, TransformerPeer.NormEpsilon, _normed);
            TLayers.AddProduct(_normed, _weights.Head, logits.Slice(slot * symbols, symbols));
        }
    }

    private Span<float> Token(int slot) => _x.AsSpan(slot * _width, _width);

    /// <summary>x [slots, width] = embedding of the slot's symbol + of the slot + of the time.</summary>
    private void Embed(ReadOnlySpan<byte> row, float time)
    {
        if (_weights.TakesTime)
        {
            _weights.TimeInBias.CopyTo(_timeHidden);
            TLayers.AddScaled(_weights.TimeIn, time, _timeHidden);
            TLayers.Gelu(_timeHidden);
            _weights.TimeOutBias.CopyTo(_time);
            TLayers.AddProduct(_timeHidden, _weights.TimeOut, _time);
        }
        _weights.SlotVectors.CopyTo(_x);
        for (int slot = 0; slot < row.Length; slot++)
        {
            TLayers.Add(_weights.SymbolVectors.Slice(row[slot] * _width, _width), Token(slot));
            TLayers.Add(_time, Token(slot));
        }
    }

    /// <summary>x [slots, width] += attention of every slot to every slot.</summary>
    private void Attend(TransformerTensors.Block block)
    {
        int stride = 3 * _width, size = _width / _heads;
        _qkv.AsSpan().Clear();
        for (int slot = 0; slot < Slots; slot++)
        {
            TLayers.RmsNorm(Token(slot), block.Norm1, TransformerPeer.NormEpsilon, _normed);
            TLayers.AddProduct(_normed, block.Qkv, _qkv.AsSpan(slot * stride, stride));       // [3 · width]
        }
        for (int slot = 0; slot < Slots; slot++)
        {
            _mixed.AsSpan().Clear();
            for (int head = 0; head < _width; head += size)
                Mix(_qkv.AsSpan((slot * stride) + head, size), head, _mixed.AsSpan(head, size));
            TLayers.AddProduct(_mixed, block.Mix, Token(slot));                               // [width]
        }
    }

    /// <summary>mixed [size] += the values of all slots, each weighted by how well its key fits the query [size].</summary>
    /// <param name="query">A slot's query.</param>
    /// <param name="head">Offset of the head's features.</param>
    /// <param name="mixed">Receives the sum.</param>
    private void Mix(ReadOnlySpan<float> query, int head, Span<float> mixed)
    {
        int stride = 3 * _width;
        float scale = 1 / MathF.Sqrt(query.Length);
        for (int slot = 0; slot < Slots; slot++)
            _attention[slot] = scale * TLayers.Dot(query, _qkv.AsSpan((slot * stride) + _width + head, query.Length));
        TLayers.Softmax(_attention);
        for (int slot = 0; slot < Slots; slot++)
            TLayers.AddScaled(_qkv.AsSpan((slot * stride) + (2 * _width) + head, query.Length), _attention[slot], mixed);
    }
}
