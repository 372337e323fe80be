using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Tests;

/// <summary>The shelf keeps games, plays them again, and lets go without losing.</summary>
public sealed class PlayShelfTests
{
    private readonly Memory _memory = new();
    private readonly PlayTable _table;

    public PlayShelfTests()
    {
        var denoiser = new StandInDenoiser();
        var start = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
        _table = new PlayTable(new Session(denoiser, start), _memory, new DenoiserChoices([new("stand-in", denoiser, null)]), reducedMotion: true);
    }

    private PlayGame Game => _table.Game;

    private PlayShelf Shelf => _table.Shelf;

    [Fact]
    public void A_liked_name_comes_back_with_the_game_that_made_it()
    {
        Game.Type('m', 0);
        Game.Configure(_table.Board.Settings with { Temperature = 1.5f });
        Game.Run();
        (string name, int moments, Board last) = (_table.Board.Name, Game.Branch.Count, _table.Board);
        Shelf.Like();
        Assert.Equal("On your shelf.", Game.Message);
        _table.Clear();
        Assert.True(Shelf.TakeNext());
        Assert.Equal((name, moments, last), (_table.Board.Name, Game.Branch.Count, _table.Board));
        Assert.Equal("1 of 1 on your shelf. Ctrl+Z goes back to the one before.", Game.Message);
        Assert.Equal('m', Game.BoardsOfName()[1].Name[0]);
        Game.Watch();
        Assert.True(Game.IsPlaying);
    }

    [Theory]
    [InlineData("unmask1-AAAA", "The name alone: this replay code is damaged")]
    [InlineData("marian", "The name alone: this is no replay code")]
    [InlineData("", "The name alone: this is no replay code")]
    public void A_game_that_cannot_be_played_leaves_the_name_and_says_why(string code, string reason)
    {
        _memory.Keep(new KeptName("eva", code));
        Assert.True(Shelf.TakeNext());
        Assert.Equal("eva", _table.Board.Name);
        Assert.StartsWith(reason, Game.Message, StringComparison.Ordinal);
        Assert.Equal(code, _memory.Shelf.Kept[0].Game);
    }

    [Fact]
    public void A_game_of_other_weights_leaves_the_name_and_says_so()
    {
        _memory.Keep(new KeptName("eva", CodeOf(new FarDenoiser(), "eva")));
        string? told = null;
        var table = new PlayTable(new Session(new StandInDenoiser(), _table.Board), _memory, new DenoiserChoices([]), reducedMotion: true) { Tell = line => told = line };
        Assert.True(table.Shelf.TakeNext());
        Assert.Equal(("eva", "The name alone: that game was played with other weights than these."), (table.Board.Name, told));
        Assert.Single(_memory.Shelf.Kept);
    }

    [Fact]
    public void A_name_that_does_not_fit_is_said_and_stays()
    {
        _memory.Keep(new KeptName("muchtoolong", "unmask1-AAAA"));
        Assert.False(Shelf.TakeNext());
        Assert.Equal("muchtoolong does not fit this row.", Game.Message);
        Assert.Equal(["muchtoolong"], _memory.Shelf.Names);
        // What cannot be shown can still be let go.
        Shelf.ToggleShown();
        Assert.Empty(_memory.Shelf.Names);
        Shelf.ToggleShown();
        Assert.Equal([new KeptName("muchtoolong", "unmask1-AAAA")], _memory.Shelf.Kept);
    }

    [Fact]
    public void What_is_taken_off_can_be_put_back_in_its_place_with_its_game()
    {
        KeptName[] all = [new("ann", "unmask1-a"), new("eva", "unmask1-e"), new("liv")];
        foreach (KeptName kept in all.Reverse())
            _memory.Keep(kept);
        Shelf.Toggle(Shelf.Entries[1]);
        Assert.Equal("eva is off your shelf. Ctrl+Z puts it back.", Game.Message);
        Shelf.Toggle(Shelf.Entries[0]);
        Assert.Equal([new ShelfEntry(all[2], false), new(all[0], true), new(all[1], true)], Shelf.Entries);
        Assert.Equal(1, Shelf.Count);
        _table.Undo();
        Assert.Equal("ann is back on your shelf.", Game.Message);
        _table.Undo();
        Assert.Equal(all, _memory.Shelf.Kept);
        Assert.All(Shelf.Entries, entry => Assert.False(entry.IsOff));
        _table.Undo();
        Assert.Equal("Nothing to take back.", Game.Message);
        // Later, too.
        Shelf.Toggle(Shelf.Entries[2]);
        Game.Type('m', 0);
        _table.Undo();
        Assert.Equal(("______", 2), (_table.Board.Name, Shelf.Count));
        Game.Type('n', 0);
        Shelf.Toggle(Shelf.Entries[2]);
        Assert.Equal(all, _memory.Shelf.Kept);
    }

    [Fact]
    public void Undo_takes_back_what_was_done_last_be_it_a_move_or_a_name_taken_off()
    {
        _memory.Keep(new KeptName("ann"));
        Game.Type('m', 0);
        Shelf.Toggle(Shelf.Entries[0]);
        Game.Type('a', 1);
        _table.Undo();
        Assert.Equal(("m_____", 0), (_table.Board.Name, Shelf.Count));
        _table.Undo();
        Assert.Equal(("m_____", 1), (_table.Board.Name, Shelf.Count));
        _table.Undo();
        Assert.Equal(("______", 1), (_table.Board.Name, Shelf.Count));
    }

    [Fact]
    public void A_name_kept_again_from_another_game_loses_neither_game()
    {
        foreach (char letter in "eva.")
            Game.Type(letter, Math.Max(0, Game.Cursor));
        _memory.Keep(new KeptName("eva", "unmask1-first"));
        Shelf.Like();
        Assert.Equal(0, Shelf.Count);
        Shelf.Like();
        string second = _memory.Shelf.Kept[0].Game!;
        Assert.Equal([(second, false), ("unmask1-first", true)], Shelf.Entries.Select(entry => (entry.Kept.Game!, entry.IsOff)));
        Shelf.Toggle(Shelf.Entries[1]);
        Assert.Equal([("unmask1-first", false), (second, true)], Shelf.Entries.Select(entry => (entry.Kept.Game!, entry.IsOff)));
    }

    [Fact]
    public void After_any_taking_off_and_putting_back_the_next_name_is_the_one_behind_what_was_shown()
    {
        foreach (string name in (string[])["liv", "eva", "ann"])
            _memory.Keep(new KeptName(name));
        Assert.True(Shelf.TakeNext());
        for (int i = 0; i < 3; i++)
        {
            Shelf.ToggleShown();
            _table.Undo();
        }
        Assert.Equal(["ann", "eva", "liv"], _memory.Shelf.Names);
        Shelf.ToggleShown();
        foreach (string name in (string[])["eva", "liv", "eva"])
        {
            Assert.True(Shelf.TakeNext());
            Assert.Equal(name, _table.Board.Name);
        }
        Shelf.ToggleShown();
        Shelf.Toggle(Shelf.Entries[^1]);
        Assert.True(Shelf.TakeNext());
        Assert.Equal("ann", _table.Board.Name);
    }

    [Fact]
    public void A_game_without_a_code_is_kept_by_its_name()
    {
        var denoiser = new FarDenoiser { Fingerprint = "none" };
        var table = new PlayTable(new Session(denoiser, _table.Board), _memory, new DenoiserChoices([]), reducedMotion: true);
        table.Run();
        table.Shelf.Like();
        Assert.Equal("On your shelf, the name alone: this game has no code.", table.Game.Message);
        Assert.Equal([new KeptName(table.Board.Name)], _memory.Shelf.Kept);
        Shelf.ToggleShown();
        Assert.StartsWith("Ctrl+T", Game.Message, StringComparison.Ordinal);
    }

    private static string CodeOf(IDenoiser denoiser, string name)
    {
        var game = new PlayGame(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7));
        foreach (char letter in name + ".")
            game.Type(letter, Math.Max(0, game.Cursor));
        Assert.True(ReplayCode.TryEncode(game.Session, out string? code, out string? reason), reason);
        return code;
    }

    /// <summary>The stand-in with weights of its own.</summary>
    private sealed class FarDenoiser : IDenoiser
    {
        private readonly StandInDenoiser _inner = new();

        public string Architecture => "far";

        public Unmask.Model.Text.Alphabet Alphabet => _inner.Alphabet;

        public int Slots => _inner.Slots;

        public int Timesteps => _inner.Timesteps;

        public string? Fingerprint { get; init; } = "0123456789abcdef";

        public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => _inner.Predict(rows, time, logits);

        public IDenoiser Fork() => new FarDenoiser { Fingerprint = Fingerprint };
    }
}
