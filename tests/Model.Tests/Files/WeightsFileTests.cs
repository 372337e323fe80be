using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Xunit;

namespace Unmask.Model.Tests.Files;

public sealed class WeightsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weights").FullName;

    private static readonly WeightSet Sample = new([new("W", [2], [1, 2])], new Dictionary<string, string> { ["architecture"] = "toy" });

    private string Target => Path.Combine(_folder, "toy.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_saved_file_loads_and_leaves_nothing_else_behind()
    {
        WeightsFile.Save(Target, Sample);
        WeightsFile.Save(Target, Sample);
        Assert.Equal([1, 2], WeightsFile.Load(Target).Get("W", 2));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failed_write_keeps_the_old_file_and_leaves_nothing_else_behind()
    {
        WeightsFile.Save(Target, Sample);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write([1, 2, 3]);
            throw new InvalidOperationException();
        }));
        Assert.Equal([1, 2], WeightsFile.Load(Target).Get("W", 2));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Probing_leaves_nothing_behind()
    {
        WeightsFile.CheckWritable(Target);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void An_unwritable_place_is_refused_before_and_at_the_write()
    {
        string lost = Path.Combine(_folder, "nowhere", "toy.safetensors");
        const string Message = "toy.safetensors: the file cannot be written: its folder does not exist; choose another place.";
        Assert.Equal(Message, Assert.Throws<WeightsException>(() => WeightsFile.CheckWritable(lost)).Message);
        Assert.Equal(Message, Assert.Throws<WeightsException>(() => WeightsFile.Save(lost, Sample)).Message);
        Assert.Contains("is a folder", Assert.Throws<WeightsException>(() => WeightsFile.CheckWritable(_folder)).Message);
    }

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Equal(
            "toy.safetensors: there is no such file; check the path, or train weights into it.",
            Assert.Throws<WeightsException>(() => WeightsFile.Load(Target)).Message);

    [Fact]
    public void A_folder_is_refused() =>
        Assert.Contains("cannot be read", Assert.Throws<WeightsException>(() => WeightsFile.Load(_folder)).Message);

    [Fact]
    public void An_architecture_without_built_in_weights_is_refused() =>
        Assert.Contains("no weights are built in for 'toy'", Assert.Throws<WeightsException>(() => WeightsFile.LoadBuiltIn("toy")).Message);
}
