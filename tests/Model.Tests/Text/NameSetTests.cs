using Unmask.Model.Text;
using Unmask.Tests;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class NameSetTests
{
    private static readonly NameSet BuiltIn = NameSet.LoadBuiltIn(Alphabet.English);

    [Fact]
    public void The_built_in_data_is_complete()
    {
        Assert.Equal(104_751, BuiltIn.Count);
        Assert.Equal(NameSet.TrainingLimit, BuiltIn.TrainingCount);
        Assert.Equal(0, BuiltIn.Skipped.Total);
        Assert.True(BuiltIn.HasBirths);
        Assert.Equal(("james", 5_262_396L), (BuiltIn[0], BuiltIn.BirthsOf(0)));
        Assert.Equal(("zyvion", 5L), (BuiltIn[BuiltIn.Count - 1], BuiltIn.BirthsOf(BuiltIn.Count - 1)));
        Assert.Equal(64, BuiltIn.Hash.Length);
    }

    [Fact]
    public void Narrower_rows_skip_longer_names_but_do_not_move_the_training_set()
    {
        NameSet names = NameSet.LoadBuiltIn(Alphabet.English, slots: 12);
        Assert.Equal(224, names.Skipped.TooLong);
        Assert.Equal(NameSet.TrainingLimit - 19, names.TrainingCount);
        Assert.Equal(BuiltIn.TrainingRows(12), names.TrainingRows(12));
    }

    [Fact]
    public void Training_rows_are_names_padded_to_the_slots()
    {
        byte[] rows = BuiltIn.TrainingRows(12);
        Assert.Equal((NameSet.TrainingLimit - 19) * 12, rows.Length);
        Assert.Equal("james", Alphabet.English.Decode(rows.AsSpan(0, 12)));
        Assert.Equal([26, 26, 26, 26, 26, 26, 26], rows[5..12]);
        Assert.DoesNotContain(Alphabet.English.Mask, rows);
    }

    [Theory]
    [InlineData("james", NoveltyKind.Known, 1, 5_262_396)]
    [InlineData("zyvion", NoveltyKind.Real, 104_751, 5)]
    [InlineData("qxqxq", NoveltyKind.New, 0, 0)]
    [InlineData("", NoveltyKind.New, 0, 0)]
    [InlineData("zoë", NoveltyKind.New, 0, 0)]
    [InlineData("averylongnamethatnobodybears", NoveltyKind.New, 0, 0)]
    public void Novelty_tells_known_real_and_new_apart(string name, NoveltyKind kind, int rank, long births) =>
        Assert.Equal(new Novelty(kind, rank, births), BuiltIn.NoveltyOf(name));

    public static TheoryData<string> Placeholders =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "data", "ssa-placeholders.csv")).Skip(1).Select(line => line.Split(',')[0])];

    [Theory]
    [MemberData(nameof(Placeholders))]
    [InlineData("christophermich")]
    [InlineData("mariadelrosario")]
    public void What_is_no_name_is_neither_known_nor_real(string word) => Assert.Equal(NoveltyKind.New, BuiltIn.NoveltyOf(word).Kind);

    [Theory]
    [InlineData("princess")]
    [InlineData("messiah")]
    [InlineData("sir")]
    public void What_parents_give_as_a_name_is_one(string name) => Assert.NotEqual(NoveltyKind.New, BuiltIn.NoveltyOf(name).Kind);

    [Fact]
    public void No_name_has_the_length_that_the_source_cuts_at() =>
        Assert.DoesNotContain(Enumerable.Range(0, BuiltIn.Count), name => BuiltIn.SymbolsOf(name).Length >= 15);

    [Fact]
    public void Weights_of_the_list_before_are_of_this_list() =>
        Assert.Same(Presets.Find(Presets.Default), Presets.ByHash("743e0185e83b75006e71ee09277b9a60d26328d4f09dfb5bff494f403136eb32"));

    [Fact]
    public void The_last_trained_name_is_known_and_the_next_one_only_real()
    {
        Assert.Equal(NoveltyKind.Known, BuiltIn.NoveltyOf(BuiltIn[NameSet.TrainingLimit - 1]).Kind);
        Assert.Equal(NoveltyKind.Real, BuiltIn.NoveltyOf(BuiltIn[NameSet.TrainingLimit]).Kind);
    }

    [Fact]
    public void Every_name_is_found_where_it_stands()
    {
        for (int name = 0; name < BuiltIn.Count; name++)
            Assert.Equal(name, BuiltIn.Find(BuiltIn.SymbolsOf(name)));
    }
}
