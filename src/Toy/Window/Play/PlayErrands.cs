using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>What the player asks for beside the game itself: names to keep, pictures to show, another denoiser.</summary>
internal sealed class PlayErrands(Stage stage, Canvas canvas) : IDisposable
{
    private readonly PictureDesk _pictures = new(stage);

    /// <summary>The card shows the shelf instead of the facts.</summary>
    public bool ShowsShelf { get; private set; }

    /// <summary>How many rows the shelf is scrolled down.</summary>
    public int Scrolled { get; private set; }

    public bool IsBusy => _pictures.IsBusy;

    /// <summary>Begins another game in this scene.</summary>
    public Action<IDenoiser, Board> Begin { get; init; } = (_, _) => { };

    /// <summary>Shows a game that was played before.</summary>
    public Action<Session> Watch { get; init; } = _ => { };

    public void Update() => _pictures.Update();

    public void Run(Control control, PlayGame game)
    {
        switch (control)
        {
            case Control.Like:
                Like(game);
                break;
            case Control.Shelf:
                (ShowsShelf, Scrolled) = (!ShowsShelf, 0);
                break;
            case Control.Copy:
                Copy(game);
                break;
            case Control.Paste:
                Paste(game);
                break;
            case Control.Gif:
                _pictures.SaveGif(canvas, stage.Denoiser, game.BoardsSoFar());
                break;
            case Control.Png:
                _pictures.SavePng(game.Board.IsFinished ? game.Board.Name : "");
                break;
            case Control.Sound:
                stage.ToggleSound();
                break;
        }
    }

    /// <summary>Changes over to the next denoiser, or the one before; what the player has forced and allowed is carried along.</summary>
    public void ChangeDenoiser(PlayGame game, int by)
    {
        DenoiserChoice choice = stage.Denoisers.Next(stage.Denoiser, by);
        if (choice.Is(stage.Denoiser))
            return;
        if (choice.IsBuiltIn)
            stage.Memory.Settings = stage.Memory.Settings with { Denoiser = choice.Name };
        Begin(choice.Denoiser, Constraints.CarryOver(game.Board, stage.Denoiser, choice.Denoiser));
    }

    /// <summary>Plays with the weights of a file that was dropped on the window.</summary>
    /// <returns>Why that cannot be, in one sentence; null if it is done.</returns>
    public string? Open(string path, PlayGame game)
    {
        try
        {
            IDenoiser denoiser = DenoiserCatalog.Load(path);
            stage.Denoisers.Adopt(denoiser, WeightsFile.Load(path), Path.GetFileNameWithoutExtension(path));
            Begin(denoiser, Constraints.CarryOver(game.Board, stage.Denoiser, denoiser));
            return null;
        }
        catch (WeightsException problem)
        {
            return Sentence(problem.Message);
        }
    }

    public void Scroll(int by)
    {
        if (ShowsShelf)
            Scrolled = Math.Clamp(Scrolled + by, 0, Math.Max(0, (stage.Memory.Shelf.Names.Count - 1) / PlayLayout.ShelfColumns));
    }

    /// <summary>Puts a name from the shelf on the row.</summary>
    public void Take(int place, PlayGame game)
    {
        if (place >= stage.Memory.Shelf.Names.Count)
            return;
        string name = stage.Memory.Shelf.Names[place];
        Board board = game.Board;
        if (name.Length > board.Slots || !name.All(letter => board.Alphabet.TrySymbolOf(letter, out _)))
        {
            game.Refuse($"{name} does not fit this row.");
            return;
        }
        ShowsShelf = false;
        var empty = new Board(board.Alphabet, board.Slots, board.Settings, board.Seed);
        Begin(stage.Denoiser, Pattern.Apply(name.Length < board.Slots ? name + "$" : name, empty));
    }

    public void Dispose() => _pictures.Dispose();

    private void Like(PlayGame game)
    {
        if (!game.Board.IsFinished || game.Board.Name.Length == 0)
        {
            game.Refuse("Finish the name first, then like it.");
            return;
        }
        stage.Memory.Toggle(game.Board.Name);
        game.Say(stage.Memory.Shelf.Contains(game.Board.Name) ? "On your shelf." : "Off your shelf.");
    }

    private void Copy(PlayGame game)
    {
        if (!ReplayCode.TryEncode(game.Session, out string? code, out string? reason))
        {
            stage.Say(Sentence(reason));
            return;
        }
        stage.Clipboard.Text = code;
        stage.Say("Copied: a code that plays this very game again.");
    }

    private void Paste(PlayGame game)
    {
        if (!ReplayCode.TryDecode(stage.Clipboard.Text, out ReplayCode? code, out string? reason))
        {
            game.Refuse(ReplayCode.IsMeant(stage.Clipboard.Text) ? Sentence(reason) : "The clipboard holds no replay code.");
            return;
        }
        if (DenoiserOf(code) is not { } denoiser)
            stage.Say("That game was played with other weights than these.");
        else if (!code.TryReplay(denoiser, out Session? session, out reason))
            stage.Say(Sentence(reason));
        else
            Watch(session);
    }

    /// <summary>One with the weights that a game was played with: the one in use, or another to choose from.</summary>
    private IDenoiser? DenoiserOf(ReplayCode code)
    {
        if (IsOf(stage.Denoiser))
            return stage.Denoiser;
        return stage.Denoisers.All.Select(choice => choice.Denoiser).FirstOrDefault(IsOf);

        bool IsOf(IDenoiser denoiser) => code.Fingerprint.Equals(denoiser.Fingerprint, StringComparison.OrdinalIgnoreCase);
    }

    private static string Sentence(string reason)
    {
        const int Longest = 100;
        string sentence = char.ToUpperInvariant(reason[0]) + reason[1..].TrimEnd('.') + ".";
        return sentence.Length <= Longest ? sentence : sentence[..(Longest - 1)] + "…";
    }
}
