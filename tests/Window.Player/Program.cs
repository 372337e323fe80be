using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Storage;
using Unmask.Toy.Window;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;
using Unmask.Window.Player;

// Opens the game's window over a stand-in denoiser, for tests: [--trace] [--light] [--still] [--tour] [--frame-report] [--garbage] [--scene=Crowd] [--size=1280x720] [pattern]
// With --save-forever=FOLDER it opens none, and saves until it is killed.
if (Option("--save-forever=") is { } folder)
{
    Saver.Run(folder, int.Parse(Option("--first=") ?? "1"));
    return 0;
}
using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
var denoiser = new NeighborDenoiser(names);
string size = args.FirstOrDefault(a => a.StartsWith("--size=", StringComparison.Ordinal))?[7..] ?? "1280x720";
var start = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
if (args.FirstOrDefault(a => a[0] != '-') is { } pattern)
    start = Pattern.Apply(pattern, start);
// A test remembers only if it names a folder for it.
Memory memory = Environment.GetEnvironmentVariable(UserFolder.Variable) is null ? new() : new(UserFolder.OfUser());
memory.Settings = memory.Settings with
{
    Theme = args.Contains("--light") ? "light" : memory.Settings.Theme,
    ReducedMotion = args.Contains("--still"),
    TourDone = !args.Contains("--tour"),
};
var options = new WindowOptions(denoiser, start)
{
    Scene = Enum.Parse<SceneKind>(args.FirstOrDefault(a => a.StartsWith("--scene=", StringComparison.Ordinal))?[8..] ?? "Play"),
    Trace = args.Contains("--trace"),
    Memory = memory,
    Clipboard = args.Contains("--garbage") ? new GarbageClipboard() : new DesktopClipboard(),
    FrameReport = args.Contains("--frame-report"),
    Width = int.Parse(size[..size.IndexOf('x')]),
    Height = int.Parse(size[(size.IndexOf('x') + 1)..]),
};
if (GameWindow.TryRun(options, out string? problem))
    return 0;
Console.Error.WriteLine(problem);
return 3;

string? Option(string name) => args.FirstOrDefault(a => a.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
