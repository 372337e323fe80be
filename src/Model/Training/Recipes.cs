namespace Unmask.Model.Training;

/// <summary>Every recipe. A new one is one file and one entry here.</summary>
public static class Recipes
{
    /// <summary>The first is what training uses if nobody says otherwise.</summary>
    public static IReadOnlyList<Recipe> All { get; } = [new NelboRecipe(), new SeedRecipe()];

    /// <summary>The recipe called <paramref name="name"/>, or null.</summary>
    public static Recipe? Find(string name) => All.FirstOrDefault(recipe => recipe.Name == name);
}
