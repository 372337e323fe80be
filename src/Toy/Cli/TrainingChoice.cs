using Unmask.Model.Architectures;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Toy.Cli;

/// <summary>An architecture and its data; they determine the profile and the alphabet.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="List">The data; null for the U.S. names.</param>
/// <param name="Profile">The chosen profile; null for the one that the data need.</param>
internal sealed record TrainingChoice(Architecture Architecture, NameList? List, ShapeProfile? Profile)
{
    /// <summary>Creates the denoiser and reads the names.</summary>
    /// <param name="seed">The seed of its initial weights.</param>
    /// <param name="takesTime">Whether t/T is an input.</param>
    /// <param name="notes">Receives lines about the data: their size, and what cannot be used.</param>
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
            notes.WriteLine($"{names.Source}: {names.Count:N0} words, {survey.Alphabet.Letters.Length} letters ({survey.Alphabet}), rows of {learner.Slots} slots");
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
