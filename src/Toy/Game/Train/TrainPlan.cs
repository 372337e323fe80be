using Unmask.Model.Names;

namespace Unmask.Toy.Game.Train;

/// <summary>What is to be learned, and how. Equal plans give equal weights.</summary>
/// <param name="Architecture">The denoiser.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Data">A list that comes with the program, or the path of a file.</param>
internal sealed record TrainPlan(string Architecture, string Recipe, string Data = Presets.Default)
{
    /// <summary>How long; the recipe's own number of steps if 0.</summary>
    public int Steps { get; init; }

    /// <summary>Of the first weights and the batches: training again is training anew.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>The file that weights and checkpoints go to, without its folder.</summary>
    public string FileName
    {
        get
        {
            string about = Data == Presets.Default ? "" : "-" + string.Concat(Path.GetFileNameWithoutExtension(Data).Where(char.IsLetterOrDigit));
            return $"{Architecture}-{Recipe}{about}.safetensors";
        }
    }
}
