using System.Diagnostics;
using System.Globalization;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>A program that is killed while it saves leaves each file whole: the new one or the one before. UNMASK_KILLS says how often to try.</summary>
public class CrashTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("UNMASK_KILLS") ?? "8", CultureInfo.InvariantCulture);

    [Fact]
    public void A_killed_program_leaves_whole_files()
    {
        string folder = Directory.CreateTempSubdirectory("unmask-crash-").FullName;
        try
        {
            var random = new Random(5);
            int last = 0;
            for (int kill = 0; kill < Kills; kill++)
            {
                int said = KillWhileSaving(folder, last + 1, random.NextDouble() * 40);
                int text = Saver.ReadText(folder), checkpoint = Saver.ReadCheckpoint(folder);
                // What was said to be saved is there; at most the save that the kill met came after it.
                Assert.InRange(text, said, said + 1);
                Assert.InRange(checkpoint, said, said + 1);
                last = text;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>The last number that was saved for certain.</returns>
    private static int KillWhileSaving(string folder, int first, double afterMilliseconds)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Window.Player.dll"), $"--save-forever={folder}", $"--first={first}"])
        {
            RedirectStandardOutput = true,
        };
        using Process saver = Process.Start(start)!;
        string said = saver.StandardOutput.ReadLine() ?? throw new InvalidOperationException("nothing was saved");
        Thread.Sleep(TimeSpan.FromMilliseconds(afterMilliseconds));
        saver.Kill();
        while (saver.StandardOutput.ReadLine() is { } line)
            said = line;
        saver.WaitForExit();
        return int.Parse(said, CultureInfo.InvariantCulture);
    }
}
