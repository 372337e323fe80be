using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Train;

/// <summary>What is to be learned, and how. Equal plans give equal weights.</summary>
/// <param name="Architecture">The denoiser.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Data">A list that comes with the program, or the path of a file.</param>
internal sealed record TrainPlan(string Architecture, string Recipe, string Data = Presets.Default)
{
    private const int UsualSeed = 7;

    /// <summary>How long; the recipe's own number of steps if 0.</summary>
    public int Steps { get; init; }

    /// <summary>Of the first weights and the batches: training again is training anew.</summary>
    public int Seed { get; init; } = UsualSeed;

    /// <summary>The file that weights and checkpoints go to, without its folder: another for each plan.</summary>
    public string FileName
    {
        get
        {
            string seed = Seed == UsualSeed ? "" : string.Create(CultureInfo.InvariantCulture, $"-seed{Seed}");
            return $"{Architecture}-{Recipe}{About}{seed}.safetensors";
        }
    }

    /// <summary>What the data are called: a list that comes with the program by its name, a file by its name and a digest of its whole path.</summary>
    private string About
    {
        get
        {
            if (Data == Presets.Default)
                return "";
            if (Presets.Names.Contains(Data))
                return $"-{Data}";
            string name = string.Concat(Path.GetFileNameWithoutExtension(Data).Where(char.IsLetterOrDigit));
            return $"-{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(Data))))[..8]}";
        }
    }
}
