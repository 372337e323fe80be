using CsCheck;
using Unmask.Toy.Cli.Terminal;

namespace Unmask.Toy.Tests.Terminal;

public sealed class TerminalReaderTests
{
    private const string Code = "unmask1-782riWdFIwErkyqBVPoAngCTADEwAVg5ZwUEJYYoGPeBigCGUFmR";

    [Theory]
    [InlineData("\e[200~" + Code + "\e[201~")]
    [InlineData("\e[200~my game:\r" + Code + "\r\r\e[201~")]
    public void What_a_terminal_marks_as_pasted_is_one_text_and_no_keys(string sent)
    {
        (List<ConsoleKeyInfo> keys, List<string> pastes) = ReadAll(sent + "x", isAwaited: false);
        Assert.Contains(Code, Assert.Single(pastes), StringComparison.Ordinal);
        Assert.Equal('x', Assert.Single(keys).KeyChar);
    }

    [Theory]
    [InlineData(Code, false)]
    [InlineData("Hi! (look at my game: " + Code + ") isn't it\rnice?\r", false)]
    [InlineData("+-<>()" + Code, false)]
    [InlineData("> " + Code + "\r> and more\r", false)]
    [InlineData("782riWdFIwErkyqBVPo\rAngCTADEwAVg5ZwUEJ\r", true)]
    public void A_burst_with_a_code_is_a_paste_where_nothing_is_marked(string sent, bool isAwaited)
    {
        (List<ConsoleKeyInfo> keys, List<string> pastes) = ReadAll(sent, isAwaited);
        Assert.Empty(keys);
        Assert.Equal(sent.Replace('\r', '\n'), Assert.Single(pastes));
    }

    [Fact]
    public void What_is_typed_are_keys() => Gen.String[Gen.Char["abcu.123 [-"], 0, 30].Sample(text =>
    {
        (List<ConsoleKeyInfo> keys, List<string> pastes) = ReadAll(text, isAwaited: false);
        return pastes.Count == 0 && string.Concat(keys.Select(key => key.KeyChar)) == text;
    }, iter: 200);

    [Theory]
    [InlineData("\e[97;5u")]
    [InlineData("\e[<0;10;10M")]
    [InlineData("\e[I")]
    [InlineData("\eOP")]
    [InlineData("\e[200~not a code\e[201~")]
    public void Sequences_play_no_letters(string sequence) => Assert.Empty(ReadAll(sequence, isAwaited: false).Keys);

    [Fact]
    public void Escape_alone_is_a_key() => Assert.Equal(ConsoleKey.Escape, Assert.Single(ReadAll("\e", isAwaited: false).Keys).Key);

    [Fact]
    public void Anything_at_all_is_survived() => Gen.String[Gen.Char["\e[~O200;uM\ra1é"], 0, 60].Sample(text => _ = ReadAll(text, isAwaited: false), iter: 300);

    /// <summary>Reads as .NET hands a terminal's bytes on: Escape and a bracket together are Alt and the bracket.</summary>
    private static (List<ConsoleKeyInfo> Keys, List<string> Pastes) ReadAll(string sent, bool isAwaited)
    {
        var waiting = new Queue<ConsoleKeyInfo>();
        for (int i = 0; i < sent.Length; i++)
        {
            bool isAlt = sent[i] == '\e' && i + 1 < sent.Length && sent[i + 1] == '[';
            char c = isAlt ? sent[++i] : sent[i];
            waiting.Enqueue(new(c, c == '\r' ? ConsoleKey.Enter : c == '\e' ? ConsoleKey.Escape : ConsoleKey.None, shift: false, isAlt, control: false));
        }
        var reader = new TerminalReader(() => waiting.Count > 0, waiting.Dequeue);
        List<ConsoleKeyInfo> keys = [];
        List<string> pastes = [];
        while (reader.HasNext)
        {
            (ConsoleKeyInfo? key, string? paste) = reader.Next(isAwaited);
            if (key is { } one)
                keys.Add(one);
            if (paste is not null)
                pastes.Add(paste);
        }
        return (keys, pastes);
    }
}
