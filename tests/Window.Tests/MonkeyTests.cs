using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>
/// A monkey at mouse and keyboard: clicks, keys, drags, resizes and scene changes without sense, the same ones for a seed. UNMASK_MONKEY_SECONDS says how
/// long (600 by hand), UNMASK_MONKEY_SEED which.
/// </summary>
public class MonkeyTests
{
    private const int WarmUp = 60;

    private const long MostGrowth = 30L << 20;

    private static readonly string[] Keys =
    [
        "a", "e", "z", "period", "space", "Return", "BackSpace", "Delete", "Tab", "shift+Tab", "Left", "Right", "Up", "Down", "Prior", "Next", "Home", "End",
        "ctrl+z", "ctrl+y", "ctrl+r", "r", "c", "v", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "m", "g", "1", "ctrl+k", "ctrl+p", "plus", "less", "slash", "ctrl+1", "ctrl+4", "ctrl+c", "ctrl+v", "ctrl+v", "question", "Escape",
    ];

    private static readonly double Seconds = double.Parse(Environment.GetEnvironmentVariable("UNMASK_MONKEY_SECONDS") ?? "15", CultureInfo.InvariantCulture);

    [Fact]
    public void Nothing_a_monkey_does_ends_the_program_or_fills_its_memory()
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("UNMASK_MONKEY_SEED") ?? "1", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        using LiveWindow window = LiveWindow.Open(["--garbage"]);
        // Every scene once, so that what is loaded late is not taken for growth.
        window.Press("F2", "F3", "F4", "F5", "F6", "F7");
        var clock = Stopwatch.StartNew();
        long warm = 0;
        int done = 0;
        for (; clock.Elapsed.TotalSeconds < Seconds || done < 2 * WarmUp; done++)
        {
            if (done <= WarmUp)
                warm = Math.Max(warm, window.PrivateBytes);
            Act(window, random);
        }
        window.Resize(1280, 720);
        // The garbage collector comes when it likes, so the least of several looks is what is in use.
        long least = long.MaxValue;
        for (int look = 0; look < 10; look++)
        {
            Act(window, random);
            least = Math.Min(least, window.PrivateBytes);
        }
        string outcome = $"seed {seed}, {done} acts: {(least - warm) >> 20} MiB more than after warm-up";
        TestContext.Current.TestOutputHelper!.WriteLine(outcome);
        Assert.True(least - warm < MostGrowth, outcome);
        Assert.Empty(window.Said);
        window.Resize(1280, 720);
        window.Press("Escape", "Escape", "F7");
        window.Until("home", () => window.SceneField("name") == "Play");
        Assert.Equal(window.Layout.Slots, window.Row.Length);
    }

    private static void Act(LiveWindow window, Random random)
    {
        Vector2 Anywhere() => new(random.Next(window.Shell.Width), random.Next(window.Shell.Height));
        switch (random.Next(12))
        {
            case < 5:
                window.Click(Anywhere(), random.Next(8) == 0 ? 3 : 1);
                break;
            case < 9:
                window.Press(Keys[random.Next(Keys.Length)]);
                break;
            case 9:
                window.Drag(Anywhere(), Anywhere());
                break;
            case 10:
                window.Click(Anywhere(), random.Next(2) == 0 ? 4 : 5);
                break;
            default:
                window.Resize(random.Next(960, 1281), random.Next(600, 721));
                break;
        }
    }
}
