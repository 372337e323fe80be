using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class PresetsTests
{
    public static TheoryData<string> All => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_entry_of_a_list_that_comes_along_can_be_used(string name)
    {
        NameList list = Presets.Find(name)!;
        LetterSurvey survey = list.Survey();
        NameSet names = list.Read(survey.Alphabet);
        Assert.Equal((0, survey.Entries), (names.Skipped.Total, names.Count));
        Assert.InRange(names.Count, 300, 110_000);
        Assert.Equal("", survey.RareLetters);
        Assert.Same(list, Presets.ByHash(list.Hash));
    }

    [Fact]
    public void The_default_is_the_built_in_data() =>
        Assert.Equal(NameSet.LoadBuiltIn(Alphabet.English).Hash, Presets.Find(Presets.Default)!.Hash);

    [Fact]
    public void A_plain_list_is_trained_on_as_a_whole()
    {
        NameSet words = Presets.Find("words")!.Read(Alphabet.English);
        Assert.True(words.Count > NameSet.TrainingLimit);
        Assert.Equal(words.Count, words.TrainingCount);
    }

    [Fact]
    public void A_file_that_was_opened_is_found_by_its_hash()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        File.WriteAllText(path, $"мир\n{Guid.NewGuid():N}");
        try
        {
            string hash = NameList.FromFile(path).Hash;
            Assert.Null(Presets.ByHash(hash));
            NameList list = Presets.OpenAny(path);
            Assert.Same(list, Presets.ByHash(hash));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Something_that_is_neither_list_nor_file_is_refused_with_the_lists()
    {
        Assert.Equal(
            "klingon: there is no such file, nor such a list; the lists are names, words, debian, greek, hungarian, turkish, ukrainian.",
            Assert.Throws<NameFileException>(() => Presets.OpenAny("klingon")).Message);
        Assert.Equal("klingon.txt: there is no such file.", Assert.Throws<NameFileException>(() => Presets.OpenAny("klingon.txt")).Message);
    }
}
