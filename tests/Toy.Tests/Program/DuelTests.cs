using System.Globalization;
using System.Text.Json;

namespace Unmask.Toy.Tests.Program;

/// <summary>A duel over standard input, and what is kept of it.</summary>
public sealed class DuelTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    /// <summary>Tries an "a" everywhere until all is known.</summary>
    private static string Moves { get; } = string.Concat(Enumerable.Range(0, 2000).Select(turn => string.Create(CultureInfo.InvariantCulture, $"{1 + turn % 12} a\n")));

    [Fact]
    public void A_finished_duel_is_scored_where_the_window_keeps_its_scores_and_a_damaged_file_is_set_aside()
    {
        File.WriteAllText(Path.Combine(_home, "scores.json"), "{");
        Run run = Play("duel", "--seed", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Your best on this level: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("scores.json was damaged; it is kept as scores.json.damaged.", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_home, "scores.json.damaged")));
        Assert.Equal(1, Games());
        // The puzzle of the day counts once; a duel that is left does not count.
        Play("duel", "--daily", "--json");
        Assert.Contains("counted the first time", Play("duel", "--daily").Output, StringComparison.Ordinal);
        UnmaskProcess.RunWith([("UNMASK_HOME", _home)], "duel", "--seed", "1");
        Assert.Equal(2, Games());
    }

    private Run Play(params string[] arguments)
    {
        using System.Diagnostics.Process process = UnmaskProcess.Start(UnmaskProcess.Path, [("UNMASK_HOME", _home)], arguments);
        try
        {
            process.StandardInput.Write(Moves);
        }
        catch (IOException)
        {
            // It was over before all moves were read.
        }
        return UnmaskProcess.Finish(process);
    }

    private int Games()
    {
        using JsonDocument scores = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_home, "scores.json")));
        return scores.RootElement.GetProperty("games").GetArrayLength();
    }
}
