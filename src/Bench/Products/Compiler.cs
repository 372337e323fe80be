using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Unmask.Bench.Measuring;

namespace Unmask.Bench.Products;

/// <summary>The system's C++ compiler, which makes shared libraries of short texts, for this processor. They are kept in the user's cache folder.</summary>
internal sealed class Compiler
{
    private static readonly string[] Options = ["-shared", "-fPIC", "-O3", "-march=native", "-DNDEBUG"];

    private readonly string _command, _folder;

    /// <param name="command">The compiler; by default what the variable <c>CXX</c> names, or <c>c++</c>.</param>
    /// <param name="folder">Where the libraries are kept; by default <c>unmask/peers</c> in the user's cache folder.</param>
    public Compiler(string? command = null, string? folder = null)
    {
        _command = command ?? (Environment.GetEnvironmentVariable("CXX") is { Length: > 0 } named ? named : "c++");
        _folder = folder ?? Path.Combine(CacheFolder(), "unmask", "peers");
    }

    /// <summary>The compiler's version, in its own words.</summary>
    /// <exception cref="MissingPeerException">There is no compiler.</exception>
    public string ReadVersion() => Run(["--version"], "").Output;

    /// <summary>
    /// The path of the library. Its name has a hash of everything that it is made of: the text with all its headers, the options, the compiler's
    /// version and the processor.
    /// </summary>
    /// <param name="name">A name for the file.</param>
    /// <param name="text">C++.</param>
    /// <param name="options">More options, e.g. the libraries that it needs.</param>
    /// <param name="package">Debian's package with the headers.</param>
    /// <param name="compiling">Called before it is built, if it is not there yet.</param>
    /// <exception cref="MissingPeerException">There is no compiler, the headers are not installed, or the text does not compile.</exception>
    public string Build(string name, string text, IReadOnlyList<string> options, string package, Action? compiling = null)
    {
        string version = ReadVersion();
        (int code, string expanded, string error) = Run(["-E", "-P", "-x", "c++", "-", .. Options, .. options], text);
        if (code != 0)
            throw error.Contains("No such file", StringComparison.Ordinal) ? new($"not installed (Debian: apt-get install {package})") : CannotBuild(error);
        string key = string.Join('\n', [version, Processor.Name, .. Options, .. options, expanded]);
        string path = Path.Combine(_folder, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]}.so");
        if (File.Exists(path))
            return path;
        // Another process may build it at the same time, and no process may load half a library.
        string mine = $"{path}.{Environment.ProcessId}";
        try
        {
            compiling?.Invoke();
            Directory.CreateDirectory(_folder);
            (code, _, error) = Run(["-x", "c++", "-", "-o", mine, .. Options, .. options], text);
            if (code != 0)
                throw CannotBuild(error);
            File.Move(mine, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MissingPeerException($"cannot be built: {e.Message}");
        }
        return path;
    }

    private (int Code, string Output, string Error) Run(IReadOnlyList<string> arguments, string input)
    {
        var start = new ProcessStartInfo(_command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Messages are searched for words.
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            try
            {
                using StreamWriter writer = process.StandardInput;
                writer.Write(input);
            }
            catch (IOException)
            {
                // It ended without reading everything; its error says why.
            }
            process.WaitForExit();
            return (process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception)
        {
            throw new MissingPeerException($"there is no C++ compiler '{_command}' to build it with (Debian: apt-get install g++)");
        }
    }

    /// <summary>With the first error among its messages.</summary>
    private MissingPeerException CannotBuild(string messages)
    {
        string[] lines = messages.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? first = Array.Find(lines, line => line.Contains("error", StringComparison.Ordinal) || line.Contains("cannot find", StringComparison.Ordinal));
        return new($"{_command} cannot build it: {first ?? lines.LastOrDefault() ?? "no reason given"}");
    }

    /// <summary>As scripts/common.sh has it.</summary>
    private static string CacheFolder() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
