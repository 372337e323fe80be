using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Transformers;

/// <summary>A prediction that looks up the first block's queries, keys and values has the same bits as one that computes them.</summary>
public sealed class FirstBlockTableTests
{
    private static readonly Alphabet Few = new("abcäöü");

    [Fact]
    public void The_transformer_predicts_the_same() => PredictsTheSame<NameTransformer>(Alphabet.English);

    [Fact]
    public void Gpt_predicts_the_same() => PredictsTheSame<Gpt>(Alphabet.English);

    [Fact]
    public void Microgpt_predicts_the_same() => PredictsTheSame<MicroGpt>(Alphabet.English);

    [Fact]
    public void The_transformer_of_words_predicts_the_same() => PredictsTheSame<WordTransformer>(Few);

    [Fact]
    public void Gpt_of_words_predicts_the_same() => PredictsTheSame<WordGpt>(Few);

    [Fact]
    public void Microgpt_of_words_predicts_the_same() => PredictsTheSame<WordMicroGpt>(Few);

    [Fact]
    public void A_symbol_that_there_is_not_is_refused()
    {
        var names = new Transformer<NameTransformer>(NameTransformer.Shape.RandomWeights(3, takesTime: false), Alphabet.English);
        Assert.Throws<ArgumentException>(() => names.Predict([.. Enumerable.Repeat((byte)28, names.Slots)], 0, new float[NameTransformer.Shape.Logits]));
        var words = new Transformer<WordTransformer>(WordTransformer.Shape.RandomWeights(3, takesTime: false, Few), Few);
        Assert.Throws<ArgumentException>(() => words.Predict([.. Enumerable.Repeat((byte)Few.Symbols, words.Slots)], 0, new float[words.Slots * Few.Symbols]));
    }

    /// <summary>Rows in which every slot has every symbol, predicted by a denoiser, by a fork, and by the forward pass of training, which looks nothing up.</summary>
    private static void PredictsTheSame<TKernels>(Alphabet alphabet)
        where TKernels : ITransformerKernels
    {
        TransformerShape shape = TKernels.Shape;
        WeightSet weights = shape.RandomWeights(3, takesTime: false, alphabet);
        var transformer = new Transformer<TKernels>(weights, alphabet);
        byte[] rows = [.. Enumerable.Range(0, alphabet.Symbols * shape.Slots).Select(i => (byte)(((i / shape.Slots) + (i * i % shape.Slots)) % alphabet.Symbols))];
        float[] predicted = new float[rows.Length * alphabet.Symbols], forked = new float[predicted.Length], all = new float[rows.Length * shape.Symbols];
        transformer.Predict(rows, 0, predicted);
        transformer.Fork().Predict(rows, 0, forked);
        var steps = new TransformerActivations(shape, alphabet.Symbols, alphabet.Mask, keep: true);
        Transformer<TKernels>.Forward(transformer.Weights, transformer.Packed, firstBlock: null, transformer.Weights.SlotVectors, rows, steps, all);
        float[] expected = [.. Enumerable.Range(0, rows.Length).SelectMany(slot => all.Skip(slot * shape.Symbols).Take(alphabet.Symbols))];
        Assert.Equal(expected, predicted);
        Assert.Equal(expected, forked);
    }
}
