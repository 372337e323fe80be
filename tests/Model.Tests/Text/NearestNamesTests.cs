using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class NearestNamesTests
{
    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);

    [Fact]
    public void The_nearest_names_are_those_of_a_full_sort()
    {
        foreach (string name in (string[])["emma", "qxqxq", "a", "maximilianoooo", "zyvion", "jmaes"])
        {
            byte[] letters = [.. name.Select(c => (byte)(c - 'a'))];
            (int Name, int Distance)[] expected = [.. Enumerable.Range(0, Names.TrainingCount)
                .Select(i => (Name: i, Distance: DistanceTo(letters, i)))
                .Where(n => n.Distance > 0)
                .OrderBy(n => n.Distance).ThenByDescending(n => Names.BirthsOf(n.Name)).ThenBy(n => n.Name)
                .Take(5)];

            Neighbor[] nearest = new Neighbor[5];
            Assert.Equal(5, NearestNames.Find(Names, letters, nearest));
            Assert.Equal(expected, nearest.Select(n => (n.Name, n.Distance)));
        }
    }

    [Fact]
    public void A_misspelt_name_finds_its_own_and_a_known_name_never_itself()
    {
        Assert.Equal("james", Nearest("jmaes"));
        Assert.NotEqual("james", Nearest("james"));
    }

    [Fact]
    public void Among_equally_near_names_most_births_come_first_whatever_the_order_of_the_file()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "name,births\nanab,1\nanac,2\nanna,3\nana,9\nanad,7\nxxxx,99\n");
        NameSet names = NameSet.Load(path, Alphabet.English);
        File.Delete(path);
        Neighbor[] nearest = new Neighbor[2];
        NearestNames.Find(names, names.SymbolsOf(3), nearest);
        Assert.Equal(["anad", "anna"], nearest.Select(n => names[n.Name]));
    }

    [Fact]
    public void Searching_allocates_nothing()
    {
        Neighbor[] nearest = new Neighbor[3];
        byte[] letters = [4, 12, 12, 0];
        Assert.Equal(0, Allocation.Of(() => NearestNames.Find(Names, letters, nearest)));
    }

    private static string Nearest(string name)
    {
        Neighbor[] nearest = new Neighbor[1];
        NearestNames.Find(Names, [.. name.Select(c => (byte)(c - 'a'))], nearest);
        return Names[nearest[0].Name];
    }

    private static int DistanceTo(byte[] letters, int name) =>
        new EditDistance(letters, stackalloc ulong[EditDistance.TableLength]).To(Names.SymbolsOf(name));
}
