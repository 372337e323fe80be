using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The program as players start it: its own weights, and no sound device on a machine that runs tests.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void A_prefix_is_typed_and_the_denoiser_finishes_the_name()
    {
        using LiveWindow window = LiveWindow.OpenProgram(home, ["--seed", "7"]);
        Assert.Equal("____________", window.Row);
        window.Press("m", "a");
        window.Until("the prefix", () => window.Row == "ma__________");
        window.Press("Return");
        window.Until("a finished name", () => window.Field("masked") == "0");
        Assert.StartsWith("ma", window.Row);
        window.Keep("finished");
        Assert.Empty(window.Said);
    }

    [Fact]
    public void Another_denoiser_is_chosen_and_remembered()
    {
        using (LiveWindow window = LiveWindow.OpenProgram(home, ["--seed", "7", "--pattern", "ma"]))
        {
            window.Click(window.Layout.DenoiserStepper.RightPart(12));
            window.Until("the residual denoiser", () => window.SceneField("denoiser") == "residual");
            window.Until("the prefix carried along", () => window.Row == "ma__________");
            window.Click(window.Layout.DenoiserStepper.RightPart(12));
            window.Until("the transformer", () => window.SceneField("denoiser") == "transformer");
            window.Until("its longer row", () => window.Row.Length == 16);
            window.Until("the settings on disk", () => File.Exists(Path.Combine(home, "settings.json")) && File.ReadAllText(Path.Combine(home, "settings.json")).Contains("transformer", StringComparison.Ordinal));
        }
        using LiveWindow again = LiveWindow.OpenProgram(home, ["--seed", "7"]);
        again.Until("the denoiser of last time", () => again.SceneField("denoiser") == "transformer");
    }
}
