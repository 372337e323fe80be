using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Ui;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The action table of the Play scene, through a real window and real input.</summary>
public class PlayTests
{
    [Fact]
    public void A_click_on_a_masked_tile_reveals_it_and_a_right_click_masks_it_again()
    {
        using LiveWindow window = LiveWindow.Open();
        Assert.Equal("____________", window.Row);
        window.Keep("start");
        window.Click(window.Layout.Tiles[4]);
        window.Until("a letter in tile 5", () => window.Origins == "mmmmrmmmmmmm");
        Assert.NotEqual('_', window.Row[4]);
        window.Keep("revealed");
        window.Click(window.Layout.Tiles[4], button: 3);
        window.Until("tile 5 masked", () => window.Row == "____________");
    }

    [Fact]
    public void A_tap_that_is_shorter_than_a_frame_counts_once()
    {
        using LiveWindow window = LiveWindow.Open();
        for (int slot = 0; slot < 4; slot++)
        {
            window.Tap(window.Layout.Tiles[slot]);
            window.Until("a letter", () => window.Origins[slot] == 'r');
        }
        // Step is not taken back by a second tap, so one that counts twice would show.
        string place = window.Field("place");
        window.Tap(window.Place("Step"));
        window.Until("a step", () => window.Field("place") != place);
        Thread.Sleep(300);
        Assert.Equal(int.Parse(place, CultureInfo.InvariantCulture) + 1, int.Parse(window.Field("place"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Typing_forces_a_prefix_and_repaints_the_xray_then_enter_runs_and_undo_restores()
    {
        using LiveWindow window = LiveWindow.Open();
        Thread.Sleep(200);
        byte[] before = window.Pixels(window.Layout.XrayCells);
        window.Press("m", "a");
        window.Until("the prefix", () => window.Row == "ma__________" && window.Origins.StartsWith("ffm", StringComparison.Ordinal));
        window.Keep("forced");
        Assert.NotEqual(before, window.Pixels(window.Layout.XrayCells));
        window.Press("Return");
        window.Until("a finished name", () => window.Field("masked") == "0");
        Assert.StartsWith("ma", window.Row);
        Assert.DoesNotContain('_', window.Row);
        window.Keep("finished");
        window.Press("ctrl+z");
        window.Until("the row before", () => window.Row == "ma__________");
        window.Press("ctrl+y");
        window.Until("the name again", () => window.Field("masked") == "0");
    }

    [Fact]
    public void Space_steps_and_again_masks_all_that_is_not_forced()
    {
        using LiveWindow window = LiveWindow.Open(["_a"]);
        window.Press("space");
        window.Until("a step", () => window.Origins.Contains('r'));
        window.Press("r");
        window.Until("all masked but the forced", () => window.Row == "_a__________");
        Assert.Equal("mfmmmmmmmmmm", window.Origins);
    }

    [Fact]
    public void A_dot_ends_the_name_and_backspace_takes_it_back()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("e", "v", "a", "period");
        window.Until("the end", () => window.Row.StartsWith("eva.", StringComparison.Ordinal) && window.Origins == "ffff--------");
        window.Keep("ended");
        window.Press("BackSpace");
        window.Until("the end taken back", () => window.Row == "eva_________");
        window.Press("BackSpace");
        window.Until("the letter taken back", () => window.Row == "ev__________");
    }

    [Fact]
    public void A_click_on_a_candidate_forces_it_and_shift_gathers_a_set()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Move(window.Layout.Tiles[3].Center);
        window.Until("the tile under the mouse", () => window.SceneField("target") == "3");
        window.Click(window.Layout.Chip(3, 0, PlayLayout.FanSize));
        window.Until("a forced candidate", () => window.Origins == "mmmfmmmmmmmm");

        window.Move(window.Layout.Tiles[1].Center);
        window.Until("the tile under the mouse", () => window.SceneField("target") == "1");
        window.Hold("shift");
        window.Click(window.Layout.Chip(1, 0, PlayLayout.FanSize));
        window.Click(window.Layout.Chip(1, 2, PlayLayout.FanSize));
        window.LetGo("shift");
        window.Until("an allowed set", () => window.Origins[1] == 'a');
        window.Move(window.Layout.Hint.Center);
        window.Keep("restricted");
    }

    [Fact]
    public void A_click_on_a_candidate_with_Alt_forbids_it_and_tells_before_what_it_would_do()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.Move(window.Layout.Tiles[3].Center);
        window.Until("the tile under the mouse", () => window.SceneField("target") == "3");
        window.Move(window.Layout.Chip(3, 0, PlayLayout.FanSize).Center);
        window.Until("a forecast", () => window.SceneField("foresees") == "True");
        window.Hold("alt");
        window.Click(window.Layout.Chip(3, 0, PlayLayout.FanSize));
        window.LetGo("alt");
        window.Until("a forbidden letter", () => window.Origins[3] == 'a' && window.Row == "ma__________");
        window.Press("ctrl+z");
        window.Until("it allowed again", () => window.Origins[3] == 'm');
    }

    [Fact]
    public void A_click_on_the_xray_forces_that_letter_there()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Click(window.Layout.Cell(slot: 2, symbol: 'r' - 'a'));
        window.Until("r in tile 3", () => window.Row == "__r_________");
        Assert.Equal("mmfmmmmmmmmm", window.Origins);
    }

    [Fact]
    public void The_wheel_and_the_beads_travel_in_time()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("l", "u", "x");
        window.Until("three letters", () => window.Row == "lux_________");
        window.Click(window.Layout.Timeline with { Width = 2 }, button: 4);
        window.Until("one moment back", () => window.Row == "lu__________");
        window.Click(Timeline.Bead(window.Layout, 1, 4));
        window.Until("the second bead", () => window.Row == "l___________");
        window.Click(Timeline.Bead(window.Layout, 3, 4));
        window.Until("the last bead", () => window.Row == "lux_________");
    }

    [Fact]
    public void Acting_in_the_past_branches_and_the_old_branch_stays_reachable()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("a", "n", "n");
        window.Until("three letters", () => window.Row == "ann_________");
        window.Press("ctrl+z", "v");
        window.Until("another branch", () => window.Row == "anv_________");
        window.Keep("branched");
        window.Click(Timeline.Bead(window.Layout, 2, 4) + new Vector2(12, 17));
        window.Until("the old branch", () => window.Row == "ann_________");
    }

    [Fact]
    public void The_temperature_repaints_the_xray_and_changes_no_letter()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.Press("space");
        window.Until("a step", () => window.Origins.Contains('r'));
        string row = window.Row;
        byte[] before = window.Pixels(window.Layout.XrayCells);
        Box slider = window.Place("temperature");
        var knob = new Vector2(slider.X + slider.Width * 0.4f, slider.Y + 40);
        window.Drag(knob, knob with { X = slider.Right - 12 });
        window.Until("a higher temperature", () => float.Parse(window.Field("temperature")) > 1.5f);
        Assert.Equal(row, window.Row);
        Assert.NotEqual(before, window.Pixels(window.Layout.XrayCells));
    }

    [Fact]
    public void What_cannot_be_done_is_refused_in_one_line()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("period");
        window.Until("a refusal", () => window.Field("message") == "A name needs at least one letter.");
        window.Keep("refused");
        Assert.Equal("____________", window.Row);
    }

    [Fact]
    public void Arrows_move_the_cursor_and_the_tile_under_the_mouse_takes_the_letter()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("Right", "Right", "k");
        window.Until("k in tile 3", () => window.Row == "__k_________");
        window.Move(window.Layout.Tiles[7].Center);
        window.Press("o", "n");
        window.Until("on from tile 8", () => window.Row == "__k____on___");
    }

    [Fact]
    public void Without_a_display_it_says_so_in_one_line_and_leaves()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Window.Player.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISPLAY"] = ":9876";
        start.Environment.Remove("WAYLAND_DISPLAY");
        using Process player = Process.Start(start)!;
        string said = player.StandardError.ReadToEnd();
        player.WaitForExit();
        Assert.Equal(3, player.ExitCode);
        Assert.StartsWith("no window: ", said);
        Assert.Equal(1, said.Count(c => c == '\n'));
        Assert.Empty(player.StandardOutput.ReadToEnd());
    }
}
