using System.Globalization;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>
/// A signal ends the window as its player would: what was learned and chosen is on the disk. UNMASK_KILLS says how often to try at random moments.
/// </summary>
public sealed class SignalTests : IDisposable
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("UNMASK_KILLS") ?? "3", CultureInfo.InvariantCulture);

    private readonly string _home = Directory.CreateTempSubdirectory("unmask-signals-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void What_was_learned_and_chosen_is_kept(string signal, int exitCode)
    {
        using LiveWindow window = LiveWindow.OpenProgram(_home, ["--scene", "Train"]);
        Learn(window);
        window.Click(window.Shell.ThemeButton);
        window.Press("ctrl+m");
        Assert.Equal(exitCode, window.EndBy(signal));
        Assert.Single(Directory.GetFiles(Path.Combine(_home, "models"), "*.checkpoint"));
        string settings = File.ReadAllText(Path.Combine(_home, "settings.json"));
        Assert.Contains("\"sound\": false", settings, StringComparison.Ordinal);
        Assert.Contains("\"theme\": \"light\"", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_learned_is_lost_at_any_moment()
    {
        var random = new Random(11);
        int learned = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using LiveWindow window = LiveWindow.OpenProgram(_home, ["--scene", "Train"]);
            // One that does not come to its end meanwhile.
            window.Press("Right", "Right");
            window.Until("the transformer", () => window.SceneField("denoiser") == "transformer");
            if (kill > 0)
            {
                window.Until("the offer", () => window.SceneField("kept") is not ("0" or ""));
                Assert.InRange(Number(window, "kept"), learned, int.MaxValue);
            }
            Learn(window);
            Thread.Sleep(random.Next(1500));
            learned = Number(window, "step");
            Assert.Equal(143, window.EndBy("TERM"));
        }
    }

    private static void Learn(LiveWindow window)
    {
        window.Until("the scene", () => window.SceneField("name") == "Train");
        window.Press("space");
        window.Until("steps", () => window.SceneField("running") == "True" && Number(window, "step") > 0);
    }

    private static int Number(LiveWindow window, string field) => int.Parse(window.SceneField(field), CultureInfo.InvariantCulture);
}
