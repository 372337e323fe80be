using System.Text.Json;
using Unmask.Model.Text;
using Unmask.Toy.Cli;
using Unmask.Toy.Cli.Terminal;
using Unmask.Toy.Play.Duel;

namespace Unmask.Toy.Tests.Terminal;

public class DuelLinesTests
{
    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);

    /// <summary>Tries an "a" in every slot again and again; what cannot be placed is refused and asked for anew.</summary>
    private static string Stubborn { get; } = string.Concat(Enumerable.Range(0, 200).Select(turn => $"{1 + turn % 6} a\n"));

    [Fact]
    public void A_duel_is_played_to_its_end_over_standard_input()
    {
        (string text, JsonElement json) = Play(Stubborn);
        Assert.True(json.GetProperty("over").GetBoolean());
        Assert.Equal(DuelGame.Rounds, json.GetProperty("rounds").GetArrayLength());
        Assert.Contains("best streak", text);
        int points = 0;
        foreach (JsonElement round in json.GetProperty("rounds").EnumerateArray())
        {
            Assert.DoesNotContain('_', round.GetProperty("row").GetString()!);
            Assert.NotEqual(0, round.GetProperty("moves").GetArrayLength());
            points += round.GetProperty("moves").EnumerateArray().Where(move => move.GetProperty("by").GetString() == "player").Sum(move => move.GetProperty("points").GetInt32());
        }
        Assert.Equal(points, json.GetProperty("points").GetInt32());
    }

    [Fact]
    public void Without_moves_the_puzzle_is_shown_and_keeps_its_secret()
    {
        (_, JsonElement json) = Play("");
        Assert.False(json.GetProperty("over").GetBoolean());
        JsonElement round = Assert.Single(json.GetProperty("rounds").EnumerateArray());
        Assert.Contains('_', round.GetProperty("row").GetString()!);
        Assert.Equal(0, round.GetProperty("moves").GetArrayLength());
    }

    [Fact]
    public void Nonsense_is_asked_for_again()
    {
        (string text, JsonElement json) = Play("\nhello\n0 a\n99 a\n3 ä\na 3\nq\n");
        Assert.Equal(6, text.Split("Say a hidden slot's number").Length - 1);
        Assert.Contains("Until next time.", text);
        Assert.Equal(0, json.GetProperty("points").GetInt32());
    }

    [Fact]
    public void The_whole_name_is_said_in_one_line()
    {
        var duel = new DuelGame(new StandInDenoiser(), Names, 11, DuelLevel.Medium);
        (string text, JsonElement json) = Play($"{duel.HiddenName}\nq\n");
        Assert.Contains($"or the whole name for {duel.GuessPoints}: You say the name: right, {duel.GuessPoints} points.", text);
        Assert.Contains($"It was {duel.HiddenName}: ", text);
        Assert.Equal(duel.GuessPoints, json.GetProperty("points").GetInt32());
        Assert.Equal(duel.Board.Masked, json.GetProperty("rounds")[0].GetProperty("moves")[0].GetProperty("letters").GetInt32());
    }

    [Fact]
    public void The_same_seed_and_moves_give_the_same_text() => Assert.Equal(Play(Stubborn).Text, Play(Stubborn).Text);

    private static (string Text, JsonElement Json) Play(string input)
    {
        var duel = new DuelGame(new StandInDenoiser(), Names, 11, DuelLevel.Medium);
        var record = new DuelRecord(duel);
        var output = new StringWriter();
        new DuelLines(duel, output, record).Play(new StringReader(input));
        return (output.ToString(), JsonSerializer.SerializeToElement(DuelJson.Of(duel, record), CommandJson.Line.DuelJson));
    }
}
