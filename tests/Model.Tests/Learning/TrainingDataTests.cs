using Unmask.Model.Learning;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class TrainingDataTests
{
    private static readonly Alphabet Abc = new("abc");

    /// <summary>Names of the data are a and b, the teacher's is c.</summary>
    [Fact]
    public void One_name_in_four_is_the_teachers()
    {
        int[] counts = Count(new TrainingData([0, 1], slots: 1, Abc, new TaughtNames("", 1, () => [2])));
        Assert.InRange(counts[2], 9_600, 10_400); // 10,000 with a standard deviation of 87
        Assert.InRange(counts[0], 14_600, 15_400);
    }

    [Fact]
    public void Without_a_teacher_all_are_of_the_data()
    {
        int[] counts = Count(new TrainingData([0, 1], slots: 1, Abc));
        Assert.Equal(40_000, counts[0] + counts[1]);
    }

    private static int[] Count(TrainingData data)
    {
        var batch = new Batch(40_000, slots: 1);
        var random = new Xoshiro256(1, stream: 0);
        data.Draw(ref random, batch);
        return [.. Enumerable.Range(0, 3).Select(symbol => batch.Targets.Count(target => target == symbol))];
    }
}
