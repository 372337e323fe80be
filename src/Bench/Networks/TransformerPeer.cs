using Unmask.Bench.Layers;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary><c>transformer</c>: pre-norm blocks of bidirectional self-attention and a GELU layer.</summary>
public sealed class TransformerPeer<TLayers> : PeerDenoiser
    where TLayers : struct, ILayers
{
    private readonly TransformerParameters _parameters;
    private readonly float[] _x, _normed, _qkv, _attention, _mixed, _hidden, _time, _timeHidden;

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public TransformerPeer(WeightSet weights, Alphabet alphabet)
        : this(new TransformerParameters(weights, alphabet), alphabet)
    {
    }

    private TransformerPeer(TransformerParameters parameters, Alphabet alphabet)
        : base("transformer", alphabet, parameters.Slots, timesteps: 50)
    {
        _parameters = parameters;
        int slots = parameters.Slots, width = parameters.Width;
        _x = new float[slots * width];
        _normed = new float[width];
        _qkv = new float[slots * 3 * width];
        _attention = new float[slots];
        _mixed = new float[width];
        _hidden = new float[parameters.MlpWidth];
        _time = new float[width];
        _timeHidden = new float[width];
    }

    public override IDenoiser Fork() => new TransformerPeer<TLayers>(_parameters, Alphabet);

    private protected override void PredictRow(ReadOnlySpan<byte> row, float time, Span<float> logits)
    {
        Embed(row, time);                                                                     // [slots, width]
        foreach (TransformerParameters.Block block in _parameters.Blocks)
        {
            Attend(block);
            for (int slot = 0; slot < Slots; slot++)
            {
                Span<float> x = Token(slot);
                TLayers.RmsNorm(x, block.Norm2, TransformerParameters.NormEpsilon, _normed);  // [width]
                _hidden.AsSpan().Clear();
                TLayers.AddProduct(_normed, block.Mlp1, _hidden);                             // [mlp width]
                TLayers.Gelu(_hidden);
                TLayers.AddProduct(_hidden, block.Mlp2, x);                                   // [width]
            }
        }
        logits.Clear();
        int symbols = _parameters.Symbols;
        for (int slot = 0; slot < Slots; slot++)
        {
            TLayers.RmsNorm(Token(slot), _parameters.FinalNorm, TransformerParameters.NormEpsilon, _normed);
            TLayers.AddProduct(_normed, _parameters.Head, logits.Slice(slot * symbols, symbols));
        }
    }

    private Span<float> Token(int slot) => _x.AsSpan(slot * _parameters.Width, _parameters.Width);

    /// <summary>x [slots, width] = what stands in the slot + where it stands + how far the noise has gone.</summary>
    private void Embed(ReadOnlySpan<byte> row, float time)
    {
        int width = _parameters.Width;
        if (_parameters.Time is { } layers)
        {
            layers.Bias1.CopyTo(_timeHidden);
            TLayers.AddScaled(layers.Matrix1, time, _timeHidden);
            TLayers.Gelu(_timeHidden);
            layers.Bias2.CopyTo(_time);
            TLayers.AddProduct(_timeHidden, layers.Matrix2, _time);
        }
        _parameters.SlotEmbedding.CopyTo(_x);
        for (int slot = 0; slot < row.Length; slot++)
        {
            TLayers.Add(_parameters.SymbolEmbedding.AsSpan(row[slot] * width, width), Token(slot));
            TLayers.Add(_time, Token(slot));
        }
    }

    /// <summary>x [slots, width] += attention of every slot to every slot.</summary>
    private void Attend(TransformerParameters.Block block)
    {
        int width = _parameters.Width, stride = 3 * width, size = width / TransformerParameters.Heads;
        _qkv.AsSpan().Clear();
        for (int slot = 0; slot < Slots; slot++)
        {
            TLayers.RmsNorm(Token(slot), block.Norm1, TransformerParameters.NormEpsilon, _normed);
            TLayers.AddProduct(_normed, block.Qkv, _qkv.AsSpan(slot * stride, stride));       // [3 · width]
        }
        for (int slot = 0; slot < Slots; slot++)
        {
            _mixed.AsSpan().Clear();
            for (int head = 0; head < width; head += size)
                Mix(_qkv.AsSpan((slot * stride) + head, size), head, _mixed.AsSpan(head, size));
            TLayers.AddProduct(_mixed, block.Projection, Token(slot));                        // [width]
        }
    }

    /// <summary>mixed [size] += the values of all slots, each weighted by how well its key fits the query [size].</summary>
    /// <param name="query">A slot's query.</param>
    /// <param name="head">Where the head's features begin.</param>
    /// <param name="mixed">Receives the sum.</param>
    private void Mix(ReadOnlySpan<float> query, int head, Span<float> mixed)
    {
        int width = _parameters.Width, stride = 3 * width;
        float scale = 1 / MathF.Sqrt(query.Length);
        for (int slot = 0; slot < Slots; slot++)
            _attention[slot] = scale * TLayers.Dot(query, _qkv.AsSpan((slot * stride) + width + head, query.Length));
        TLayers.Softmax(_attention);
        for (int slot = 0; slot < Slots; slot++)
            TLayers.AddScaled(_qkv.AsSpan((slot * stride) + (2 * width) + head, query.Length), _attention[slot], mixed);
    }
}
