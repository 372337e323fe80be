using Unmask.Toy.Play;
using Unmask.Toy.Window.Sound;

namespace Unmask.Toy.Tests;

public class GameMannersTests
{
    public static TheoryData<string> Effects => [.. Enum.GetNames<Effect>()];

    [Theory, MemberData(nameof(Effects))]
    public void Effects_are_short_soft_and_do_not_click(string name)
    {
        short[] samples = Synthesizer.Samples(Enum.Parse<Effect>(name));
        Assert.InRange(samples.Length, Synthesizer.SampleRate / 20, Synthesizer.SampleRate * 6 / 10);
        int loudest = samples.Max(sample => Math.Abs((int)sample));
        Assert.InRange(loudest, 3000, short.MaxValue / 4);
        Assert.InRange(Math.Abs((int)samples[0]), 0, 40);
        Assert.InRange(Math.Abs((int)samples[^1]), 0, 40);
        // No step between neighbours is as large as a click: a sine of 2 kHz at that loudness at most.
        double steepest = loudest * 2 * Math.PI * 2000 / Synthesizer.SampleRate;
        for (int i = 1; i < samples.Length; i++)
            Assert.True(Math.Abs(samples[i] - samples[i - 1]) < steepest, $"a click at sample {i}");
    }

    [Fact]
    public void No_two_effects_sound_the_same()
    {
        Effect[] effects = Enum.GetValues<Effect>();
        Assert.Equal(effects.Length, effects.Select(effect => string.Join(',', Synthesizer.Samples(effect).Take(2000))).Distinct().Count());
    }

    [Fact]
    public void The_tour_goes_on_when_its_task_is_done_and_only_then()
    {
        var tour = new Tour();
        Assert.Null(tour.Line);
        tour.Begin();
        Assert.False(tour.See(Deed.Force));
        Assert.StartsWith("1 of 4", tour.Line);
        foreach (Deed deed in new[] { Deed.Reveal, Deed.Force, Deed.TakeBack })
            Assert.False(tour.See(deed));
        Assert.StartsWith("4 of 4", tour.Line);
        Assert.True(tour.See(Deed.Scrub));
        Assert.False(tour.IsOn);
        Assert.False(tour.See(Deed.Scrub));
    }
}
