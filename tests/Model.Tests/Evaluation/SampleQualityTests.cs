using CsCheck;
using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

public sealed class SampleQualityTests
{
    private const int Slots = 12;

    private static readonly Alphabet English = Alphabet.English;
    private static readonly NameSet Names = NameSet.LoadBuiltIn(English);
    private static readonly SampleQualityMeter Meter = new(Names, Slots, Split.Train);

    private static byte[] Rows(params string[] names)
    {
        byte[] rows = new byte[names.Length * Slots];
        for (int i = 0; i < names.Length; i++)
            Assert.True(English.TryEncode(names[i], rows.AsSpan(i * Slots, Slots)));
        return rows;
    }

    [Fact]
    public void Names_are_known_real_or_new()
    {
        string trained = Names.TrainingRows(Slots, Split.Train)[..Slots] is { } row ? English.Decode(row) : "";
        string heldOut = English.Decode(Names.TrainingRows(Slots, Split.Test).AsSpan(0, Slots));
        SampleQuality quality = Meter.Measure(Rows(trained, trained, heldOut, "qqqqx"));
        Assert.Equal((4, 0.75, 0.5, 0.25, 0.25), (quality.Names, quality.Unique, quality.Known, quality.Real, quality.New));
        // To a denoiser that has seen all of them, the held-out name is known.
        Assert.Equal(0.75, new SampleQualityMeter(Names, Slots, trained: null).Measure(Rows(trained, trained, heldOut, "qqqqx")).Known);
    }

    [Fact]
    public void The_names_trained_on_are_at_no_distance_from_themselves()
    {
        SampleQuality quality = Meter.Measure(Names.TrainingRows(Slots, Split.Train));
        Assert.Equal((1, 1, 0, 0, 0), (quality.Unique, quality.Known, quality.LengthDistance, quality.BigramDivergence, quality.LetterAfterEnd));
    }

    [Fact]
    public void The_judge_prefers_names_to_noise_and_those_it_knows_to_others()
    {
        double known = Meter.Measure(Names.TrainingRows(Slots, Split.Train)).JudgeNatsPerLetter;
        double unseen = Meter.Measure(Names.TrainingRows(Slots, Split.Test)).JudgeNatsPerLetter;
        double noise = Meter.Measure(Rows("xqzvkw", "jjrrtt", "wvxz")).JudgeNatsPerLetter;
        Assert.True(known < unseen - 0.1 && unseen < noise - 1, $"{known} {unseen} {noise}");
    }

    [Fact]
    public void A_letter_after_the_end_is_counted()
    {
        byte[] rows = Rows("anna", "otto");
        rows[7] = 3;
        Assert.Equal(0.5, Meter.Measure(rows).LetterAfterEnd);
    }

    [Fact]
    public void Distances_are_those_of_the_textbook()
    {
        Alphabet ab = new("ab");
        NameStatistics one = new([0, 2, 2, 0, 2, 2], 3, ab), two = new([0, 2, 2, 0, 0, 2], 3, ab), other = new([1, 2, 2], 3, ab);
        Assert.Equal(1.5, two.MeanLength);
        Assert.Equal(0.5, one.LengthDistance(two), 1e-12);
        Assert.Equal(0, one.LengthDistance(other), 1e-12);
        // "a" is ^a, a$; "b" is ^b, b$: nothing in common.
        Assert.Equal(1, one.BigramDivergence(other), 1e-12);
        // {^a: ½, a$: ½} against {^a: 2/5, a$: 2/5, aa: 1/5}.
        double expected = (2 * 0.5 * Math.Log2(0.5 / 0.45) + 2 * 0.4 * Math.Log2(0.4 / 0.45) + 0.2 * Math.Log2(0.2 / 0.1)) / 2;
        Assert.Equal(expected, one.BigramDivergence(two), 1e-12);
    }

    [Fact]
    public void Distances_are_symmetric_and_bounded() =>
        Gen.Select(Gen.Byte[0, 2].Array[12], Gen.Byte[0, 2].Array[24]).Sample((a, b) =>
        {
            NameStatistics left = new(a, 3, new Alphabet("ab")), right = new(b, 3, new Alphabet("ab"));
            double lengths = left.LengthDistance(right), bigrams = left.BigramDivergence(right);
            Assert.InRange(lengths, 0, 1);
            Assert.InRange(bigrams, -1e-12, 1);
            Assert.Equal(lengths, right.LengthDistance(left), 1e-12);
            Assert.Equal(bigrams, right.BigramDivergence(left), 1e-12);
        });

    [Fact]
    public void The_judge_gives_probabilities()
    {
        Alphabet ab = new("ab");
        NgramJudge judge = new([0, 1, 2, 0, 0, 2, 1, 2, 2], 3, ab);
        // All names of up to 14 letters have all but a sliver of the probability.
        double total = 0;
        for (int length = 0; length <= 14; length++)
        {
            for (int code = 0; code < 1 << length; code++)
                total += Math.Exp(-judge.Nats([.. Enumerable.Range(0, length).Select(i => (byte)(code >> i & 1))]));
        }
        Assert.InRange(total, 0.97, 1);
    }

    [Fact]
    public void The_judge_interpolates_as_Witten_and_Bell_do()
    {
        // One name, "a": after the start came a, after a the end. Unigram: n = 2, d = 2.
        NgramJudge judge = new([0, 1], 2, new Alphabet("a"));
        double unigram = (1 + 2 * 0.5) / 4, letter = unigram;
        for (int order = 2; order <= 5; order++)
            letter = (1 + letter) / 2;
        Assert.Equal(-2 * Math.Log(letter), judge.Nats([0]), 1e-12);
    }
}
