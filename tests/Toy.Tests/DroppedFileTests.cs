using Unmask.Toy.Window;

namespace Unmask.Toy.Tests;

public sealed class DroppedFileTests : IDisposable
{
    private static readonly string Weights = Path.Combine(Repository.Root, "weights", "mlp.safetensors");

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-drop-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Mine.SAFETENSORS")]
    [InlineData("mine.safetensors")]
    [InlineData("mine.bin")]
    [InlineData("mine")]
    [InlineData("mine.txt")]
    public void Weights_are_weights_whatever_they_are_called(string name)
    {
        File.Copy(Weights, At(name));
        Assert.Equal(DroppedKind.Weights, DroppedFile.Look(At(name)).Kind);
    }

    [Theory]
    [InlineData("words.txt")]
    [InlineData("WORDS.TXT")]
    [InlineData("words")]
    [InlineData("words.list")]
    public void Words_are_words_whatever_they_are_called(string name)
    {
        File.WriteAllLines(At(name), ["red", "green"]);
        Assert.Equal(new DroppedFile(DroppedKind.Words, At(name), ""), DroppedFile.Look(At(name)));
    }

    [Fact]
    public void What_is_neither_is_said_to_be()
    {
        File.WriteAllText(At("empty.txt"), "");
        File.WriteAllBytes(At("picture.png"), [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13]);
        File.WriteAllText(At("numbers.txt"), "1\n2\n3\n");
        AssertNothing("empty.txt", "empty.txt is empty.");
        AssertNothing("picture.png", "picture.png is neither words nor weights.");
        AssertNothing("numbers.txt", "numbers.txt cannot be learned: ");
        AssertNothing("nowhere.txt", "nowhere.txt cannot be read.");
        Assert.Equal(DroppedKind.Nothing, DroppedFile.Look("").Kind);
        Assert.Equal(DroppedKind.Nothing, DroppedFile.Look("a\0b").Kind);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(DroppedKind.Nothing, DroppedFile.Look("/dev/zero").Kind);
    }

    [Fact]
    public void A_folder_gives_the_one_list_in_it_or_says_what_to_do()
    {
        AssertNothing("", "is a folder. Drop a list of words");
        File.WriteAllLines(At("words.txt"), ["red", "green"]);
        File.WriteAllText(At("readme.md"), "no list");
        Assert.Equal(new DroppedFile(DroppedKind.Words, At("words.txt"), ""), DroppedFile.Look(_folder + Path.DirectorySeparatorChar));
        File.WriteAllLines(At("more.csv"), ["blue"]);
        AssertNothing("", "is a folder. Drop a list of words");
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void AssertNothing(string name, string said)
    {
        DroppedFile dropped = DroppedFile.Look(At(name));
        Assert.Equal(DroppedKind.Nothing, dropped.Kind);
        Assert.Contains(said, dropped.Problem);
        Assert.DoesNotContain('\n', dropped.Problem);
    }
}
