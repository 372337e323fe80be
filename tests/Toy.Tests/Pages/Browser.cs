using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Toy.Tests.Pages;

/// <summary>Debian's Chromium without a window, driven over its DevTools protocol. One for all tests of a class; each opens a tab of its own.</summary>
public sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _profile = Directory.CreateTempSubdirectory("unmask-browser-").FullName;
    private readonly Process? _process;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonObject> _events = [];
    private int _asked;

    public Browser()
    {
        if (Find() is not { } program)
            return;
        _process = Process.Start(new ProcessStartInfo(program, [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        const string Listens = "DevTools listening on ";
        using var patience = new CancellationTokenSource(Patience);
        string? line;
        do
            line = _process.StandardError.ReadLineAsync(patience.Token).AsTask().GetAwaiter().GetResult();
        while (line is not null && !line.StartsWith(Listens, StringComparison.Ordinal));
        Assert.True(line is not null, "Chromium ended without a word");
        // Nobody reads on, and a full pipe would stop it.
        _process.BeginOutputReadLine();
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        _socket.ConnectAsync(new Uri(line[Listens.Length..]), patience.Token).GetAwaiter().GetResult();
    }

    /// <summary>A new tab; the test is skipped where there is no Chromium.</summary>
    public Tab NewTab()
    {
        Assert.SkipWhen(_process is null, "there is no Chromium here; ./test installs Debian's package chromium where apt can");
        string target = (string)Ask("Target.createTarget", new() { ["url"] = "about:blank" }, null)["targetId"]!;
        string session = (string)Ask("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }, null)["sessionId"]!;
        return new Tab(this, target, session);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        Await.Until(() =>
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
                return true;
            }
            catch (IOException)
            {
                // One of its processes still writes there.
                return false;
            }
        });
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    internal JsonObject Ask(string method, JsonObject parameters, string? session)
    {
        int id = Send(method, parameters, session);
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            JsonObject message = Receive(patience.Token);
            if (message["id"]?.GetValue<int>() != id)
                _events.Add(message);
            else if (message["error"] is { } error)
                throw new InvalidOperationException($"{method}: {error.ToJsonString()}");
            else
                return message["result"]!.AsObject();
        }
    }

    /// <summary>Sends a command and does not wait.</summary>
    /// <returns>Its number.</returns>
    internal int Send(string method, JsonObject parameters, string? session)
    {
        using var patience = new CancellationTokenSource(Patience);
        var command = new JsonObject { ["id"] = ++_asked, ["method"] = method, ["params"] = parameters };
        if (session is not null)
            command["sessionId"] = session;
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, true, patience.Token).GetAwaiter().GetResult();
        return _asked;
    }

    /// <summary>Waits for an event of a tab, unless it came before.</summary>
    internal void WaitFor(string method, string session)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!_events.Any(message => (string?)message["method"] == method && (string?)message["sessionId"] == session))
            _events.Add(Receive(patience.Token));
    }

    internal IEnumerable<JsonNode> EventsOf(string method, string session) =>
        _events.Where(message => (string?)message["method"] == method && (string?)message["sessionId"] == session).Select(message => message["params"]!);

    private JsonObject Receive(CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = _socket.ReceiveAsync(buffer, cancellation).GetAwaiter().GetResult();
            bytes.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(bytes.ToArray())!.AsObject();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}

/// <summary>One tab of the browser.</summary>
public sealed class Tab : IDisposable
{
    private readonly Browser _browser;
    private readonly string _target, _session;

    internal Tab(Browser browser, string target, string session)
    {
        (_browser, _target, _session) = (browser, target, session);
        foreach (string domain in new[] { "Page", "Runtime", "Network", "Log" })
            Ask($"{domain}.enable", []);
    }

    /// <summary>What the page asked a network for.</summary>
    public IEnumerable<string> Requests => _browser.EventsOf("Network.requestWillBeSent", _session).Select(request => (string)request["request"]!["url"]!);

    /// <summary>What went wrong in the page, in the browser's words.</summary>
    public IEnumerable<string> Complaints =>
        [.. _browser.EventsOf("Runtime.exceptionThrown", _session).Select(thrown => thrown.ToJsonString()), .. _browser.EventsOf("Log.entryAdded", _session).Select(entry => entry.ToJsonString())];

    /// <summary>What somebody prefers, and the screen: of a phone that is touched, or of a desk.</summary>
    public void Prefer(bool dark, bool stillness, bool phone)
    {
        Ask("Emulation.setEmulatedMedia", new()
        {
            ["features"] = new JsonArray(
                new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" },
                new JsonObject { ["name"] = "prefers-reduced-motion", ["value"] = stillness ? "reduce" : "no-preference" }),
        });
        Ask("Emulation.setDeviceMetricsOverride", new() { ["width"] = phone ? 390 : 1280, ["height"] = phone ? 844 : 800, ["deviceScaleFactor"] = phone ? 2 : 1, ["mobile"] = phone });
        Ask("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = phone });
    }

    public void Open(string file)
    {
        Ask("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        _browser.WaitFor("Page.loadEventFired", _session);
    }

    /// <summary>The value of an expression, or of the promise that it is.</summary>
    public JsonNode? Evaluate(string expression)
    {
        JsonObject answer = Ask("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"];
    }

    public string Text(string expression) => (string)Evaluate(expression)!;

    public int Number(string expression) => (int)(double)Evaluate($"Number({expression})")!;

    /// <summary>Presses and releases a key by its name in JavaScript.</summary>
    public void Press(string key)
    {
        string code = key == " " ? "Space" : key;
        int number = key switch { "Tab" => 9, "Enter" => 13, " " => 32, "End" => 35, "Home" => 36, "ArrowLeft" => 37, "ArrowUp" => 38, "ArrowRight" => 39, "ArrowDown" => 40, _ => throw new ArgumentException(key) };
        foreach (string kind in new[] { "keyDown", "keyUp" })
        {
            var press = new JsonObject { ["type"] = kind, ["key"] = key, ["code"] = code, ["windowsVirtualKeyCode"] = number };
            if (kind == "keyDown" && key is " " or "Enter")
                press["text"] = key == " " ? " " : "\r";
            Ask("Input.dispatchKeyEvent", press);
        }
    }

    /// <summary>Touches the middle of an element, which is scrolled to first.</summary>
    public void Touch(string selector)
    {
        (double x, double y, double width) = BoxOf(selector);
        // Without waiting in between: on a busy machine an answer can take half a second, and a finger that stays so long does not click.
        _browser.Send("Input.dispatchTouchEvent", Finger("touchStart", x + width / 2, y), _session);
        Ask("Input.dispatchTouchEvent", Lifted);
    }

    /// <summary>Puts a finger on an element and moves it; places are shares of its width.</summary>
    public void Drag(string selector, double from, double to)
    {
        (double x, double y, double width) = BoxOf(selector);
        Ask("Input.dispatchTouchEvent", Finger("touchStart", x + from * width, y));
        Ask("Input.dispatchTouchEvent", Finger("touchMove", x + (from + to) / 2 * width, y));
        Ask("Input.dispatchTouchEvent", Finger("touchMove", x + to * width, y));
        Ask("Input.dispatchTouchEvent", Lifted);
    }

    private static JsonObject Lifted => new() { ["type"] = "touchEnd", ["touchPoints"] = new JsonArray() };

    private static JsonObject Finger(string kind, double x, double y) =>
        new() { ["type"] = kind, ["touchPoints"] = new JsonArray(new JsonObject { ["x"] = x, ["y"] = y }) };

    /// <summary>Scrolls to an element.</summary>
    /// <returns>The middle of its left edge, and its width.</returns>
    private (double X, double Y, double Width) BoxOf(string selector)
    {
        JsonNode box = Evaluate($"(e => {{ e.scrollIntoView({{ block: 'center', behavior: 'instant' }}); const b = e.getBoundingClientRect(); return {{ x: b.x, y: b.y + b.height / 2, w: b.width }}; }})(document.querySelector({JsonSerializer.Serialize(selector)}))")!;
        return ((double)box["x"]!, (double)box["y"]!, (double)box["w"]!);
    }

    /// <summary>A picture of the page, for people: UNMASK_PAGES names the folder to keep them in.</summary>
    public void Photograph(string name)
    {
        if (Environment.GetEnvironmentVariable("UNMASK_PAGES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        JsonObject picture = Ask("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true });
        File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.png")), Convert.FromBase64String((string)picture["data"]!));
    }

    public void Dispose() => _browser.Ask("Target.closeTarget", new() { ["targetId"] = _target }, null);

    private JsonObject Ask(string method, JsonObject parameters) => _browser.Ask(method, parameters, _session);
}
