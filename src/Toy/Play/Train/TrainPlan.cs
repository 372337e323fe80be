using System.Security.Cryptography;
using System.Text;
using Unmask.Model.Learning;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Train;

/// <summary>What to train, and how. Equal plans give equal weights.</summary>
/// <param name="Architecture">The denoiser.</param>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Data">The name of a built-in list, or the path of a file.</param>
internal sealed record TrainPlan(string Architecture, string Recipe, string Data = Presets.Default)
{
    private const int UsualSeed = 7;

    /// <summary>Training steps; 0 for the recipe's own number.</summary>
    public int Steps { get; init; }

    /// <summary>Seed of the initial weights and the batches. Training again takes the next one.</summary>
    public int Seed { get; init; } = UsualSeed;

    /// <summary>What a recipe does, in seven words or fewer.</summary>
    public static string WordsOf(string recipe) => recipe switch
    {
        NelboRecipe.RecipeName => "Hides letters at random, guesses them back",
        SeedRecipe.RecipeName => "Learns as the first Micro Diffusion did",
        LikelihoodRecipe.RecipeName => "Guesses each letter from those before it",
        _ => "How it learns",
    };

    /// <summary>The name of data on the screen.</summary>
    public static string NameOf(string data) => data == Presets.Default ? "U.S. names" : Path.GetFileName(data);

    /// <summary>The name of the plan's own file for weights, without a folder.</summary>
    public string FileName
    {
        get
        {
            string seed = Seed == UsualSeed ? "" : $"-seed{Seed}";
            return $"{Architecture}-{Recipe}{About}{seed}.safetensors";
        }
    }

    /// <summary>The data's part of the file name: a built-in list's name, or a file's name and a hash of its full path.</summary>
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
