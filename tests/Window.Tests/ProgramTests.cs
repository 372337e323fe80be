using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The program as players start it: its own weights, and no sound device on a machine that runs tests.</summary>
public class ProgramTests
{
    [Fact]
    public void A_prefix_is_typed_and_the_denoiser_finishes_the_name()
    {
        using LiveWindow window = LiveWindow.OpenProgram(["--seed", "7"]);
        Assert.Equal("____________", window.Row);
        window.Press("m", "a");
        window.Until("the prefix", () => window.Row == "ma__________");
        window.Press("Return");
        window.Until("a finished name", () => window.Field("masked") == "0");
        Assert.StartsWith("ma", window.Row);
        window.Keep("finished");
        Assert.Empty(window.Said);
    }
}
