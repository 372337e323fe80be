using System.Globalization;
using Unmask.Model.Architectures;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Toy.Cli;

/// <summary>What is to be trained on what: from it follow the profile and the alphabet.</summary>
/// <param name="Architecture">The denoiser's.</param>
/// <param name="List">The data; null for the U.S. names.</param>
/// <param name="Profile">The profile that was asked for; null for what the data need.</param>
internal sealed record TrainingChoice(Architecture Architecture, NameList? List, ShapeProfile? Profile)
{
    /// <summary>Makes the denoiser and reads the names.</summary>
    /// <param name="seed">Of its initial weights.</param>
    /// <param name="takesTime">Whether t/T is an input.</param>
    /// <param name="notes">Told which profile the data got, and what of them cannot be used.</param>
    /// <exception cref="NameFileException">The data cannot be used.</exception>
    public (ITrainableDenoiser Learner, NameSet Names) Make(int seed, bool takesTime, TextWriter notes)
    {
        if (List is null)
        {
            ITrainableDenoiser usual = Architecture.CreateUntrained(seed, takesTime, Profile ?? ShapeProfile.Names, Alphabet.English);
            return (usual, NameSet.LoadBuiltIn(usual.Alphabet, usual.Slots));
        }

        foreach (string note in List.Notes)
            notes.WriteLine($"{List.Source}: {note}");
        LetterSurvey survey = List.Survey();
        ShapeProfile profile = Profile ?? ShapeProfiles.For(survey, Architecture.NameSlots);
        ITrainableDenoiser learner = Architecture.CreateUntrained(seed, takesTime, profile, survey.Alphabet);
        NameSet names = DataOptions.Read(List, learner.Alphabet, learner.Slots);
        if (profile == ShapeProfile.Words)
        {
            notes.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{names.Source}: {names.Count:N0} words, {survey.Alphabet.Letters.Length} letters ({survey.Alphabet}), rows of {learner.Slots} slots"));
        }
        if (profile == ShapeProfile.Words && survey.RareLetters.Length > 0)
        {
            notes.WriteLine(
                $"{names.Source}: more than {Alphabet.MaxLetters} letters; the rarest are left out, with the words that have them: {survey.RareLetters}");
        }
        if (names.Skipped.Total > 0)
            notes.WriteLine($"{names.Source}: {names.Skipped}");
        return (learner, names);
    }
}
