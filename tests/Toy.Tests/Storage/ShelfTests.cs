using System.Text.Json.Nodes;
using Unmask.Model.Diffusion;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Tests.Storage;

/// <summary>The shelf and its file.</summary>
public sealed class ShelfTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("unmask").FullName;

    private UserFolder Folder => new(_path);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    /// <summary>Versions from before games were kept read and write the names alone, and leave what else is in the file.</summary>
    [Fact]
    public void A_shelf_of_names_alone_gets_games_and_both_versions_read_it()
    {
        const string Before = """{"names":["mia","liv"],"sorted":true}""";
        Write(Before);
        var memory = new Memory(Folder);
        Assert.Equal([new KeptName("mia"), new("liv")], memory.Shelf.Kept);
        memory.Keep(new KeptName("emma", "unmask1-e"));
        memory.Keep(new KeptName("zoë", "unmask1-z"), place: 2);
        memory.Flush();
        JsonObject both = JsonNode.Parse("""{"names":["emma","mia","zoë","liv"],"sorted":true,"games":[{"name":"emma","code":"unmask1-e"},{"name":"zoë","code":"unmask1-z"}]}""")!.AsObject();
        Assert.True(JsonNode.DeepEquals(both, Read()), Read().ToJsonString());
        // The older version lets a name go and takes a new one.
        Write("""{"names":["ann","emma","mia","liv"],"sorted":true,"games":[{"name":"emma","code":"unmask1-e"},{"name":"zoë","code":"unmask1-z"}]}""");
        memory = new Memory(Folder);
        Assert.False(memory.TryTakeNotice(out string? notice), notice);
        Assert.Equal([new("ann"), new("emma", "unmask1-e"), new("mia"), new("liv")], memory.Shelf.Kept);
        memory.LetGo("emma");
        memory.Flush();
        Assert.Equal("""{"names":["ann","mia","liv"],"sorted":true,"games":[]}""", Read().ToJsonString());
    }

    [Fact]
    public void Games_that_cannot_be_read_are_passed_over_and_stay_and_their_names_with_them()
    {
        Write("""{"names":["mia","liv"],"games":[7,{"name":"mia"},{"name":"liv","code":3},{"name":"liv","code":"unmask1-l"},["mia","unmask1-m"]]}""");
        var memory = new Memory(Folder);
        Assert.Equal([new("mia"), new("liv", "unmask1-l")], memory.Shelf.Kept);
        Assert.True(memory.TryTakeNotice(out string? notice));
        Assert.StartsWith("shelf.json: 4 of 5", notice, StringComparison.Ordinal);
        memory.LetGo("liv");
        memory.Flush();
        Assert.Equal("""{"names":["mia"],"games":[7,{"name":"mia"},{"name":"liv","code":3},["mia","unmask1-m"]]}""", Read().ToJsonString());
    }

    /// <summary>As long as a code can be.</summary>
    [Fact]
    public void A_full_shelf_of_the_longest_games_can_be_read_again()
    {
        var memory = new Memory(Folder);
        for (int i = 0; i < Shelf.Most; i++)
            memory.Keep(new KeptName($"{new string('щ', Board.MaxSlots - 3)}{i}", new string('A', 8192)));
        memory.Flush();
        var next = new Memory(Folder);
        Assert.False(next.TryTakeNotice(out string? notice), notice);
        Assert.Equal(memory.Shelf.Kept, next.Shelf.Kept);
    }

    [Fact]
    public void What_is_no_name_is_not_on_the_shelf()
    {
        Write($$"""{"names":[null,"mia","","a\nb","{{new string('x', Board.MaxSlots + 1)}}"]}""");
        Assert.Equal(["mia"], Folder.Load(Shelf.File, Shelf.Read).Names);
    }

    [Fact]
    public void What_is_let_go_is_gone_and_the_shelf_has_an_end()
    {
        Assert.Empty(Shelf.Empty.With(new("mia")).Without("mia").Names);
        Shelf shelf = Enumerable.Range(0, Shelf.Most + 5).Aggregate(Shelf.Empty, (shelf, i) => shelf.With(new($"n{i}")));
        Assert.Equal(Shelf.Most, shelf.Names.Count);
        Assert.Equal($"n{Shelf.Most + 4}", shelf.Names[0]);
    }

    private void Write(string content) => File.WriteAllText(Path.Combine(_path, Shelf.File), content);

    private JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path.Combine(_path, Shelf.File)))!.AsObject();
}
