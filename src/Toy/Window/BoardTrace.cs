using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;

namespace Unmask.Toy.Window;

/// <summary>Writes the visible state as lines of text, so that tests can read a window without looking at pixels.</summary>
internal sealed class BoardTrace(Shell shell, Input input)
{
    private PlayGame? _traced;
    private int _written = -1;
    private string _scene = "";

    public void Write()
    {
        string now = $"scene name={shell.Current} found={input.Found.Intent} commands={input.Found.Count} {shell.Scene.Status}";
        if (now != _scene)
            Console.Error.WriteLine(_scene = now);
        PlayGame game = shell.Play.Game;
        if (game == _traced && game.Version == _written)
            return;
        (_traced, _written) = (game, game.Version);
        Board board = game.Board;
        Span<char> row = stackalloc char[board.Slots], origins = stackalloc char[board.Slots];
        for (int slot = 0; slot < board.Slots; slot++)
        {
            row[slot] = board.Alphabet.CharacterOf(board[slot].Symbol);
            origins[slot] = TileFace.Of(board, slot).Kind switch
            {
                FaceKind.Masked => board.IsRestricted(slot) ? 'a' : 'm',
                FaceKind.Revealed => 'r',
                FaceKind.Forced => 'f',
                _ => '-',
            };
        }
        Console.Error.WriteLine(
            $"board row={row} origins={origins} masked={board.Masked} place={game.Place} of={game.Branch.Count} playing={game.IsPlaying} temperature={board.Settings.Temperature:0.00} order={board.Settings.Order.Name} steps={board.Settings.Steps} gamma={board.Settings.Gamma:0.0} remasking={board.Settings.Remasking.Name} strength={board.Settings.Strength:0.00} cursor={game.Cursor} message={game.Message}");
    }
}
