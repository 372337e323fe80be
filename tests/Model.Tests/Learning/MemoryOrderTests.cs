using Unmask.Tests;
using Xunit;

namespace Unmask.Model.Tests.Learning;

/// <summary>No test on this processor can show that a worker reads what was written for it on one that orders memory less: a model checker can.</summary>
public sealed class MemoryOrderTests
{
    [Fact]
    public void No_run_of_the_worker_team_fails_and_without_any_one_fence_some_run_does()
    {
        (int exitCode, string output, string error) = Script.Run("memory-order.sh");
        Assert.True(exitCode == 0, output + error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.Contains(" 0 errors ", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.Contains(" 1 errors ", line, StringComparison.Ordinal));
    }
}
