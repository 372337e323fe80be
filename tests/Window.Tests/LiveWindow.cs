using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The player in a real window on an X server of its own, driven by real clicks and keys, and read by the lines it traces.</summary>
internal sealed class LiveWindow : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _server, _player;
    private readonly string _display, _name;
    private readonly List<string> _lines = [];

    private LiveWindow(string name, int width, int height, string program, string[] arguments, string? home)
    {
        _name = name;
        Shell = ShellLayout.For(width, height, 1);
        _server = Start("Xvfb", ["-displayfd", "1", "-screen", "0", $"{width}x{height}x24"], null, null);
        _display = ":" + _server.StandardOutput.ReadLine();
        _player = Start("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, program), .. arguments], _display, Record, home);
        WaitForLine(l => l == "window ready", "the window");
        // The first mouse position can be stale until the mouse has moved.
        Move(new Vector2(width - 2, height - 2));
    }

    public ShellLayout Shell { get; }

    /// <summary>The Play scene's, for a row as long as it has now.</summary>
    public PlayLayout Layout => new(Shell, Row.Length, 27);

    /// <summary>The place of a control of the Play scene.</summary>
    public Box Place(string control) => new[] { (PlayControls.Moves, Layout.Moves), (PlayControls.Panel, Layout.Panel), (PlayControls.Errands, Layout.Errands) }
        .SelectMany(row => row.Item1.Zip(row.Item2)).Single(pair => pair.First.Name == control).Second;

    public string Row => Field("row");

    /// <summary>One letter per slot: masked, allowed set, revealed, forced, or − after the end.</summary>
    public string Origins => Field("origins");

    public static LiveWindow Open(string[]? arguments = null, int width = 1280, int height = 720, [CallerMemberName] string name = "") =>
        new(name, width, height, "Window.Player.dll", ["--trace", $"--size={width}x{height}", .. arguments ?? []], null);

    /// <summary>The same with a folder in which it remembers.</summary>
    public static LiveWindow OpenAtHome(string home, string[]? arguments = null, [CallerMemberName] string name = "") =>
        new(name, 1280, 720, "Window.Player.dll", ["--trace", "--size=1280x720", .. arguments ?? []], home);

    /// <summary>The program that players start, with the denoiser it comes with.</summary>
    public static LiveWindow OpenProgram(string home, string[] arguments, int width = 1280, int height = 720, [CallerMemberName] string name = "") =>
        new(name, width, height, "unmask.dll", ["play", "--trace", .. arguments], home);

    /// <summary>What the Play scene's board says of itself.</summary>
    public string Field(string field) => Field("board", field);

    /// <summary>What the scene that is shown says of itself; <c>name</c> is which.</summary>
    public string SceneField(string field) => Field("scene", field);

    private string Field(string kind, string field)
    {
        lock (_lines)
        {
            string last = _lines.FindLast(l => l.StartsWith(kind + " ", StringComparison.Ordinal)) ?? "";
            int start = last.IndexOf($" {field}=", StringComparison.Ordinal);
            if (start < 0)
                return "";
            start += field.Length + 2;
            int end = field == "message" ? -1 : last.IndexOf(' ', start);
            return end < 0 ? last[start..] : last[start..end];
        }
    }

    /// <summary>Waits until the board says what is expected.</summary>
    public void Until(string what, Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Patience || _player.HasExited)
                Assert.Fail($"{what} did not happen. Last lines:\n{string.Join('\n', Lines().TakeLast(8))}");
            Thread.Sleep(10);
        }
    }

    public void Move(Vector2 to)
    {
        Tool("mousemove", Number(to.X), Number(to.Y));
        Thread.Sleep(60);
    }

    public void Click(Box box, int button = 1) => Click(box.Center, button);

    public void Click(Vector2 at, int button = 1)
    {
        Move(at);
        Tool("mousedown", Number(button));
        Thread.Sleep(40);
        Tool("mouseup", Number(button));
        Thread.Sleep(60);
    }

    /// <summary>A click that is over before a frame is, as touchpads make them.</summary>
    public void Tap(Box box)
    {
        Move(box.Center);
        Tool("mousedown", "1", "mouseup", "1");
    }

    public void Drag(Vector2 from, Vector2 to)
    {
        Move(from);
        Tool("mousedown", "1");
        Move(Vector2.Lerp(from, to, 0.5f));
        Move(to);
        Tool("mouseup", "1");
        Thread.Sleep(60);
    }

    public void Hold(string key) => Tool("keydown", key);

    public void LetGo(string key) => Tool("keyup", key);

    public void Press(params string[] keys)
    {
        foreach (string key in keys)
        {
            Tool("key", "--delay", "40", key);
            Thread.Sleep(100);
        }
    }

    /// <summary>Keys at once, without a pause after them.</summary>
    public void Chord(params string[] keys) => Tool(["key", "--delay", "40", .. keys]);

    /// <summary>Turns the wheel as fast as it goes: 4 up, 5 down.</summary>
    public void Turn(Box over, params int[] clicks)
    {
        Move(over.Center);
        Tool([.. clicks.SelectMany(click => (string[])["click", "--delay", "0", Number(click)])]);
    }

    /// <summary>Gives the keyboard another layout, as <c>setxkbmap</c> takes it.</summary>
    public void UseKeyboard(string layout)
    {
        using Process tool = Start("setxkbmap", layout.Split(' '), _display, null);
        tool.WaitForExit();
        Assert.Equal(0, tool.ExitCode);
        Thread.Sleep(100);
    }

    /// <summary>Whether the program still runs.</summary>
    public bool IsAlive => !_player.HasExited;

    /// <summary>Memory that the player has to itself.</summary>
    public long PrivateBytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{_player.Id}/status").FirstOrDefault(l => l.StartsWith("RssAnon:", StringComparison.Ordinal)) ?? "";
            return long.Parse(line["RssAnon:".Length..^" kB".Length], CultureInfo.InvariantCulture) << 10;
        }
    }

    /// <summary>Gives the window another size, as dragging its corner does.</summary>
    public void Resize(int width, int height)
    {
        Tool("search", "--name", "Unmask", "windowsize", Number(width), Number(height));
        Thread.Sleep(60);
    }

    /// <summary>The pixels of a part of the window, as three bytes each.</summary>
    public byte[] Pixels(Box box)
    {
        using Process import = Start("import", ["-window", "root", "-depth", "8", "-crop", $"{box.Width:0}x{box.Height:0}+{box.X:0}+{box.Y:0}", "rgb:-"], _display, null);
        var bytes = new MemoryStream();
        import.StandardOutput.BaseStream.CopyTo(bytes);
        import.WaitForExit();
        return bytes.ToArray();
    }

    /// <summary>Keeps a picture of the window with the run's artifacts.</summary>
    public void Keep(string moment)
    {
        Thread.Sleep(350);
        string folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        using Process import = Start("import", ["-window", "root", Path.Combine(folder, $"{_name}-{moment}.png")], _display, null);
        import.WaitForExit();
    }

    /// <summary>Sends the program a signal and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public int EndBy(string signal)
    {
        using (Process kill = Process.Start("kill", [$"-{signal}", Number(_player.Id)]))
            kill.WaitForExit();
        Assert.True(_player.WaitForExit(Patience), $"the program has not ended after SIG{signal}");
        return _player.ExitCode;
    }

    public void Dispose()
    {
        foreach (Process process in (Process[])[_player, _server])
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments, string? display, DataReceivedEventHandler? errors, string? home = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (display is not null)
            start.Environment["DISPLAY"] = display;
        // What a player keeps must not be touched, nor found.
        start.Environment["UNMASK_HOME"] = Path.Combine(Path.GetTempPath(), $"unmask-window-{Environment.ProcessId}-{Guid.NewGuid():N}");
        start.Environment.Remove("WAYLAND_DISPLAY");
        start.Environment.Remove(UserFolder.Variable);
        if (home is not null)
            start.Environment[UserFolder.Variable] = home;
        Process process = Process.Start(start)!;
        if (errors is not null)
            process.ErrorDataReceived += errors;
        process.BeginErrorReadLine();
        return process;
    }

    private static string Number(float value) => value.ToString("0", CultureInfo.InvariantCulture);

    private void Record(object sender, DataReceivedEventArgs line)
    {
        lock (_lines)
            _lines.Add(line.Data ?? "");
    }

    /// <summary>What the program has written to standard error, but for the lines that it traces.</summary>
    public string[] Said => [.. Lines().Where(l => l.Length > 0 && l != "window ready" && !l.StartsWith("board ", StringComparison.Ordinal) && !l.StartsWith("scene ", StringComparison.Ordinal))];

    private string[] Lines()
    {
        lock (_lines)
            return [.. _lines];
    }

    private void WaitForLine(Func<string, bool> wanted, string what) => Until(what, () => Lines().Any(wanted));

    private void Tool(params string[] arguments)
    {
        using Process tool = Start("xdotool", arguments, _display, null);
        tool.WaitForExit();
    }
}
