using Unmask.Model.Text;

namespace Unmask.Model.Tensors;

/// <summary>The row that a denoiser's kernels are generated for. Kernels have fixed shapes, so there is a short list of these.</summary>
public enum ShapeProfile
{
    /// <summary>U.S. first names: 26 letters, and as many slots as the architecture's script in Micro Diffusion has.</summary>
    Names,

    /// <summary>Words in any alphabet of up to <see cref="Alphabet.MaxLetters"/> letters: <see cref="ShapeProfiles.WordSlots"/> slots.</summary>
    Words,
}

/// <summary>What a <see cref="ShapeProfile"/> holds.</summary>
public static class ShapeProfiles
{
    /// <summary>Slots of the profile <see cref="ShapeProfile.Words"/>, whatever the architecture.</summary>
    public const int WordSlots = 24;

    /// <summary>Symbols that the kernels of <see cref="ShapeProfile.Words"/> compute; an alphabet uses the first of them.</summary>
    internal const int WordSymbols = Alphabet.MaxLetters + 2;

    /// <summary>A list that has at most one in this many entries too long for the profile names is still one of names.</summary>
    private const int LongShare = 50;

    /// <summary>
    /// The profile for a list: names if its letters are a–z and all entries but a few fit, else words.
    /// </summary>
    /// <param name="survey">What the list has.</param>
    /// <param name="nameSlots">The architecture's slots in the profile names.</param>
    public static ShapeProfile For(LetterSurvey survey, int nameSlots) =>
        survey.Alphabet.Equals(Alphabet.English) && survey.LongerThan(nameSlots) * LongShare <= survey.Entries
            ? ShapeProfile.Names
            : ShapeProfile.Words;

    /// <summary>What a profile is called on the command line: <c>names</c>, <c>words</c>.</summary>
    public static string NameOf(ShapeProfile profile) => profile == ShapeProfile.Words ? "words" : "names";
}
