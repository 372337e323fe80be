using Unmask.Model.Diffusion;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public class NoiseScheduleTests
{
    // From the formula in the reference scripts, computed apart in double precision.
    [Theory]
    [InlineData(0, 40, 0.000155409)]
    [InlineData(10, 40, 0.153119472)]
    [InlineData(20, 40, 0.506233157)]
    [InlineData(40, 40, 1.0)]
    [InlineData(25, 50, 0.506233157)]
    public void Mask_rate_is_the_seeds_cosine(int t, int timesteps, double expected) =>
        Assert.Equal(expected, NoiseSchedule.MaskRate(t, timesteps), 6);

    [Fact]
    public void A_row_with_everything_masked_is_at_the_last_timestep_and_a_known_one_at_none()
    {
        for (int steps = 1; steps <= 100; steps++)
        {
            Assert.Equal(steps, NoiseSchedule.TimestepFor(12, 12, steps));
            Assert.Equal(0, NoiseSchedule.TimestepFor(0, 12, steps));
        }
    }

    [Fact]
    public void More_masked_slots_are_never_earlier_in_time()
    {
        for (int masked = 1; masked <= 16; masked++)
            Assert.True(NoiseSchedule.TimestepFor(masked, 16, 50) >= Math.Max(1, NoiseSchedule.TimestepFor(masked - 1, 16, 50)));
    }

    [Fact]
    public void The_last_step_keeps_nothing_masked()
    {
        for (int masked = 0; masked <= 16; masked++)
        {
            Assert.Equal(0, NoiseSchedule.Keep(masked, 1, 40));
            Assert.Equal(0, NoiseSchedule.Keep(masked, 1, 1000));
        }
    }

    [Fact]
    public void The_timestep_is_the_one_whose_mask_rate_comes_nearest()
    {
        foreach ((int slots, int steps) in new[] { (12, 40), (16, 50), (24, 7), (3, 1000) })
        {
            for (int masked = 1; masked <= slots; masked++)
            {
                int expected = Enumerable.Range(1, steps).MinBy(t => Math.Abs(NoiseSchedule.MaskRate(t, steps) * slots - masked));
                Assert.Equal(expected, NoiseSchedule.TimestepFor(masked, slots, steps));
                Assert.Equal(expected / (float)steps, NoiseSchedule.TimeFor(masked, slots, steps));
            }
        }
    }

    [Theory]
    [InlineData(12, 40, 40, 11)]
    [InlineData(12, 20, 40, 11)]
    [InlineData(12, 2, 40, 3)]
    [InlineData(7, 3, 4, 4)]
    [InlineData(0, 3, 4, 0)]
    [InlineData(5, 0, 4, 0)]
    public void A_step_keeps_the_ratio_of_the_mask_rates(int masked, int t, int timesteps, int expected) =>
        Assert.Equal(expected, NoiseSchedule.Keep(masked, t, timesteps));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(12, 20)]
    [InlineData(16, 26)]
    [InlineData(24, 38)]
    public void From_some_steps_on_every_step_reveals_one_slot_after_any_edit(int slots, int steps)
    {
        Assert.Equal(steps, NoiseSchedule.StepsOneByOne(slots));
        for (int more = steps; more <= 4 * steps; more++)
            Assert.All(Enumerable.Range(1, slots), masked => Assert.True(NoiseSchedule.IsOneByOne(masked, NoiseSchedule.TimestepFor(masked, slots, more), more)));
    }
}
