using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The program as players start it: its own weights, and no sound device on a machine that runs tests.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void A_prefix_is_typed_and_the_denoiser_finishes_the_name()
    {
        using LiveWindow window = LiveWindow.OpenProgram(_home, ["--seed", "7"]);
        Assert.Equal("________________", window.Row);
        window.Press("m", "a");
        window.Until("the prefix", () => window.Row == "ma______________");
        window.Press("Return");
        window.Until("a finished name", () => window.Field("masked") == "0");
        Assert.StartsWith("ma", window.Row);
        window.Keep("finished");
        Assert.Empty(window.Said);
    }

    [Theory]
    [InlineData(800, 480)]
    [InlineData(1024, 600)]
    public void A_small_monitor_is_filled(int width, int height)
    {
        using LiveWindow window = LiveWindow.OpenProgram(_home, ["--seed", "7"], width, height);
        window.Until("the size", () => window.SceneField("size") == $"{width}x{height}");
        window.Keep($"{width}x{height}");
        window.Click(window.Place("Run"));
        window.Until("a finished name", () => window.Field("masked") == "0");
    }

    [Fact]
    public void The_players_own_weights_are_a_choice_that_can_be_come_back_to()
    {
        string own = Path.Combine(_home, "my very own names.safetensors");
        File.Copy(Path.Combine(Repository.Root, "weights", "residual.safetensors"), own);
        using LiveWindow window = LiveWindow.OpenProgram(_home, ["--seed", "7", "--pattern", "ma", "--weights", own]);
        window.Until("the own weights", () => window.SceneField("denoiser").StartsWith("my", StringComparison.Ordinal));
        window.Keep("own");
        window.Click(window.Place("denoiser").RightPart(12).BottomPart(20));
        window.Until("the first of the program's", () => window.SceneField("denoiser") == "mlp");
        window.Click(window.Place("denoiser").Left(12).BottomPart(20));
        window.Until("the own weights again", () => window.SceneField("denoiser").StartsWith("my", StringComparison.Ordinal));
        window.Until("the prefix carried along", () => window.Row == "ma__________");
        window.Press("ctrl+z");
        window.Until("the game with the program's", () => window.SceneField("denoiser") == "mlp");
        Assert.Empty(window.Said);
    }

    [Fact]
    public void A_name_on_sixteen_slots_has_its_exact_likelihood_at_once_and_a_long_one_after_an_estimate()
    {
        using (LiveWindow window = LiveWindow.OpenProgram(_home, ["--seed", "7", "--pattern", "mari_.", "--denoiser", "transformer"]))
        {
            window.Press("Return");
            window.Until("a likelihood", () => window.SceneField("likelihood") != "none");
            Assert.Equal("exact", window.SceneField("likelihood"));
            window.Keep("exact");
        }
        // 20,480 states.
        using LiveWindow second = LiveWindow.OpenProgram(_home, ["--seed", "7", "--pattern", "mariamariam_.", "--denoiser", "transformer"]);
        second.Press("Return");
        second.Until("an estimate", () => second.SceneField("likelihood") == "about");
        second.Keep("about");
        second.Until("the exact likelihood", () => second.SceneField("likelihood") == "exact");
    }

    [Fact]
    public void Another_denoiser_is_chosen_and_remembered()
    {
        using (LiveWindow window = LiveWindow.OpenProgram(_home, ["--seed", "7", "--pattern", "ma"]))
        {
            window.Click(window.Place("denoiser").RightPart(12));
            window.Until("the mlp", () => window.SceneField("denoiser") == "mlp");
            window.Until("the prefix carried along, on its shorter row", () => window.Row == "ma__________");
            window.Click(window.Place("denoiser").RightPart(12));
            window.Until("the residual denoiser", () => window.SceneField("denoiser") == "residual");
            window.Until("the settings on disk", () => File.Exists(Path.Combine(_home, "settings.json")) && File.ReadAllText(Path.Combine(_home, "settings.json")).Contains("residual", StringComparison.Ordinal));
        }
        using LiveWindow again = LiveWindow.OpenProgram(_home, ["--seed", "7"]);
        again.Until("the denoiser of last time", () => again.SceneField("denoiser") == "residual");
    }
}
