using Unmask.Model.Text;

namespace Unmask.Model.Evaluation;

/// <summary>How generated names compare with those that were trained on. Shares are 0..1.</summary>
/// <param name="Names">How many were generated.</param>
/// <param name="Unique">Different names / names.</param>
/// <param name="Known">Share of names that were trained on.</param>
/// <param name="Real">Share of names that were not trained on, but that people bear.</param>
/// <param name="New">Share of all other names.</param>
/// <param name="MeanLength">Letters per name.</param>
/// <param name="LengthDistance">Total-variation distance from the lengths of the names trained on.</param>
/// <param name="BigramDivergence">Jensen–Shannon divergence from their bigrams, in bits.</param>
/// <param name="JudgeNatsPerLetter">Mean nats per letter under an <see cref="NgramJudge"/> that knows the names trained on.</param>
/// <param name="LetterAfterEnd">Share of rows with a letter after the end of the name.</param>
public sealed record SampleQuality(
    int Names,
    double Unique,
    double Known,
    double Real,
    double New,
    double MeanLength,
    double LengthDistance,
    double BigramDivergence,
    double JudgeNatsPerLetter,
    double LetterAfterEnd);

/// <summary>Measures generated names against a dataset. Made once for a dataset; safe to use from any thread.</summary>
public sealed class SampleQualityMeter
{
    private readonly NameSet _names;
    private readonly Split? _trained;
    private readonly int _slots;
    private readonly NameStatistics _reference;
    private readonly NgramJudge _judge;

    /// <summary>Prepares the judge and the statistics of the names trained on.</summary>
    /// <param name="names">The dataset.</param>
    /// <param name="slots">Slots in a row.</param>
    /// <param name="trained">The part of the training set that was trained on; all of it if null.</param>
    /// <exception cref="ArgumentException">No name of that part fits.</exception>
    public SampleQualityMeter(NameSet names, int slots, Split? trained)
    {
        byte[] rows = names.TrainingRows(slots, trained);
        if (rows.Length == 0)
            throw new ArgumentException($"{names.Source}: no name of the part that was trained on fits {slots} slots.", nameof(names));
        (_names, _slots, _trained) = (names, slots, trained);
        _reference = new NameStatistics(rows, slots, names.Alphabet);
        _judge = new NgramJudge(rows, slots, names.Alphabet);
        names.BuildIndex();
    }

    /// <summary>The names that were trained on.</summary>
    public NameStatistics Reference => _reference;

    /// <summary>Measures generated rows.</summary>
    /// <param name="rows">Rows <c>[names, slots]</c> without MASK, at least one.</param>
    public SampleQuality Measure(ReadOnlySpan<byte> rows)
    {
        int count = rows.Length / _slots, known = 0, real = 0, broken = 0;
        HashSet<string> different = [];
        for (int start = 0; start < rows.Length; start += _slots)
        {
            ReadOnlySpan<byte> row = rows.Slice(start, _slots);
            string name = _names.Alphabet.Decode(row);
            different.Add(name);
            bool trainedOn = _trained is null || Splits.Of(name) == _trained;
            NoveltyKind kind = _names.NoveltyOf(name).Kind;
            if (kind == NoveltyKind.Known && trainedOn)
                known++;
            else if (kind != NoveltyKind.New)
                real++;
            broken += row[name.Length..].ContainsAnyExcept(_names.Alphabet.Pad) ? 1 : 0;
        }

        NameStatistics statistics = new(rows, _slots, _names.Alphabet);
        return new SampleQuality(
            count,
            (double)different.Count / count,
            (double)known / count,
            (double)real / count,
            (double)(count - known - real) / count,
            statistics.MeanLength,
            statistics.LengthDistance(_reference),
            statistics.BigramDivergence(_reference),
            _judge.NatsPerLetter(rows, _slots),
            (double)broken / count);
    }
}
