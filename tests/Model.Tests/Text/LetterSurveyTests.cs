using System.Text;
using CsCheck;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class LetterSurveyTests
{
    private static NameList List(string text) => NameList.FromBytes("list.txt", Encoding.UTF8.GetBytes(text));

    private static LetterSurvey Survey(string text) => List(text).Survey();

    [Fact]
    public void Letters_are_found_in_order_and_capitals_are_lower_case_letters()
    {
        LetterSurvey survey = Survey("Ёлка\nАня\n\nЯна\n");
        Assert.Equal("аклняё", survey.Alphabet.Letters);
        Assert.Equal((3, ""), (survey.Entries, survey.RareLetters));
    }

    [Theory]
    [InlineData("café\n", "acfé")]
    [InlineData("cafe\u0301\n", "acfé")]
    [InlineData("VIE\u0323\u0302T\n", "itvệ")]
    [InlineData("नमस्ते\n", "तनमस\u0947\u094D")]
    public void A_letter_and_its_mark_are_one_letter_if_Unicode_has_it(string text, string letters)
    {
        Assert.Equal(letters, Survey(text).Alphabet.Letters);
        NameSet names = List(text).Read(new Alphabet(letters));
        Assert.Equal(1, names.Count);
        Assert.All(names[0], letter => Assert.Contains(letter, letters));
    }

    [Fact]
    public void Letters_of_a_to_z_make_all_of_a_to_z() => Assert.Same(Alphabet.English, Survey("Anna\nbob").Alphabet);

    [Theory]
    [InlineData("name,count\nαβγ,12\n", 1)]
    [InlineData("αβγ\nδεζ 1\nα-β\nα'\n𝒜\n", 1)]
    [InlineData("αβγ,many\nαβγ,3", 1)]
    public void Only_entries_of_letters_alone_count(string text, int entries)
    {
        LetterSurvey survey = Survey(text);
        Assert.Equal(("αβγ", entries), (survey.Alphabet.Letters, survey.Entries));
    }

    [Fact]
    public void The_most_frequent_letters_are_kept_and_words_with_others_are_skipped()
    {
        // 70 letters, each one more often than the next.
        var text = new StringBuilder();
        for (int letter = 0; letter < 70; letter++)
            text.Append(string.Join('\n', Enumerable.Repeat((char)('\u4E00' + letter), 70 - letter))).Append('\n');
        LetterSurvey survey = Survey(text.ToString());
        Assert.Equal(string.Concat(Enumerable.Range('\u4E00', 62).Select(letter => (char)letter)), survey.Alphabet.Letters);
        Assert.Equal(string.Concat(Enumerable.Range('\u4E00' + 62, 8).Select(letter => (char)letter)), survey.RareLetters);
        NameSet names = List(text.ToString()).Read(survey.Alphabet);
        Assert.Equal(Enumerable.Range(1, 8).Sum(), names.Skipped.ForeignLetter);
        Assert.Equal(survey.Entries - names.Skipped.ForeignLetter, names.Count);
    }

    [Fact]
    public void Longer_entries_are_counted_and_bring_no_letters()
    {
        LetterSurvey survey = Survey($"{new string('ы', 25)}\n{new string('ю', 24)}\nда");
        Assert.Equal("адю", survey.Alphabet.Letters);
        Assert.Equal((3, 2, 2, 1), (survey.Entries, survey.LongerThan(2), survey.LongerThan(23), survey.LongerThan(24)));
    }

    [Theory]
    [InlineData("", "list.txt: the file is empty.")]
    [InlineData("12\n34\n", "list.txt: none of its 2 entries, such as “12”, is a word of 1 to 24 letters; put one word a line.")]
    [InlineData("ыыыыыыыыыыыыыыыыыыыыыыыыы", "list.txt: none of its 1 entry, such as “ыыыыыыыыыыыыыыыыыыыыыыыыы”, is a word of 1 to 24 letters; put one word a line.")]
    public void A_list_without_a_word_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<NameFileException>(() => Survey(text)).Message);

    [Fact]
    public void Any_words_of_letters_come_back()
    {
        Gen<string> word = Gen.Char["абвгдежзийклмнопрстуфхцчшщъыьэюяёåäöæøþðß"].Array[1, 24].Select(letters => new string(letters));
        word.Array[1, 20].Sample(words =>
        {
            NameList list = List(string.Join('\n', words));
            NameSet names = list.Read(list.Survey().Alphabet);
            Assert.Equal(words, Enumerable.Range(0, names.Count).Select(name => names[name]));
            Assert.Equal(0, names.Skipped.Total);
            Assert.All(words, known => Assert.Equal(NoveltyKind.Known, names.NoveltyOf(known).Kind));
        });
    }

    [Theory]
    [InlineData("anna\nbob", 12, ShapeProfile.Names)]
    [InlineData("anna\nabcdefghijklm", 12, ShapeProfile.Words)]
    [InlineData("anna\nabcdefghijklm", 16, ShapeProfile.Names)]
    [InlineData("anna\nzoë", 12, ShapeProfile.Words)]
    public void The_profile_follows_from_letters_and_lengths(string text, int slots, ShapeProfile expected) =>
        Assert.Equal(expected, ShapeProfiles.For(Survey(text), slots));

    [Fact]
    public void A_few_long_entries_do_not_change_the_profile()
    {
        string fifty = string.Concat(Enumerable.Repeat("anna\n", 49));
        Assert.Equal(ShapeProfile.Names, ShapeProfiles.For(Survey($"{fifty}abcdefghijklm"), 12));
        Assert.Equal(ShapeProfile.Words, ShapeProfiles.For(Survey($"{fifty}abcdefghijklm\nabcdefghijklm"), 12));
    }
}
