using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The controls of the Play scene. <see cref="PlayLayout"/> has a place for each.</summary>
internal static class PlayControls
{
    /// <summary>What Run is called on a finished name.</summary>
    public const string Another = "Another";

    /// <summary>The buttons beside the timeline.</summary>
    public static readonly Control<PlayScene>[] Moves = Row(
        layout => layout.Moves,
        // On a finished name, the line for hints tells about the name.
        new("Step", Look.Button) { Hint = scene => scene.Game.Board.IsFinished ? null : "Reveal the next few letters (Space)", Act = scene => scene.Game.Step() },
        new("Run", Look.Primary)
        {
            Label = scene => scene.Table.IsNameDone ? Another : "Run",
            Hint = scene => scene.Game.Board.IsFinished ? null : "Reveal all the rest (Enter)",
            Act = scene => scene.Table.Run(),
        },
        new("Again", Look.Button) { Hint = _ => "Mask all but yours, draw anew", Intent = Intent.Again, Act = scene => scene.Table.Again() },
        new("Clear", Look.Button) { Hint = _ => "An empty row, without your letters", Intent = Intent.Clear, Act = scene => scene.Table.Clear() });

    /// <summary>The settings of denoiser and sampler.</summary>
    public static readonly Control<PlayScene>[] Panel = Row(
        layout => layout.Panel,
        For(Knobs.Denoiser),
        For(Knobs.Order),
        For("pace", table => Knobs.Pace(table.Board.Settings)),
        For("temperature", _ => Knobs.Temperature),
        For(Knobs.Remasking),
        For("strength", _ => Knobs.Strength));

    /// <summary>Shelf and codes: the first line of chips at the foot of the facts.</summary>
    public static readonly Control<PlayScene>[] NameErrands =
    [
        new("Like", Look.Chip)
        {
            Label = scene => scene.IsLiked ? "Liked" : "Like", IsOn = scene => scene.IsLiked, Hint = _ => "Keep this name on your shelf", Intent = Intent.Like, Act = scene => scene.Table.Shelf.Like(),
        },
        new("Shelf", Look.Chip) { IsOn = scene => scene.Shelf.IsOpen, Hint = _ => "The names that you liked, and their games", Intent = Intent.Shelf, Act = scene => scene.Shelf.Toggle() },
        new("Copy", Look.Chip) { Hint = _ => "Copy a code of this game", Intent = Intent.Copy, Act = scene => scene.Copy() },
        new("Paste", Look.Chip) { Hint = _ => "Paste a code, watch its game", Intent = Intent.Paste, Act = scene => scene.Paste() },
    ];

    /// <summary>So that a frame allocates nothing.</summary>
    private static readonly string[] Percents = [.. Enumerable.Range(0, 101).Select(percent => $"{percent}%")];

    /// <summary>What is saved in a file: the second line.</summary>
    public static readonly Control<PlayScene>[] FileErrands =
    [
        new("Page", Look.Chip) { Hint = _ => "Save the game as a web page to share", Intent = Intent.Page, Act = scene => scene.SavePage() },
        new("GIF", Look.Chip) { Label = scene => scene.FilmPercent is { } percent ? Percents[percent] : "GIF", Hint = _ => "Film this name, as a card", Intent = Intent.Gif, Act = scene => scene.SaveGif() },
        new("PNG", Look.Chip) { Hint = _ => "Save this name as a card", Intent = Intent.Png, Act = scene => scene.SavePng() },
    ];

    /// <summary>Both lines of chips.</summary>
    public static readonly Control<PlayScene>[] Errands = Row(layout => layout.Errands, [.. NameErrands, .. FileErrands]);

    /// <summary>All of them, in the order of Tab.</summary>
    public static readonly Control<PlayScene>[] All =
    [
        .. Moves, .. Panel, .. Errands,
        new("Skip", Look.Chip) { Place = scene => scene.Layout.SkipButton, IsShown = scene => scene.Tour.IsOn, Act = scene => scene.EndTour() },
        new("pattern")
        {
            Place = scene => scene.Layout.Pattern, Hint = scene => scene.Pattern.IsOpen ? null : "What the name must be: letters, gaps, sets", Intent = Intent.Pattern, Act = scene => scene.Pattern.Open(),
        },
        new("seed") { Place = scene => scene.Layout.SeedLabel, IsShown = scene => !scene.Tour.IsOn, Hint = _ => "Same seed, same letters; Again changes it" },
        new("why", Look.Chip)
        {
            Place = scene => scene.Layout.WhyChip, IsShown = scene => scene.Heads.HasHeads, Label = scene => scene.Heads.Label, IsOn = scene => scene.Heads.Head >= 0,
            Hint = scene => scene.Heads.Hint, Intent = Intent.Heads, Act = scene => scene.TurnHeads(),
        },
        new("Undo") { Intent = Intent.Undo, Act = scene => scene.Table.Undo() },
        new("Redo") { Intent = Intent.Redo, Act = scene => scene.Table.Redo() },
        new("Sound") { Intent = Intent.Sound, Act = scene => scene.Stage.ToggleSound() },
    ];

    private static Control<PlayScene>[] Row(Func<PlayLayout, Box[]> places, params Control<PlayScene>[] controls) =>
        [.. controls.Select((control, i) => control with { Place = scene => places(scene.Layout)[i] })];

    private static Control<PlayScene> For(Choice knob) => new(knob.Label, Look.Stepper)
    {
        Value = scene => knob.Value(scene.Table), Hint = scene => knob.Hint(scene.Table), Turn = (scene, by) => knob.Turn(scene.Table, by),
    };

    private static Control<PlayScene> For(string name, Func<PlayTable, Scale> knob) => new(name, Look.Slider)
    {
        Label = scene => knob(scene.Table).Label,
        Write = (scene, text) => knob(scene.Table).Write(scene.Table.Board.Settings, text),
        Share = scene => knob(scene.Table).Share(scene.Table),
        IsEnabled = scene => knob(scene.Table).Missing(scene.Table.Board.Settings) is null,
        Hint = scene => knob(scene.Table).Hint(scene.Table.Board.Settings),
        Turn = (scene, by) => knob(scene.Table).Turn(scene.Table, by),
        Slide = (scene, share) => knob(scene.Table).Slide(scene.Table, share),
    };
}
