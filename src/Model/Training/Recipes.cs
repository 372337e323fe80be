namespace Unmask.Model.Training;

/// <summary>
/// Every recipe, with the constants that suit each architecture. A new recipe is one file and one entry here.
/// </summary>
public static class Recipes
{
    /// <summary>Their names; the first is what training uses if nobody says otherwise.</summary>
    public static IReadOnlyList<string> Names { get; } = [NelboRecipe.RecipeName, SeedRecipe.RecipeName];

    /// <summary>The recipe called <paramref name="name"/> for an architecture, or null.</summary>
    public static Recipe? Find(string name, string architecture) => (name, architecture) switch
    {
        // Attention needs smaller steps than perceptrons. Chosen on the validation split.
        (NelboRecipe.RecipeName, "transformer") => new NelboRecipe(learningRate: 2e-3f),
        (NelboRecipe.RecipeName, _) => new NelboRecipe(),
        (SeedRecipe.RecipeName, "transformer") => new SeedTransformerRecipe(),
        (SeedRecipe.RecipeName, _) => new SeedRecipe(),
        _ => null,
    };
}
