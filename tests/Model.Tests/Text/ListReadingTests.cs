using System.Text;
using CsCheck;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

/// <summary>Lists as people and offices write them say the same words.</summary>
public sealed class ListReadingTests
{
    private static readonly string[] Words =
        ["mary", "zoë", "łukasz", "ελένη", "тимофій", "ngân", "bập", "işık", "josé", "mária", "ångström", "कि", "がぎ", "한글", "אבג", "عمر"];

    private static readonly (string Name, Func<string, byte[]> Write)[] Writers =
    [
        ("plain", text => Bytes(text)),
        ("CRLF", text => Bytes(text.Replace("\n", "\r\n"))),
        ("CR", text => Bytes(text.Replace("\n", "\r"))),
        ("next line", text => Bytes(text.Replace("\n", "\u0085"))),
        ("line separator", text => Bytes(text.Replace("\n", "\u2028"))),
        ("byte-order mark", text => Bytes("\uFEFF" + text)),
        ("two byte-order marks", text => Bytes("\uFEFF\uFEFF" + text)),
        ("no final line end", text => Bytes(text.TrimEnd('\n'))),
        ("blank lines", text => Bytes("\n\n" + text.Replace("\n", "\n  \n"))),
        ("trailing blanks", text => Bytes(text.Replace("\n", " \t \n"))),
        ("no-break spaces", text => Bytes(text.Replace("\n", "\u00A0\n"))),
        ("zero-width spaces", text => Bytes(text.Replace("\n", "\u200B\n\u200B"))),
        ("soft hyphens", text => Bytes(string.Concat(text.Select(c => c == '\n' ? "\n" : $"{c}\u00AD")))),
        ("UTF-16", text => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]),
        ("UTF-16, big end first", text => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)]),
        ("capitals", text => Bytes(text.ToUpperInvariant())),
    ];

    [Fact]
    public void The_same_words_in_any_form_are_the_same_list() =>
        Gen.Select(Gen.Shuffle(Words).Select(words => words[..8]), Gen.OneOfConst(Writers), Gen.Bool).Sample((words, writer, counted) =>
        {
            if (writer.Name == "capitals" && words.Any(word => word.Contains('ı') || word.EndsWith('ς')))
                return;
            string text = string.Concat(words.Select((word, i) => counted ? $"{word},{1000 - i}\n" : $"{word}\n"));
            NameList plain = List(Bytes(text)), other = List(writer.Write(text));
            Assert.True(plain.Hash == other.Hash, $"{writer.Name}: {Encoding.UTF8.GetString(other.Utf8)}");
            Assert.Equal(plain.Survey().Alphabet, other.Survey().Alphabet);
            Assert.Equal(Entries(plain), Entries(other));
        }, iter: 500);

    [Theory]
    [InlineData("vi-half", "bâ\u0323p\nbê\u0323\n", "bập\nbệ\n")]
    [InlineData("jose", "jose\u0301\n", "josé\n")]
    [InlineData("Hangul", "\u1112\u1161\u11AB\n", "한\n")]
    [InlineData("Devanagari", "\u0929\n", "\u0928\u093C\n")]
    public void Composed_and_decomposed_letters_are_the_same(string what, string one, string other) =>
        Assert.True(List(Bytes(one)).Hash == List(Bytes(other)).Hash && List(Bytes(one)).Survey().Alphabet.Equals(List(Bytes(other)).Survey().Alphabet), what);

    [Theory]
    [InlineData("Name,Gender\nMary,F\nJohn,M\nZoe,F\n", "mary:0 john:0 zoe:0", "words from column 1, without counts (column 2 (“Gender”) holds no counts); line 1 is a heading")]
    [InlineData("Emma,0.0123\nLiam,0.0122\n", "emma:0 liam:0", "words from column 1, without counts (column 2 holds no whole numbers)")]
    [InlineData("Emma,0.123\nLiam,0.045\nNoah,0.001\n", "emma:0 liam:0 noah:0", "words from column 1, without counts (column 2 holds no whole numbers)")]
    [InlineData("Emma;1.234.567\nLiam;12.345\n", "emma:1234567 liam:12345", "words from column 1, counts from column 2, separated by ';'")]
    [InlineData("Emma;12345.678\nLiam;1.234,567\n", "emma:0 liam:0", "words from column 1, without counts, separated by ';'")]
    [InlineData("Mary,F,7065\nAnna,F,2604\nJohn,M,9655\n", "mary:7065 anna:2604 john:9655", "words from column 1, counts from column 3, separated by ','")]
    [InlineData("Emma;1234\nLiam;999\n", "emma:1234 liam:999", "words from column 1, counts from column 2, separated by ';'")]
    [InlineData("1\tMary\t7065\n2\tAnna\t2604\n3\tJohn\t100\n", "mary:7065 anna:2604 john:100", "words from column 2, counts from column 3, separated by tabs")]
    [InlineData("\"Mary\",\"7,065\"\n\"Anna\",\"2,604\"\n", "mary:7065 anna:2604", null)]
    [InlineData("sexe;preusuel;annais;nombre\n1;ADAM;1900;12\n2;EVE;1901;30\n", "adam:12 eve:30", "words from column 2 (“preusuel”), counts from column 4 (“nombre”), separated by ';'; line 1 is a heading")]
    [InlineData("Rank|First name|Births\n1|Mia|20\n2|Lia|10\n", "mia:20 lia:10", "words from column 2 (“First name”), counts from column 3 (“Births”), separated by '|'; line 1 is a heading")]
    [InlineData("name,births\nmary,7\n", "mary:7", null)]
    [InlineData("Name\nmary\nanna\n", "mary:0 anna:0", "line 1 (“Name”) is read as a heading")]
    [InlineData("mary\nname\nword\n", "mary:0 name:0 word:0", null)]
    [InlineData("name\nnamed\nnames\n", "name:0 named:0 names:0", null)]
    [InlineData("mary,7\nanna\n", "mary:7 anna:0", null)]
    [InlineData("count,name\n5,mary\n7,anna\n", "mary:5 anna:7", "words from column 2 (“name”), counts from column 1 (“count”), separated by ','; line 1 is a heading")]
    [InlineData("5,mary\n7,anna\n", "mary:5 anna:7", "words from column 2, counts from column 1, separated by ','")]
    [InlineData("wort,anzahl\nmary,7\n", "mary:7", "line 1 (“wort,anzahl”) is read as a heading")]
    [InlineData("mary, anna, zoë\n", "mary:0 anna:0 zoë:0", "all its words stand in one line")]
    [InlineData("[\"mary\", \"anna\",\"zoë\"]", "mary:0 anna:0 zoë:0", "all its words stand in one line")]
    [InlineData("mary;anna;zoë", "mary:0 anna:0 zoë:0", "all its words stand in one line")]
    public void Columns_are_understood_or_named(string text, string entries, string? note)
    {
        NameList list = List(Bytes(text));
        Assert.Equal(note, list.Notes.Count > 0 ? list.Notes[0] : null);
        Assert.Equal(entries, string.Join(' ', Entries(list)));
    }

    /// <summary>The first line is the most frequent word of most lists.</summary>
    [Theory]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999999")]
    [InlineData("")]
    [InlineData("5.5")]
    public void A_bad_count_in_the_first_line_is_left_out_and_counted_like_any_other(string count)
    {
        NameList list = List(Bytes($"emma,{count}\nanna,3\nzoe,2\n"));
        Assert.Equal(1, list.Read(list.Survey().Alphabet).Skipped.BadCount);
    }

    [Theory]
    [InlineData("- mary\n- anna\n", "none of its 2 entries, such as “- mary”, is a word")]
    [InlineData("\n \n", "there is no word in it")]
    public void A_list_of_which_nothing_fits_shows_what_it_has(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<NameFileException>(() => List(Bytes(text)).Survey()).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_with_zeros_is_no_list() =>
        Assert.Contains("binary data", Assert.Throws<NameFileException>(() => List([.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes("mary\n")])).Message, StringComparison.Ordinal);

    /// <summary>Such a file took hours; it is given a minute on a busy machine.</summary>
    [Theory]
    [InlineData("[", "\"mary\",", "\"anna\"]")]
    [InlineData("", "mary\"", "")]
    public async Task Many_quotation_marks_in_one_line_take_no_longer_than_other_text(string begin, string again, string end)
    {
        string text = begin + string.Concat(Enumerable.Repeat(again, 400_000)) + end;
        await Task.Run(() => List(Bytes(text)), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_list_without_words_says_so() =>
        Assert.Contains("none of its 3 columns (separated by ';') holds words", Assert.Throws<NameFileException>(() => List("1;2;3\n4;5;6\n7;8;9\n"u8.ToArray())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("IŞIK\nİBRAHİM\nINCI\n", "ışık ibrahim ıncı", true)]
    [InlineData("işık\nInci\nİpek\n", "işık ınci ipek", true)]
    [InlineData("IRIS\nIVAN\n", "iris ivan", false)]
    [InlineData("ΝΙΚΟΣ\nΣΟΦΙΑ\nΑΣΗΜΩ\n", "νικος σοφια ασημω", false)]
    public void Capitals_become_small_as_the_lists_language_has_it(string text, string expected, bool isSaid)
    {
        NameList list = List(Bytes(text));
        Assert.Equal(expected, string.Join(' ', Entries(list).Select(entry => entry.Split(':')[0])));
        Assert.Equal(isSaid, list.Notes.Any(note => note.Contains("as in Turkish", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_alphabet_with_a_dotless_i_reads_capitals_as_Turkish_does()
    {
        Alphabet turkish = List(Bytes("ışık\nipek\n")).Survey().Alphabet;
        Assert.Equal("ışık", turkish.Spell("IŞIK"));
        Assert.Equal("ipek", turkish.Spell("İPEK"));
        Assert.Equal("ii", Alphabet.English.Spell("Iİ"));
    }

    [Fact]
    public void What_nobody_sees_is_left_out_and_counted()
    {
        NameList list = List(Bytes("mia\u200B\nno\u00ADah\n\u00A0liv\nemma\n"));
        Assert.Equal(["mia:0", "noah:0", "liv:0", "emma:0"], Entries(list));
        Assert.Equal(["3 entries had characters that nobody sees, which were left out"], list.Notes);
    }

    [Fact]
    public void A_long_list_may_have_any_line_ends()
    {
        string text = string.Concat(Enumerable.Range(0, 370_000).Select(i => $"w{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}ordlet\r\n"));
        Assert.Equal(370_000, Entries(List(Bytes(text))).Length);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static NameList List(byte[] bytes) => NameList.FromBytes("x.txt", bytes);

    private static string[] Entries(NameList list)
    {
        NameSet names = list.Read(list.Survey().Alphabet);
        return [.. Enumerable.Range(0, names.Count).Select(name => $"{names[name]}:{names.BirthsOf(name)}")];
    }
}
