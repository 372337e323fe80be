using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Sessions;
using Unmask.Toy.Pages;
using Unmask.Toy.Window.Pictures;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>Saves a name as animated GIF, its card as PNG and its game as web page, while the game goes on, and reports the progress.</summary>
internal sealed class PictureDesk(Stage stage) : IDisposable
{
    /// <summary>The time that filming may take from each frame.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(8);

    /// <summary>Pictures that are being written; each task gives the path.</summary>
    private readonly List<Task<string>> _saving = [];
    private Camera? _camera;
    private string _name = "";

    /// <summary>How much of a film is done, in percent; null while there is none.</summary>
    public int? Percent => _camera is { } filming ? (int)(filming.Progress * 100) : null;

    /// <summary>A picture is being made, so frames must be drawn.</summary>
    public bool IsBusy => _camera is not null || _saving.Count > 0;

    /// <summary>Begins to film boards, given oldest first.</summary>
    public void SaveGif(Canvas canvas, IDenoiser denoiser, IReadOnlyList<Board> boards, CardWords words)
    {
        if (_camera is not null)
        {
            stage.Say("One film at a time.");
            return;
        }
        _name = words.Title.ToLowerInvariant();
        _camera = new Camera(canvas, canvas.Fonts.Typography.Faces, stage.Theme, denoiser.Fork(), boards, words);
        stage.Say("Filming; the button counts.");
    }

    /// <summary>Saves a board's card. Must not be called while a frame is drawn.</summary>
    public void SavePng(Canvas canvas, IDenoiser denoiser, in Board board, CardWords words)
    {
        using var camera = new Camera(canvas, canvas.Fonts.Typography.Faces, stage.Theme, denoiser.Fork(), [board], words);
        camera.Advance(TimeSpan.MaxValue);
        Film film = camera.Film;
        byte[] pixels = film.Frames[^1].Pixels;
        Save(words.Title.ToLowerInvariant(), ".png", () => PictureFile.Png(pixels, film.Width, film.Height));
    }

    /// <summary>Saves a game as a web page.</summary>
    /// <param name="denoiser">Forked, since a worker predicts every moment again.</param>
    /// <param name="game">Its moments, oldest first.</param>
    /// <param name="code">Its replay code.</param>
    public void SavePage(IDenoiser denoiser, IReadOnlyList<Moment> game, string code)
    {
        string name = game[^1].Board.IsFinished ? game[^1].Board.Name : "";
        stage.Say("Writing the page…");
        IDenoiser own = denoiser.Fork();
        Save(name, ".html", () => GamePage.Make(own, game, code));
    }

    /// <summary>Continues the work. Must be called between frames.</summary>
    public void Update()
    {
        if (_camera is not null)
            Film(_camera);
        for (int i = _saving.Count - 1; i >= 0; i--)
        {
            Task<string> done = _saving[i];
            if (!done.IsCompleted)
                continue;
            _saving.RemoveAt(i);
            stage.Say(done.Exception?.InnerException is { } problem ? $"Not saved: {problem.Message}" : $"Saved {Path.GetFileName(done.Result)} in {Shortened(Path.GetDirectoryName(done.Result)!)}");
        }
    }

    public void Dispose()
    {
        _camera?.Dispose();
        _camera = null;
        // Finish pictures that are already being written.
        foreach (Task<string> saving in _saving)
            saving.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private void Film(Camera filming)
    {
        filming.Advance(Budget);
        if (!filming.IsDone)
            return;
        Film film = filming.Film;
        filming.Dispose();
        _camera = null;
        stage.Say("Writing the GIF…");
        Save(_name, ".gif", () => PictureFile.Gif(film));
    }

    private void Save(string name, string extension, Func<byte[]> make)
    {
        string folder = stage.Memory.Pictures;
        _saving.Add(Task.Run(() =>
        {
            Directory.CreateDirectory(folder);
            byte[] picture = make();
            string path = OutputFile.WriteFree(folder, PictureFile.StemFor(name), extension, stream => stream.Write(picture));
            NativeHeap.Trim();
            return path;
        }));
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
