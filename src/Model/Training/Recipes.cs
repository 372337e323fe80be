namespace Unmask.Model.Training;

/// <summary>Every recipe. A new one is one file and one entry here.</summary>
public static class Recipes
{
    public static IReadOnlyList<Recipe> All { get; } = [new SeedRecipe()];

    /// <summary>The recipe called <paramref name="name"/>, or null.</summary>
    public static Recipe? Find(string name) => All.FirstOrDefault(recipe => recipe.Name == name);
}
