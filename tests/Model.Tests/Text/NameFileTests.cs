using System.Text;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class NameFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");

    public void Dispose() => File.Delete(_path);

    private NameSet Load(string text, int slots = 12) => Load(Encoding.UTF8.GetBytes(text), slots);

    private NameSet Load(byte[] bytes, int slots = 12)
    {
        File.WriteAllBytes(_path, bytes);
        return NameSet.Load(_path, Alphabet.English, slots);
    }

    private static string[] Text(NameSet names) => [.. Enumerable.Range(0, names.Count).Select(i => names[i])];

    /// <summary>Memory goes by what can be names, not by lines.</summary>
    [Fact]
    public void Four_million_empty_lines_take_little_memory()
    {
        byte[] lines = new byte[4 << 20];
        lines.AsSpan().Fill((byte)'\n');
        "anna"u8.CopyTo(lines);
        File.WriteAllBytes(_path, lines);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["anna"], Text(NameSet.Load(_path, Alphabet.English, 12)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 << 20);
    }

    [Fact]
    public void A_plain_list_has_names_and_no_births()
    {
        NameSet names = Load("emma\nbo\n\nliv");
        Assert.Equal(["emma", "bo", "liv"], Text(names));
        Assert.False(names.HasBirths);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(names.RankOf));
        Assert.Equal(0, names.BirthsOf(1));
    }

    [Fact]
    public void A_table_has_births_and_its_header_is_no_entry()
    {
        NameSet names = Load("name,births\r\nemma, 12 \r\nbo,3\r\n");
        Assert.Equal(["emma", "bo"], Text(names));
        Assert.True(names.HasBirths);
        Assert.Equal((1, 12L), (names.RankOf(0), names.BirthsOf(0)));
        Assert.Equal(0, names.Skipped.Total);
    }

    [Fact]
    public void Byte_order_mark_capitals_and_spaces_do_not_matter() =>
        Assert.Equal(["emma", "bo"], Text(Load("\uFEFFEmma \n\tBO")));

    [Fact]
    public void Unusable_entries_are_skipped_and_counted_by_reason()
    {
        NameSet names = Load("ann,9\nzoë,8\no'neil,7\nmaximiliano,6\nabcd,5\nbo,many\n,4\nliv,-1\nada,3\n", slots: 4);
        Assert.Equal(["ann", "abcd", "ada"], Text(names));
        Assert.Equal(new SkippedEntries(ForeignLetter: 3, TooLong: 1, BadCount: 2), names.Skipped);
        Assert.Equal([1, 5, 9], Enumerable.Range(0, 3).Select(names.RankOf));
        Assert.Equal(
            "6 entries skipped: 3 with letters outside the alphabet, 1 too long, 2 without a whole number after the comma",
            names.Skipped.ToString());
    }

    [Fact]
    public void Letters_beyond_ASCII_work_if_the_alphabet_has_them()
    {
        File.WriteAllText(_path, "Zoë\nbo");
        NameSet names = NameSet.Load(_path, new Alphabet("bozë"));
        Assert.Equal(["zoë", "bo"], Text(names));
    }

    [Fact]
    public void An_empty_file_is_refused() => Refused([], "the file is empty");

    [Fact]
    public void A_binary_file_is_refused() => Refused([.. "emma\n"u8, 0, 7], "binary data, not a list of names (a zero byte at offset 5); if it is text, save it as UTF-8");

    [Fact]
    public void A_file_in_another_encoding_is_refused() =>
        Refused([.. "emma\nzo"u8, 0xEB, (byte)'\n'], "not UTF-8 text (a bad byte at offset 7, in line 2); save it as UTF-8");

    [Fact]
    public void A_file_without_any_usable_name_is_refused_with_the_counts() =>
        Refused([.. "123\n???\n"u8], "no usable name in the file (2 entries skipped: 2 with letters outside the alphabet)");

    [Fact]
    public void A_missing_file_is_refused()
    {
        NameFileException e = Assert.Throws<NameFileException>(() => NameSet.Load(_path, Alphabet.English));
        Assert.Equal($"{Path.GetFileName(_path)}: there is no such file.", e.Message);
    }

    [Fact]
    public void A_directory_is_refused() =>
        Assert.Contains("cannot be read", Assert.Throws<NameFileException>(() => NameSet.Load(Path.GetTempPath(), Alphabet.English)).Message);

    private void Refused(byte[] bytes, string reason)
    {
        NameFileException e = Assert.Throws<NameFileException>(() => Load(bytes));
        Assert.Equal($"{Path.GetFileName(_path)}: {reason}.", e.Message);
    }
}
