using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Sessions;
using Unmask.Toy.Pages;
using Unmask.Toy.Window.Pictures;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>Saves a game as animated GIF or web page, and the window as PNG, while the game goes on, and reports the progress.</summary>
internal sealed class PictureDesk(Stage stage) : IDisposable
{
    /// <summary>The time that filming may take from each frame.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(8);

    private Camera? _camera;
    private Task? _saving;
    private string _path = "", _name = "";
    private int _told;

    /// <summary>A picture is being made, so frames must be drawn.</summary>
    public bool IsBusy => _camera is not null || _saving is not null;

    /// <summary>Begins to film boards, given oldest first.</summary>
    public void SaveGif(Canvas canvas, IDenoiser denoiser, IReadOnlyList<Board> boards)
    {
        if (IsBusy)
        {
            stage.Say("One picture at a time.");
            return;
        }
        _name = boards[^1].IsFinished ? boards[^1].Name : "";
        _camera = new Camera(canvas, canvas.Fonts.Typography.Faces, stage.Theme, denoiser.Fork(), boards);
        _told = -1;
    }

    /// <summary>Saves the next frame.</summary>
    public void SavePng(string shown)
    {
        if (IsBusy)
        {
            stage.Say("One picture at a time.");
            return;
        }
        _name = shown;
        stage.Photograph = (pixels, width, height) => Save(".png", () => PictureFile.Png(pixels, width, height));
    }

    /// <summary>Saves a game as a web page.</summary>
    /// <param name="denoiser">Forked, since a worker predicts every moment again.</param>
    /// <param name="game">Its moments, oldest first.</param>
    /// <param name="code">Its replay code.</param>
    public void SavePage(IDenoiser denoiser, IReadOnlyList<Moment> game, string code)
    {
        if (IsBusy)
        {
            stage.Say("One picture at a time.");
            return;
        }
        _name = game[^1].Board.IsFinished ? game[^1].Board.Name : "";
        stage.Say("Writing the page…");
        IDenoiser own = denoiser.Fork();
        Save(".html", () => GamePage.Make(own, game, code));
    }

    /// <summary>Continues the work. Must be called between frames.</summary>
    public void Update()
    {
        if (_camera is not null)
            Film(_camera);
        if (_saving is not { IsCompleted: true })
            return;
        stage.Say(_saving.Exception?.InnerException is { } problem ? $"Not saved: {problem.Message}" : $"Saved {Path.GetFileName(_path)} in {Shortened(Path.GetDirectoryName(_path)!)}");
        _saving = null;
    }

    public void Dispose()
    {
        _camera?.Dispose();
        _camera = null;
        // Finish a picture that is already being written.
        _saving?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private void Film(Camera filming)
    {
        filming.Advance(Budget);
        int percent = (int)(filming.Progress * 100);
        if (percent / 10 != _told)
        {
            _told = percent / 10;
            stage.Say($"Filming: {percent}%");
        }
        if (!filming.IsDone)
            return;
        Film film = filming.Film;
        filming.Dispose();
        _camera = null;
        stage.Say("Filming: 100%. Writing the GIF…");
        Save(".gif", () => PictureFile.Gif(film));
    }

    private void Save(string extension, Func<byte[]> make)
    {
        string folder = stage.Memory.Pictures;
        _saving = Task.Run(() =>
        {
            Directory.CreateDirectory(folder);
            byte[] picture = make();
            _path = OutputFile.WriteFree(folder, PictureFile.StemFor(_name), extension, stream => stream.Write(picture));
            NativeHeap.Trim();
        });
    }

    /// <summary>A folder's path with ~ for the home folder; a long one without its beginning.</summary>
    private static string Shortened(string folder)
    {
        const int Longest = 44;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (home.Length > 1 && folder.StartsWith(home, StringComparison.Ordinal))
            folder = "~" + folder[home.Length..];
        return folder.Length <= Longest ? folder : "…" + folder[^Longest..];
    }
}
