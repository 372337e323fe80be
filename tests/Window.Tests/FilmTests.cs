using System.Diagnostics;
using System.Text;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Native;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>Films made where no window of the game is open, with the libraylib that ./unmask builds and with one like that of the package Raylib-cs.</summary>
public sealed class FilmTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_film_needs_no_display_where_raylib_tells_of_glfw()
    {
        Assert.Equal((0, ""), Film(Library(), display: null));
        Assert.StartsWith("GIF89a", Encoding.ASCII.GetString(File.ReadAllBytes(Gif)));
    }

    [Fact]
    public void Elsewhere_it_is_made_in_a_window_that_nobody_sees()
    {
        using Process server = Process.Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x720x24"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            Assert.Equal((0, ""), Film(Secretive(), ":" + server.StandardOutput.ReadLine()));
            Assert.StartsWith("GIF89a", Encoding.ASCII.GetString(File.ReadAllBytes(Gif)));
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    [Fact]
    public void With_neither_it_says_what_is_missing()
    {
        (int exitCode, string said) = Film(Secretive(), display: null);
        Assert.Equal((1, "unmask: no GIF: nothing can be drawn here: This libraylib draws on a display only: it does not export GLFW's functions.\n"), (exitCode, said));
        Assert.False(File.Exists(Gif));
    }

    private string Gif => Path.Combine(_folder, "film.gif");

    private (int ExitCode, string Said) Film(string library, string? display)
    {
        IDenoiser denoiser = DenoiserCatalog.LoadBuiltIn("mlp");
        var session = new Session(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), 42));
        Assert.True(session.TryApply(BoardAction.Finish, out _));
        Assert.True(ReplayCode.TryEncode(session, out string? code, out string? reason), reason);
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "unmask.dll"), "replay", code, "--gif", Gif])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("WAYLAND_DISPLAY");
        start.Environment["DISPLAY"] = display ?? "";
        start.Environment[NativeRaylib.Variable] = library;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private static string Library()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "drawing without a display needs OSMesa, which only ./test on Linux provides");
        return NativeRaylib.Candidates().FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("./test names libraylib's file");
    }

    /// <summary>A copy of the library in which nobody finds the function of GLFW that is asked for first.</summary>
    private string Secretive()
    {
        byte[] bytes = File.ReadAllBytes(Library());
        int at = bytes.AsSpan().IndexOf("\0glfwInitHint\0"u8);
        Assert.SkipWhen(at < 0, "this libraylib has GLFW in another file");
        bytes[at + 1] = (byte)'x';
        string copy = Path.Combine(_folder, "libraylib.so");
        File.WriteAllBytes(copy, bytes);
        return copy;
    }
}
