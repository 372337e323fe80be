using Unmask.Model.Diffusion;
using Unmask.Model.Names;
using Unmask.Toy.Game;
using Unmask.Window.Player;

// Opens the game's window over a stand-in denoiser, for tests: [--trace] [--light] [--still] [--frame-report] [--scene=Crowd] [--size=1280x720] [pattern]
using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
var denoiser = new NeighborDenoiser(names);
string size = args.FirstOrDefault(a => a.StartsWith("--size=", StringComparison.Ordinal))?[7..] ?? "1280x720";
var start = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
if (args.FirstOrDefault(a => a[0] != '-') is { } pattern)
    start = Pattern.Apply(pattern, start);
var options = new WindowOptions(denoiser, start)
{
    Scene = Enum.Parse<SceneKind>(args.FirstOrDefault(a => a.StartsWith("--scene=", StringComparison.Ordinal))?[8..] ?? "Play"),
    Trace = args.Contains("--trace"),
    LightTheme = args.Contains("--light"),
    ReducedMotion = args.Contains("--still"),
    FrameReport = args.Contains("--frame-report"),
    Width = int.Parse(size[..size.IndexOf('x')]),
    Height = int.Parse(size[(size.IndexOf('x') + 1)..]),
};
if (Unmask.Toy.Game.Window.TryRun(options, out string? problem))
    return 0;
Console.Error.WriteLine(problem);
return 3;
